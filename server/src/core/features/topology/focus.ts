import type { Direction } from '../../model/policy.ts';
import type { PodClass } from '../../reach/pairs/pod-classes.ts';
import { servicesOf } from '../../reach/ways/services-of.ts';
import { isolationOf, servicePorts } from '../../topology/describe-node.ts';
import type { IndexedResource } from '../../topology/graph-index.ts';
import type { Isolation, NodeId } from '../../topology/topology.ts';
import type { Focus, FocusFact, FocusGroup } from '../../topology/topology-question.ts';
import type { TopologyState } from '../../topology/topology-state.ts';
import type { Resource } from '../../workspace/resource.ts';
import { backendGroups, requestGroup, routesTo } from './declared-groups.ts';
import { outsideGroups } from './outside-groups.ts';
import { podGroups } from './pod-groups.ts';
import { unseenGroups } from './unseen-groups.ts';

/** One workload, Service or route in the middle of all that has to do with it; undefined where there is no such node. */
export function focusOn(state: TopologyState, id: NodeId): Focus | undefined {
  const indexed = state.index.resources.get(id);
  if (!indexed || indexed.role === 'policy') return undefined;
  const { resource, role } = indexed;
  return {
    id,
    role,
    kind: resource.facts.kind,
    name: resource.facts.name?.value ?? '…',
    namespace: resource.namespace,
    ...around(state, indexed),
  };
}

type Around = Pick<Focus, 'ingress' | 'egress' | 'facts' | 'incoming' | 'outgoing'>;

const OPEN = { ingress: 'open', egress: 'open' } as const;

function around(state: TopologyState, { resource, role }: IndexedResource): Around {
  const one = state.index.classOf(resource);
  if (role === 'workload' && one) return aroundPods(state, resource, one);
  if (role === 'service') {
    const facts = (resource.facts.service ? servicePorts(resource.facts.service) : []).map(
      (port): FocusFact => ({ text: `port ${port}`, about: 'ports', id: undefined }),
    );
    return {
      ...OPEN,
      facts: [{ text: resource.facts.service?.type ?? '', about: 'ports', id: undefined }, ...facts],
      incoming: [...routesTo(state, resource), ...clientsOf(state, resource)],
      outgoing: backendGroups(state, resource),
    };
  }
  return { ...OPEN, facts: [], incoming: [requestGroup(resource)], outgoing: backendGroups(state, resource) };
}

function aroundPods(state: TopologyState, workload: Resource, one: PodClass): Around {
  const { all, view } = state.connectivity;
  const groups = (direction: Direction): FocusGroup[] => [
    ...podGroups(state, workload, one, direction),
    ...outsideGroups(state, workload, one, direction),
    ...unseenGroups(state, one, direction),
  ];
  const side = (direction: Direction): Isolation => isolationOf(all, one, direction);
  return {
    ingress: side('ingress'),
    egress: side('egress'),
    facts: [
      ...servicesOf(view, workload).map((service): FocusFact => serviceFact(state, service)),
      ...policyFacts(state, one, 'ingress'),
      ...policyFacts(state, one, 'egress'),
      ...likeFacts(state, workload, one),
    ],
    incoming: [
      ...servicesOf(view, workload).flatMap((service) => routesTo(state, service)),
      ...groups('ingress'),
    ],
    outgoing: groups('egress'),
  };
}

function serviceFact({ index }: TopologyState, service: Resource): FocusFact {
  const ports = service.facts.service ? servicePorts(service.facts.service).join(', ') : '';
  return {
    text: `Service ${service.facts.name?.value ?? '…'} :${ports}`,
    about: 'service',
    id: index.idOf(service),
  };
}

function policyFacts(
  { connectivity, index }: TopologyState,
  one: PodClass,
  direction: Direction,
): FocusFact[] {
  const { policies } = connectivity.all.rowOf(one, direction);
  const about = `${direction}-policy` as const;
  if (policies.length === 0) return [{ text: `${direction}: open`, about, id: undefined }];
  return policies.map(({ policy }) => ({
    text: `${direction}: ${policy.facts.name?.value ?? '…'}`,
    about,
    id: index.idOf(policy),
  }));
}

function likeFacts({ index }: TopologyState, workload: Resource, { members }: PodClass): FocusFact[] {
  const [other, ...more] = members.map((one) => one.workload).filter((one) => one !== workload);
  if (!other) return [];
  const rest = more.length > 0 ? ` and ${more.length} more` : '';
  return [{ text: `like ${other.facts.name?.value ?? '…'}${rest}`, about: 'like', id: index.idOf(other) }];
}

/** Who reaches the pods behind a Service; where several workloads are behind it, each is a row of its own. */
function clientsOf(state: TopologyState, service: Resource): FocusGroup[] {
  const found = new Map<string, FocusGroup>();
  for (const backend of backendGroups(state, service)) {
    for (const { id } of backend.members) {
      const workload = id === undefined ? undefined : state.index.resources.get(id)?.resource;
      const one = workload && state.index.classOf(workload);
      if (!workload || !one) continue;
      for (const group of podGroups(state, workload, one, 'ingress')) {
        const known = found.get(group.id);
        const differs = known && (known.verdict !== group.verdict || known.ports !== group.ports);
        found.set(
          group.id,
          differs
            ? { ...group, id: `${group.id} ${id}`, note: `to ${workload.facts.name?.value ?? ''}` }
            : group,
        );
      }
    }
  }
  return [...found.values()];
}
