import type { Direction, PodScope, PolicyRule } from '../../model/policy.ts';
import type { Selector } from '../../model/selector.ts';
import { selectsAnyInScope } from '../../reach/select-workloads.ts';
import { namespaceByName } from '../../reach/ways/namespace-by-name.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { Settings } from '../../workspace/settings.ts';
import type { View } from '../../workspace/view.ts';
import { findSelectsNothing, type SelectsNothing } from './selects-nothing.ts';

/** The pods of a peer, and that there are none. */
export interface PeerSelectsNothing {
  readonly direction: Direction;
  readonly action: PolicyRule['action'];
  readonly scope: PodScope;
  readonly nothing: SelectsNothing;
}

/** The peers of a policy's rules that match no pods of the manifests, where the manifests can tell. */
export function findPeersOfNothing(view: View, settings: Settings, resource: Resource): PeerSelectsNothing[] {
  const { policy } = resource.facts;
  if (!policy || resource.broken) return [];
  return (['ingress', 'egress'] as const).flatMap((direction) => {
    // Rules of a direction that does not apply do nothing anyway.
    const { applies, rules } = policy[direction];
    return (applies ? rules : []).flatMap(({ action, peers = [] }) =>
      peers.flatMap((peer): PeerSelectsNothing[] => {
        if (peer.type !== 'pods') return [];
        const { scope } = peer;
        const nothing = findPeerOfNothing(view, settings, resource, scope);
        return nothing ? [{ direction, action, scope, nothing }] : [];
      }),
    );
  });
}

/** Whether one peer, or the subject of a policy, matches no pods of the manifests, as {@link findPeersOfNothing} has it. */
export function findPeerOfNothing(
  view: View,
  settings: Settings,
  resource: Resource,
  scope: PodScope,
): SelectsNothing | undefined {
  if (!scope.namespaces) return findSelectsNothing(view, settings, resource, scope.pods, resource.namespace);
  if (scope.pods.requirements.length === 0) return undefined;
  if (selectsAnyInScope(view, scope, resource.namespace)) return undefined;
  const name = namespaceByName(scope.namespaces);
  const names = name === undefined ? namespacesWith(view, scope.namespaces) : [name];
  const found = names.map((each) => findSelectsNothing(view, settings, resource, scope.pods, each));
  const all = found.flatMap((each) => each ?? []);
  if (all.length < found.length) return undefined;
  // Other namespaces may have the labels too, so there only a slip is sure; and pods elsewhere are elsewhere
  // on purpose.
  return all.find(({ near }) => near) ?? (name === undefined ? undefined : all.find(({ owned }) => owned));
}

/**
 * The namespaces of the manifests that surely have the labels; every namespace is no choice that could go
 * wrong.
 */
function namespacesWith(view: View, selector: Selector): string[] {
  if (selector.requirements.length === 0) return [];
  return [...view.namespacesLike(selector)].flatMap(([name, match]) => (match === 'yes' ? [name] : []));
}
