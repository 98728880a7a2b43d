import { addTo, type MultiMap } from '../../base/multi-map.ts';
import type { Labels } from '../../model/labels.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';
import { endpointIn, type PodEndpoint } from '../endpoint.ts';
import { podNetwork } from '../pod-network.ts';

/** The pods of a workload as an end of connections. */
export interface Pods {
  readonly workload: Resource;
  readonly endpoint: PodEndpoint;
}

/** Pods that no policy can tell apart: of one namespace, with the same labels, ports and network. */
export interface PodClass {
  /** Its place among all classes, from 0: its bit in sets of classes. */
  readonly id: number;
  readonly endpoint: PodEndpoint;
  readonly members: readonly Pods[];
}

/** The pods of all workloads that run (semantics rule 69). */
export function podsOf(view: View): Pods[] {
  const network = podNetwork(view);
  const namespaces = new Map<string, Labels>();
  const labelsOf = (namespace: string): Labels => {
    const labels = namespaces.get(namespace) ?? view.namespaceLabels(namespace);
    namespaces.set(namespace, labels);
    return labels;
  };
  const pods: Pods[] = [];
  for (const workload of view.everywhere('workload')) {
    const endpoint = endpointIn(workload, labelsOf, network);
    if (endpoint && !workload.facts.workload?.ended) pods.push({ workload, endpoint });
  }
  return pods;
}

/** Sorts pods into classes, in the order in which the first of each stands. */
export function classifyPods(pods: readonly Pods[]): PodClass[] {
  const groups: MultiMap<string, Pods> = new Map();
  for (const one of pods) addTo(groups, keyOf(one.endpoint), one);
  return [...groups.values()].flatMap((members, id) => {
    const [first] = members;
    return first ? [{ id, endpoint: first.endpoint, members }] : [];
  });
}

function keyOf({ namespace, labels, ports, portsOpen, hostNetwork }: PodEndpoint): string {
  const written = ports.map(
    ({ name, number, protocol }) =>
      `${name ? (name.value ?? '?') : ''}:${number.value ?? '?'}/${protocol ?? '?'}`,
  );
  return [namespace, labelsKey(labels), written.sort().join(), portsOpen, hostNetwork].join(' ');
}

function labelsKey({ entries, open }: Labels): string {
  const written = entries.map(({ key, value }) => `${key}=${value ?? '{{'}`);
  return `${written.sort().join()}${open ? ',…' : ''}`;
}
