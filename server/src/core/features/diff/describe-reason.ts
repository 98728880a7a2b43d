import type { Source } from '../../model/source.ts';
import type { ChangeReason } from '../../reach/changes/explain-change.ts';
import type { Environment } from '../../workspace/environment.ts';
import type { Resource } from '../../workspace/resource.ts';
import { plainView } from '../../workspace/view.ts';
import { placeOf, sayAct, sayDeed } from '../explain/say-reason.ts';

/** Why something changes, in words, and where that is written. */
export interface DescribedReason {
  /** A clause: `ingress admitted by NetworkPolicy shop/api, rule 2`. */
  readonly text: string;
  /** In the state for which the reason holds; undefined where no policy decides. */
  readonly at: Source | undefined;
}

/** Puts a reason into words. `after` is the later state: of a policy that no longer denies it tells whether it is gone. */
export function describeReason(
  { state, direction, reason }: ChangeReason,
  after: Environment,
): DescribedReason {
  if (reason.type === 'default') return { text: `no policy limits ${direction} here`, at: undefined };
  const at = placeOf(reason, direction);
  if (state === 'after') {
    const extent = reason.certain ? '' : 'perhaps ';
    return { text: `${direction} ${extent}${sayDeed(reason, direction)}`, at };
  }
  const end = isThere(after, reason.policy) ? '' : ', which is gone';
  return { text: `${direction} no longer ${sayAct(reason)}${end}`, at };
}

function isThere(after: Environment, { facts, namespace }: Resource): boolean {
  const { group, kind, name } = facts;
  return plainView(after).named(group, kind, namespace, name?.value ?? '').length > 0;
}
