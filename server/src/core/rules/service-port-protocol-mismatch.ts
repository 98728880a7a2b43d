import type { Protocol } from '../model/protocol.ts';
import type { ServicePort } from '../model/service.ts';
import type { DocumentId } from '../model/source.ts';
import { formatResource, type Resource, sourceIn } from '../workspace/resource.ts';
import type { YamlPath } from '../yaml/yaml-path.ts';
import { defineRule, type Fix } from './define-rule.ts';
import { findTargetProblem } from './evidence/target-problem.ts';

export default defineRule({
  severity: 'error',
  summary: "A Service's port has another protocol than the port of the pods to which it leads",
  why: `A port is a number and a protocol; without \`protocol\` it is TCP, in Services and in containers alike. A port
name is found only with the protocol of the Service's port, so that the Service has no endpoints otherwise.

A number leads to the pods all the same, and they may listen there although they do not say so: then it is a warning,
and merely an information where the Service has a port of the declared protocol besides.`,
  remedy: 'Give both the protocol that the application speaks.',
  alsoKnownAs: ['POP-1106'],
  source: 'semantics rules 20, 25 and 39; https://kubernetes.io/docs/reference/networking/service-protocols/',
  on: 'service',
  examples: {
    bad: [
      `
apiVersion: v1
kind: Pod
metadata:
  name: dns
  labels:
    app: dns
spec:
  containers:
    - name: dns
      image: dns:1
      ports:
        - name: dns
          containerPort: 53
          protocol: UDP
---
apiVersion: v1
kind: Service
metadata:
  name: dns
spec:
  selector:
    app: dns
  ports:
    - port: 53
      targetPort: dns
#                 ^^^ This port is TCP, but port \`dns\` of Pod default/dns is UDP.
`,
    ],
    good: [
      `
apiVersion: v1
kind: Pod
metadata:
  name: dns
  labels:
    app: dns
spec:
  containers:
    - name: dns
      image: dns:1
      ports:
        - name: dns
          containerPort: 53
          protocol: UDP
        - name: dns-tcp
          containerPort: 53
---
apiVersion: v1
kind: Service
metadata:
  name: dns
spec:
  selector:
    app: dns
  ports:
    - name: dns
      port: 53
      targetPort: dns
      protocol: UDP
    - name: dns-tcp
      port: 53
`,
    ],
  },
  check: (resource, { view, report }) => {
    for (const port of resource.facts.service?.ports ?? []) {
      const problem = findTargetProblem(view, resource, port);
      const [first] = problem?.type === 'protocol' ? problem.declared : [];
      if (problem?.type !== 'protocol' || !first) continue;
      const { target, protocol, declared } = problem;
      const theirs = first.port.protocol;
      report({
        at: placeOf(resource, port),
        message: `This port is ${protocol}, but port ${formatTarget(target)} of ${formatResource(first.workload)} is ${theirs}.`,
        related: declared.map(({ workload, port: { at } }) => ({
          at: sourceIn(workload, `${at}/containerPort`, 'value'),
          message: `declared for ${theirs}`,
        })),
        ...(typeof target === 'string'
          ? {}
          : { severity: hasBeside(resource, port, target, theirs) ? 'info' : 'warning' }),
      });
    }
  },
  fix: ({ at }, resource, { view }) => {
    const port = resource.facts.service?.ports.find(
      (candidate) => placeOf(resource, candidate).path === at.path,
    );
    const problem = port && findTargetProblem(view, resource, port);
    if (!port || problem?.type !== 'protocol') return [];
    const { protocol, declared, target } = problem;
    const theirs = declared[0]?.port.protocol;
    const ofService =
      theirs && !hasBeside(resource, port, port.port.value, theirs)
        ? setProtocol(`Make this port ${theirs}`, [{ document: resource.document, port: port.at }], theirs)
        : [];
    const ports = declared.map(({ workload, port: { at: place } }) => ({
      document: workload.document,
      port: place,
    }));
    return [
      ...ofService,
      ...setProtocol(`Make port ${formatTarget(target)} of the pods ${protocol}`, ports, protocol),
    ];
  },
});

function formatTarget(target: number | string): string {
  return typeof target === 'string' ? `\`${target}\`` : String(target);
}

/** TCP may be written or not; what is wrong then is where the port leads. */
function placeOf(resource: Resource, { at, protocol, targetPort, port }: ServicePort) {
  return sourceIn(resource, protocol === 'TCP' ? (targetPort ?? port).at : `${at}/protocol`, 'value');
}

/** The Service has another port of this number and this protocol. */
function hasBeside(
  { facts }: Resource,
  own: ServicePort,
  target: number | string | undefined,
  protocol: Protocol | undefined,
): boolean {
  return (facts.service?.ports ?? []).some(
    (port) =>
      port !== own &&
      port.protocol === protocol &&
      (port.targetPort?.value === target || port.port.value === target),
  );
}

interface PortPlace {
  readonly document: DocumentId;
  readonly port: YamlPath;
}

/** One of the two fits: the protocol is written, or it is not. */
function setProtocol(title: string, places: readonly PortPlace[], value: Protocol): Fix[] {
  return (['set-scalar', 'add-entry'] as const).map((type) => ({
    title,
    changes: places.map(({ document, port }) => ({ type, document, path: `${port}/protocol`, value })),
  }));
}
