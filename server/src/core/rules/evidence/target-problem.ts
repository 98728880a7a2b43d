import type { Protocol } from '../../model/protocol.ts';
import type { ServicePort } from '../../model/service.ts';
import type { ContainerPort } from '../../model/workload.ts';
import { serviceWorkloads } from '../../reach/ways/service-ports.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';

/** What is wrong with the place in the pods where a Service's port leads. */
export type TargetProblem = {
  /** All that are behind the Service; the same is wrong in each of them. */
  readonly workloads: readonly Resource[];
  readonly protocol: Protocol;
} & (
  | {
      /** None of the pods has a port of that name: the Service has no endpoints for this port. */
      readonly type: 'unresolved';
      readonly name: string;
    }
  | {
      /** Every one of the pods declares ports, and none of them this number. */
      readonly type: 'undeclared';
      readonly number: number;
    }
  | {
      /** The pods have the port, under this name or number, for another protocol only. */
      readonly type: 'protocol';
      readonly target: string | number;
      readonly declared: readonly DeclaredPort[];
    }
);

export interface DeclaredPort {
  readonly workload: Resource;
  readonly port: ContainerPort;
}

/**
 * Judges one port of a Service by all pods behind it (semantics rules 25, 28 and 39). Undefined where it leads
 * somewhere in some of them, or where nobody can say.
 */
export function findTargetProblem(
  view: View,
  resource: Resource,
  port: ServicePort,
): TargetProblem | undefined {
  const { service } = resource.facts;
  const selected = resource.broken ? [] : serviceWorkloads(view, resource);
  const workloads = selected.map((found) => found.resource);
  if (!service || !selected.some(({ match }) => match === 'yes') || workloads.some(mayHaveMorePorts)) {
    return undefined;
  }
  const target = (port.targetPort ?? port.port).value;
  const { protocol } = port;
  if (target === undefined || !protocol || isInjected(target)) return undefined;
  // Of a headless Service clients dial the number that they like (semantics rule 40): only a name can be wrong.
  if (typeof target === 'number' && (service.headless || service.headlessUnknown)) return undefined;

  const answers = workloads.map((workload) => ({ workload, port: findDeclared(workload, target, protocol) }));
  if (answers.some(({ port: found }) => found === 'fine')) return undefined;
  const declared = answers.flatMap(({ workload, port: found }): DeclaredPort[] =>
    found && found !== 'fine' ? [{ workload, port: found }] : [],
  );
  if (declared.length > 0) return { type: 'protocol', workloads, protocol, target, declared };
  return typeof target === 'string'
    ? { type: 'unresolved', workloads, protocol, name: target }
    : { type: 'undeclared', workloads, protocol, number: target };
}

/** A port that would do but for its protocol; `fine` when one does, or when one may. */
function findDeclared(
  { facts }: Resource,
  target: string | number,
  protocol: Protocol,
): ContainerPort | 'fine' | undefined {
  const ports = facts.workload?.ports ?? [];
  const isNumber = typeof target === 'number';
  // Pods that declare nothing may listen anywhere (semantics rule 29); names must be declared.
  if (isNumber && ports.length === 0) return 'fine';
  const nameOrNumber = (port: ContainerPort) => (isNumber ? port.number : port.name);
  if (ports.some((port) => nameOrNumber(port) && nameOrNumber(port)?.value === undefined)) return 'fine';
  const same = ports.filter((port) => nameOrNumber(port)?.value === target);
  return same.some((port) => !port.protocol || port.protocol === protocol) ? 'fine' : same[0];
}

/** These controllers make pods as the template says; others, such as Knative's, add containers and ports. */
const FAITHFUL_GROUPS = new Set(['', 'apps', 'batch', 'argoproj.io', 'apps.openshift.io']);

/** Whether pods may have ports that their template does not show. */
export function mayHaveMorePorts({ facts, broken }: Resource): boolean {
  return broken || facts.workload?.portsOpen === true || !FAITHFUL_GROUPS.has(facts.group);
}

/** Ports of containers that service meshes and the like put into pods as these are made. */
export function isInjected(target: number | string): boolean {
  if (typeof target === 'string') return /^(?:http-envoy-prom$|envoy-|linkerd-|dapr-)/.test(target);
  return (target >= 15000 && target < 15100) || [4140, 4143, 4190, 4191].includes(target);
}
