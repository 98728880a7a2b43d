import { addTo, type MultiMap, valuesOf } from '../base/multi-map.ts';
import type { Connectivity } from '../reach/pairs/connectivity.ts';
import type { PodClass } from '../reach/pairs/pod-classes.ts';
import { compareText } from '../workspace/namespace-index.ts';
import type { Resource } from '../workspace/resource.ts';
import type { NodeId, NodeRole } from './topology.ts';

/** The resources that are nodes, found both ways, and the classes of those that have pods. */
export interface GraphIndex {
  readonly resources: ReadonlyMap<NodeId, IndexedResource>;
  readonly idOf: (resource: Resource) => NodeId | undefined;
  readonly classOf: (workload: Resource) => PodClass | undefined;
  /** The workload that stands for a class: the first of them by id. */
  readonly firstOf: (one: PodClass) => Resource | undefined;
  readonly classesIn: (namespace: string) => readonly PodClass[];
}

export interface IndexedResource {
  readonly resource: Resource;
  readonly role: NodeRole;
}

/** Gives every node its id. Ended pods are no nodes: nothing reaches them (semantics rule 69). */
export function indexGraph({ view, all }: Connectivity): GraphIndex {
  const resources = new Map<NodeId, IndexedResource>();
  const ids = new Map<Resource, NodeId>();
  const add = (resource: Resource, role: NodeRole): void => {
    const name = plainId(resource);
    let id = name;
    for (let n = 2; resources.has(id); n++) id = `${name}#${n}`;
    resources.set(id, { resource, role });
    ids.set(resource, id);
  };
  const classes = new Map<Resource, PodClass>();
  const byNamespace: MultiMap<string, PodClass> = new Map();
  for (const one of all.classes) {
    addTo(byNamespace, one.endpoint.namespace, one);
    for (const { workload } of one.members) classes.set(workload, one);
  }
  for (const workload of view.everywhere('workload')) if (classes.has(workload)) add(workload, 'workload');
  for (const service of view.everywhere('service')) add(service, 'service');
  for (const route of view.everywhere('route')) add(route, 'route');
  for (const policy of view.everywhere('policy')) add(policy, 'policy');
  const firsts = new Map<PodClass, Resource>();
  return {
    resources,
    idOf: (resource) => ids.get(resource),
    classOf: (workload) => classes.get(workload),
    classesIn: (namespace) => valuesOf(byNamespace, namespace),
    firstOf: (one) => {
      const found = firsts.get(one) ?? firstById(one, ids);
      if (found) firsts.set(one, found);
      return found;
    },
  };
}

/** What a resource is called in the graph where no other has its name: `Deployment/shop/web`. */
function plainId({ facts, namespace }: Resource): NodeId {
  return `${facts.kind}/${namespace}/${facts.name?.value ?? '…'}`;
}

function firstById({ members }: PodClass, ids: ReadonlyMap<Resource, NodeId>): Resource | undefined {
  const sorted = members.map(({ workload }) => workload);
  return sorted.sort((a, b) => compareText(ids.get(a) ?? '', ids.get(b) ?? ''))[0];
}
