import type { Resource } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';
import { ALL_ADDRESSES } from '../address-set.ts';
import type { Endpoint, PodEndpoint } from '../endpoint.ts';
import { podNetwork } from '../pod-network.ts';
import {
  CONTROLLER_NAMESPACE,
  isCalledController,
  isCalledEntrance,
  mayCarryRequests,
} from './controller-names.ts';
import { servicesOf } from './services-of.ts';

/**
 * The workloads that most likely carry the requests of routes of a class (empty: of none) to their Services: those in
 * a namespace that is called like a controller and that the outside can reach, or else those that say that they are it;
 * a load balancer of the cloud may lead to them without a Service that shows it. A guess, because nothing in the
 * manifests says so; nothing when there is none, and then nobody knows where the requests come from (semantics
 * rule 45).
 */
export function guessRouteSources(view: View, className: string): readonly Resource[] {
  const found = controllerNamespaces(view).flatMap((name) => {
    const carriers = view.inNamespace('workload', name).filter(mayCarryRequests);
    const entrances = carriers.filter((workload) => isEntrance(view, workload));
    if (entrances.length > 0) return entrances;
    return view.settings.ingressControllers.includes(name) ? carriers : carriers.filter(isCalledController);
  });
  const ofClass = found.filter(({ namespace }) => sharesWord(namespace, className));
  return ofClass.length > 0 ? ofClass : found;
}

/** Where {@link guessRouteSources} finds none: workloads that may be a controller, by where they are or what they are called. */
export function possibleRouteSources(view: View): readonly Resource[] {
  const namespaces = new Set(controllerNamespaces(view));
  return view
    .everywhere('workload')
    .filter((workload) => namespaces.has(workload.namespace) || isCalledEntrance(workload))
    .filter(mayCarryRequests);
}

function controllerNamespaces(view: View): readonly string[] {
  const { ingressControllers } = view.settings;
  return ingressControllers.length > 0 ? ingressControllers : view.namespacesCalled(CONTROLLER_NAMESPACE);
}

/** The outside finds it by a Service, or at the node itself. */
function isEntrance(view: View, workload: Resource): boolean {
  const pods = workload.facts.workload;
  if (!pods) return false;
  return (
    pods.hostNetwork !== 'no' ||
    pods.hostPort ||
    servicesOf(view, workload).some(({ facts }) => isOpen(facts.service?.type))
  );
}

function isOpen(type: string | undefined): boolean {
  return type === 'LoadBalancer' || type === 'NodePort';
}

/** `ingress-nginx` and class `nginx`; that both speak of ingress says nothing. */
function sharesWord(namespace: string, className: string): boolean {
  const words = className.split('-').filter((word) => word !== '' && word !== 'ingress');
  return words.some((word) => namespace.split('-').includes(word));
}

/**
 * Where requests can come from when no manifest shows their pods: from those of the namespaces that users name. Where
 * they name none nobody knows: pods elsewhere, pods of the same namespace, another node or a load balancer. What holds
 * for all of them holds for sure, but for the pods' own node (semantics rule 32).
 */
export function unknownSources(view: View, namespace: string): readonly Endpoint[] {
  const { ingressControllers } = view.settings;
  if (ingressControllers.length > 0) {
    return ingressControllers.map((name) => unknownPodsOf(view, name));
  }
  return [
    unknownPods(view, ''),
    unknownPodsOf(view, namespace),
    { type: 'addresses', addresses: ALL_ADDRESSES },
  ];
}

/** Pods of a namespace whose labels are those that the manifests give it, its name among them (semantics rule 17). */
function unknownPodsOf(view: View, namespace: string): PodEndpoint {
  return { ...unknownPods(view, namespace), namespaceLabels: view.namespaceLabels(namespace) };
}

/** Pods of a namespace of which nothing else is known, but that they have addresses of their own. */
export function unknownPods(view: View, namespace: string): PodEndpoint {
  const unknown = { entries: [], open: true, at: '' };
  return {
    type: 'pods',
    namespace,
    namespaceLabels: unknown,
    labels: unknown,
    ports: [],
    portsOpen: true,
    hostNetwork: 'no',
    network: podNetwork(view),
  };
}
