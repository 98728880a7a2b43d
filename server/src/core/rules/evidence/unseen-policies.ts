import type { Direction } from '../../model/policy.ts';
import type { View } from '../../workspace/view.ts';

/**
 * Whether policies that cannot be judged may allow more to the pods of a namespace than those that can: some that
 * cannot be read, that are of another kind or in another environment, or whose namespace is open.
 */
export function mayHaveUnseenPolicies(view: View, namespace: string, direction: Direction): boolean {
  if (view.once(direction === 'ingress' ? unseenOnIngress : unseenOnEgress, namespace)) return true;
  // Policies add up, also with those of an environment that is applied together with this one.
  return view.companionsWith('policy', namespace).length > 0;
}

const unseenOnIngress = (view: View, namespace: string): boolean => findUnseen(view, namespace, 'ingress');
const unseenOnEgress = (view: View, namespace: string): boolean => findUnseen(view, namespace, 'egress');

function findUnseen(view: View, namespace: string, direction: Direction): boolean {
  if (view.hasUnreadable('policy') || hasForeignPolicies(view, namespace)) return true;
  const here = [...view.inNamespace('policy', namespace), ...view.inNamespace('policy', '')];
  if (here.some((policy) => policy.broken)) return true;
  if (namespace === view.impliedNamespace) return false;
  const movable = view
    .inNamespace('policy', view.impliedNamespace)
    .filter(({ namespaceImplied }) => namespaceImplied);
  return movable.some(
    ({ facts }) => facts.policy?.[direction].applies && facts.policy[direction].rules.length > 0,
  );
}

/** A kind that nobody knows has no known scope either, so it may be listed under the implied namespace. */
function hasForeignPolicies(view: View, namespace: string): boolean {
  return [namespace, view.impliedNamespace, ''].some(
    (each) => view.inNamespace('foreign-policy', each).length > 0,
  );
}
