import type { PodScope } from '../../model/policy.ts';
import { formatSelector, isEverything } from '../../model/selector.ts';
import { namespaceByName } from '../../reach/ways/namespace-by-name.ts';

/**
 * Pods by what a policy says of them: `app=web in shop`, `all pods in namespaces with team=a`. `own` is the namespace of
 * the policy.
 */
export function sayScope({ namespaces, pods }: PodScope, own: string): string {
  const which = isEverything(pods) ? 'all pods' : formatSelector(pods);
  if (!namespaces) return `${which} in ${own}`;
  if (isEverything(namespaces)) return `${which} in any namespace`;
  return `${which} in ${namespaceByName(namespaces) ?? `namespaces with ${formatSelector(namespaces)}`}`;
}
