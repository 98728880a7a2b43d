import type { ServicePort } from '../model/service.ts';
import type { YamlChange } from '../model/yaml-change.ts';
import { type Resource, sourceIn } from '../workspace/resource.ts';
import { defineRule, type Fix } from './define-rule.ts';
import { formatOwners } from './evidence/format-owners.ts';
import { findUndeclaredPort, type UndeclaredPort } from './evidence/undeclared-port.ts';
import { commonPorts } from './evidence/unserved-ports.ts';

export default defineRule({
  severity: 'warning',
  summary: 'A Service leads to a port number that none of its pods declares',
  why: `The ports that containers declare are informational: an application may well listen on others. But where the
pods declare ports to which no Service leads, and a Service leads to one that they do not declare, one of the two is
most likely wrong. Without \`targetPort\`, a Service leads to the number of its own \`port\`.

It is a warning where no Service leads to any port that the pods declare, or where the number looks like a slip of one
of them; otherwise it is merely an information. Pods that declare no ports are left alone.`,
  remedy: 'Lead to the port on which the pods listen; if that is the one, declare it.',
  alsoKnownAs: ['POP-1106', 'KIA0701'],
  source:
    'semantics rules 29 and 39; https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
  on: 'service',
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
#           ^^ Port 80 is not declared by Pod default/web, and without \`targetPort\` this is where it leads: did you mean 8080?
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
    - port: 8080
      targetPort: 80
#                 ^^ Port 80 is not declared by Pod default/web, but 8080 is: are \`port\` and \`targetPort\` swapped?
`,
    ],
    good: [
      `
# These pods declare no ports, which says nothing about where they listen.
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
`,
    ],
  },
  check: (resource, { view, report }) => {
    for (const port of resource.facts.service?.ports ?? []) {
      const problem = findUndeclaredPort(view, resource, port);
      if (!problem) continue;
      report({
        at: sourceIn(resource, (port.targetPort ?? port.port).at, 'value'),
        message: `Port ${problem.number} is not declared by ${formatOwners(problem.workloads)}${explain(problem)}`,
        related: problem.workloads.map((workload) => ({
          at: sourceIn(workload, workload.facts.workload?.ports[0]?.at ?? workload.facts.root, 'value'),
          message: 'the ports that the pods declare',
        })),
        ...(problem.likely.length > 0 ? {} : { severity: 'info' }),
      });
    }
  },
  fix: ({ at }, resource, { view }) => {
    const port = resource.facts.service?.ports.find(
      (candidate) => (candidate.targetPort ?? candidate.port).at === at.path,
    );
    const problem = port && findUndeclaredPort(view, resource, port);
    if (!port || !problem) return [];
    const { document } = resource;
    const swap: Fix = {
      title: `Swap \`port\` and \`targetPort\``,
      changes: [
        { type: 'set-scalar', document, path: port.port.at, value: problem.number },
        { type: 'set-scalar', document, path: at.path, value: port.port.value ?? problem.number },
      ],
    };
    const numbers = [...new Set([...problem.likely, ...commonPorts(problem.workloads, problem.protocol)])];
    return [
      ...(problem.swapped ? [swap] : []),
      ...numbers.map(
        (value): Fix => ({ title: `Lead to port ${value}`, changes: [leadTo(resource, port, value)] }),
      ),
      { title: `Declare port ${problem.number} in the pods`, changes: declare(problem) },
    ];
  },
});

function explain({ port, likely, swapped, workloads, protocol }: UndeclaredPort): string {
  if (swapped) return `, but ${port.port.value} is: are \`port\` and \`targetPort\` swapped?`;
  const absent = port.targetPort ? '' : ', and without `targetPort` this is where it leads';
  if (likely.length > 0) return `${absent}: did you mean ${likely.join(' or ')}?`;
  const declared = commonPorts(workloads, protocol);
  return `${absent}${declared.length > 0 ? ` (only ${declared.join(', ')})` : ''}; it may listen there all the same.`;
}

function leadTo({ document }: Resource, { targetPort, at }: ServicePort, value: number): YamlChange {
  if (targetPort) return { type: 'set-scalar', document, path: targetPort.at, value };
  return { type: 'add-entry', document, path: `${at}/targetPort`, value };
}

function declare({ workloads, protocol, number }: UndeclaredPort): YamlChange[] {
  const value = { containerPort: number, ...(protocol === 'TCP' ? {} : { protocol }) };
  return workloads.flatMap(({ document, facts }): YamlChange[] => {
    const container = facts.workload?.containerAt;
    return container === undefined
      ? []
      : [{ type: 'append-item', document, path: `${container}/ports`, value }];
  });
}
