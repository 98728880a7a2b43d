import { addTo, type MultiMap } from '../../base/multi-map.ts';
import { qualifiedName, type Resource } from '../../workspace/resource.ts';
import type { AllPairs } from './all-pairs.ts';
import type { PodClass, Pods } from './pod-classes.ts';

/** Pods that are shown as one end of connections. */
export interface PodPeer {
  /** Namespace, name and kind: `shop/web[…]`. */
  readonly name: string;
  readonly pods: readonly Pods[];
  /** Their class; where they are of several, one that stands for all, because no policy treats them differently. */
  readonly one: PodClass;
}

/**
 * The pods of an environment as they are shown, sorted by name. Pods of one controller are shown as their owner, as long
 * as all of them have the same connections (semantics rule 66); where they differ each is shown for itself.
 */
export function podPeers(all: AllPairs): PodPeer[] {
  const byOwner: MultiMap<string, Member> = new Map();
  for (const one of all.classes)
    for (const pods of one.members) addTo(byOwner, peerName(pods.workload), { pods, one });
  const peers = [...byOwner].flatMap(([owner, members]) => toPeers(all, owner, members));
  return peers.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** True when there may be several such pods, which reach each other too (semantics rule 36). */
export function isMany({ pods }: PodPeer): boolean {
  return pods.length > 1 || pods.some(({ workload }) => workload.facts.workload?.replicas !== 1);
}

interface Member {
  readonly pods: Pods;
  readonly one: PodClass;
}

function toPeers(all: AllPairs, owner: string, members: readonly Member[]): PodPeer[] {
  const [first] = members;
  if (!first) return [];
  if (members.every(({ one }) => isAlike(all, first.one, one)))
    return [{ name: owner, pods: members.map(({ pods }) => pods), one: first.one }];
  return members.map(({ pods, one }) => ({ name: ownName(pods.workload), pods: [pods], one }));
}

function isAlike({ classes, between }: AllPairs, a: PodClass, b: PodClass): boolean {
  if (a === b) return true;
  return classes.every(
    (other) => between(a, other) === between(b, other) && between(other, a) === between(other, b),
  );
}

/** The name under which the pods of a workload are shown, which is that of their owner if they have one. */
export function peerName(workload: Resource): string {
  const owner = workload.facts.workload?.controlledBy;
  return owner ? `${workload.namespace}/${owner.name}[${owner.kind}]` : ownName(workload);
}

/** What pods are called where they are shown for themselves. */
export function ownName(workload: Resource): string {
  return `${qualifiedName(workload)}[${workload.facts.kind}]`;
}
