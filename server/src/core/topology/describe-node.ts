import type { Labels } from '../model/labels.ts';
import type { Direction } from '../model/policy.ts';
import type { Service } from '../model/service.ts';
import type { Workload } from '../model/workload.ts';
import type { AllPairs } from '../reach/pairs/all-pairs.ts';
import type { PodClass } from '../reach/pairs/pod-classes.ts';
import { selectInScope } from '../reach/select-workloads.ts';
import type { IndexedResource } from './graph-index.ts';
import type { Isolation, NodeId, Problems, TopologyNode } from './topology.ts';
import type { TopologyState } from './topology-state.ts';

/** What the graph says of one resource. */
export function describeNode(
  { connectivity: { all, view }, index }: TopologyState,
  id: NodeId,
  { resource, role }: IndexedResource,
  { errors, warnings }: Problems,
): TopologyNode {
  const { facts, namespace } = resource;
  const one = role === 'workload' ? index.classOf(resource) : undefined;
  const { policy } = facts;
  return {
    id,
    role,
    kind: facts.kind,
    name: facts.name?.value ?? '…',
    namespace,
    ingress: one ? isolationOf(all, one, 'ingress') : 'open',
    egress: one ? isolationOf(all, one, 'egress') : 'open',
    group: one?.id,
    errors,
    warnings,
    labels: writeLabels(facts.workload?.labels ?? facts.labels),
    ports: facts.service ? servicePorts(facts.service) : facts.workload ? podPorts(facts.workload) : [],
    policies: one
      ? policiesOf(all, one).size
      : policy
        ? selectInScope(view, policy.subject, namespace).length
        : 0,
  };
}

/** Whether policies limit a class in a direction. */
export function isolationOf({ rowOf }: AllPairs, one: PodClass, direction: Direction): Isolation {
  const { policies } = rowOf(one, direction);
  if (policies.length === 0) return 'open';
  return policies.some(({ certain }) => certain) ? 'isolated' : 'unknown';
}

function policiesOf({ rowOf }: AllPairs, one: PodClass): ReadonlySet<unknown> {
  const both = [...rowOf(one, 'ingress').policies, ...rowOf(one, 'egress').policies];
  return new Set(both.map(({ policy }) => policy));
}

function writeLabels({ entries }: Labels): string[] {
  return entries.map(({ key, value }) => `${key}=${value ?? '…'}`);
}

/** `8080`, `8080 http`, `53/UDP dns`. */
function podPorts({ ports }: Workload): string[] {
  return ports.map(({ name, number, protocol }) => {
    const suffix = protocol === 'TCP' ? '' : `/${protocol ?? '…'}`;
    return `${number.value ?? '…'}${suffix}${name ? ` ${name.value ?? '…'}` : ''}`;
  });
}

/** `80`, `80 → 8080`, `53/UDP`. */
export function servicePorts({ ports }: Service): string[] {
  return ports.map(({ port, targetPort, protocol }) => {
    const suffix = protocol === 'TCP' ? '' : `/${protocol ?? '…'}`;
    const target = targetPort && targetPort.value !== port.value ? ` → ${targetPort.value ?? '…'}` : '';
    return `${port.value ?? '…'}${suffix}${target}`;
  });
}
