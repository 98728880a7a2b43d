import { sourceIn } from '../workspace/resource.ts';
import { defineRule, type Fix } from './define-rule.ts';
import { formatOwners } from './evidence/format-owners.ts';
import { closestSlip } from './evidence/slip.ts';
import { findTargetProblem, type TargetProblem } from './evidence/target-problem.ts';

export default defineRule({
  severity: 'error',
  summary: 'A Service leads to a port name that none of its pods has',
  why: `A \`targetPort\` that is a name is looked up among the named ports of the pods, those of sidecars too. Where
there is no such name, the Service has no endpoints for this port, and connections to it fail.`,
  remedy: 'Use the name of a port of the pods, or give the port that is meant this name.',
  alsoKnownAs: ['POP-1106', 'KIA0701'],
  source:
    'semantics rules 25, 28 and 39; https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
  on: 'service',
  deadEnd: true,
  examples: {
    bad: [
      `
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app: web
spec:
  containers:
    - name: web
      image: web:1
      ports:
        - name: http
          containerPort: 8080
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
      targetPort: htpp
#                 ^^^^ No port of Pod default/web is named \`htpp\`: did you mean \`http\`?
`,
      `
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app: web
spec:
  containers:
    - name: web
      image: web:1
      ports:
        - containerPort: 8080
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
      targetPort: http
#                 ^^^^ No port of Pod default/web is named \`http\`: the ports there have no names.
`,
    ],
    good: [
      `
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app: web
spec:
  initContainers:
    - name: proxy
      image: proxy:1
      restartPolicy: Always # This makes it a sidecar, whose ports count.
      ports:
        - name: proxied
          containerPort: 9000
  containers:
    - name: web
      image: web:1
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
      targetPort: proxied
`,
    ],
  },
  check: (resource, { view, report }) => {
    for (const port of resource.facts.service?.ports ?? []) {
      const problem = findTargetProblem(view, resource, port);
      if (problem?.type !== 'unresolved' || !port.targetPort) continue;
      report({
        at: sourceIn(resource, port.targetPort.at, 'value'),
        message: `No port of ${formatOwners(problem.workloads)} is named \`${problem.name}\`: ${explain(problem)}`,
        related: problem.workloads.map((workload) => ({
          at: sourceIn(workload, workload.facts.workload?.containerAt ?? workload.facts.root, 'value'),
          message: 'the first container of the pods',
        })),
      });
    }
  },
  fix: ({ at }, resource, { view }) => {
    const port = resource.facts.service?.ports.find(({ targetPort }) => targetPort?.at === at.path);
    const problem = port && findTargetProblem(view, resource, port);
    if (problem?.type !== 'unresolved') return [];
    const change = (value: string | number): Fix => ({
      title: `Change the target port to ${typeof value === 'string' ? `\`${value}\`` : value}`,
      changes: [{ type: 'set-scalar', document: resource.document, path: at.path, value }],
    });
    if (isQuotedNumber(problem.name)) return [change(Number(problem.name))];
    const names = namesOf(problem);
    const near = closestSlip(problem.name, names);
    const ordered = [...names].sort((a, b) => Number(b === near) - Number(a === near));
    return [...ordered.map(change), ...nameFixes(problem)];
  },
});

type Unresolved = Extract<TargetProblem, { type: 'unresolved' }>;

function explain(problem: Unresolved): string {
  if (isQuotedNumber(problem.name)) return `in quotes it is a name; did you mean the number ${problem.name}?`;
  const names = [...namesOf(problem)];
  const near = closestSlip(problem.name, names);
  if (near !== undefined) return `did you mean \`${near}\`?`;
  if (names.length > 0) return `there are ${names.map((name) => `\`${name}\``).join(', ')}.`;
  const ports = problem.workloads.flatMap(({ facts }) => facts.workload?.ports ?? []);
  const same = ports.filter(({ protocol }) => protocol === problem.protocol);
  // Ports of another protocol are spoken of only where there are any.
  const what = same.length < ports.length ? `${problem.protocol} ports` : 'ports';
  return same.length > 0 ? `the ${what} there have no names.` : `no ${what} are declared there.`;
}

function isQuotedNumber(name: string): boolean {
  return /^\d{1,5}$/.test(name);
}

/** The names of the pods' ports of the right protocol. */
function namesOf({ workloads, protocol }: Unresolved): ReadonlySet<string> {
  const ports = workloads.flatMap(({ facts }) => facts.workload?.ports ?? []);
  return new Set(ports.flatMap((port) => (port.protocol === protocol ? (port.name?.value ?? []) : [])));
}

/** Gives the name to a port without one, in every workload that has a port of this number. */
function nameFixes({ workloads, protocol, name }: Unresolved): Fix[] {
  const nameless = workloads.flatMap((workload) =>
    (workload.facts.workload?.ports ?? [])
      .filter((port) => !port.name && port.protocol === protocol)
      .map((port) => ({ document: workload.document, number: port.number.value, path: `${port.at}/name` })),
  );
  return [...new Set(nameless.map(({ number }) => number))].map((number) => ({
    title: `Name port ${number} of the pods \`${name}\``,
    changes: nameless
      .filter((port) => port.number === number)
      .map(({ document, path }) => ({ type: 'add-entry', document, path, value: name })),
  }));
}
