import type { Ternary } from '../base/ternary.ts';
import type { PodScope } from '../model/policy.ts';
import { matchSelector, type Selector } from '../model/selector.ts';
import type { Resource } from '../workspace/resource.ts';
import type { View } from '../workspace/view.ts';
import { endpointOf } from './endpoint.ts';
import { matchScope } from './match-peer.ts';

/** A workload that is selected, surely or perhaps. */
export interface Selected {
  readonly resource: Resource;
  readonly match: Exclude<Ternary, 'no'>;
}

/** The workloads of one namespace whose pods a selector selects (semantics rules 4, 14 and 38). */
export function selectInNamespace(view: View, selector: Selector, namespace: string): Selected[] {
  return candidates(view, selector, namespace).flatMap((resource) => {
    const { workload } = resource.facts;
    const match = workload && !workload.ended ? matchSelector(selector, workload.labels) : 'no';
    return match === 'no' ? [] : [{ resource, match }];
  });
}

/** The workloads of any namespace that a scope takes in; `own` is the namespace of the policy that says it. */
export function selectInScope(view: View, scope: PodScope, own: string): Selected[] {
  return scopeCandidates(view, scope, own).flatMap((resource) => {
    const endpoint = resource.facts.workload?.ended ? undefined : endpointOf(view, resource);
    const match = endpoint ? matchScope(scope, own, endpoint) : 'no';
    return match === 'no' ? [] : [{ resource, match }];
  });
}

/** A label that must be there narrows more than the namespaces do; without one, only namespaces that match are searched. */
function scopeCandidates(view: View, { namespaces, pods }: PodScope, own: string): readonly Resource[] {
  if (!namespaces) return candidates(view, pods, own);
  if (namespaces.requirements.length === 0 || requiredLabel(pods)) return candidates(view, pods, undefined);
  return view
    .namespaceNames()
    .filter((name) => matchSelector(namespaces, view.namespaceLabels(name)) !== 'no')
    .flatMap((name) => candidates(view, pods, name));
}

/** The workloads of one namespace, or of all, that a selector can select. */
export function candidates(
  view: View,
  selector: Selector,
  namespace: string | undefined,
): readonly Resource[] {
  const required = requiredLabel(selector);
  if (required) return view.labelled(namespace, required.key, required.value);
  return namespace === undefined ? view.everywhere('workload') : view.inNamespace('workload', namespace);
}

/** A label that pods must have to be selected. */
function requiredLabel({
  requirements,
}: Selector): { readonly key: string; readonly value: string } | undefined {
  for (const { key, operator, values } of requirements) {
    const [value, ...others] = values ?? [];
    if (operator === 'In' && value !== undefined && others.length === 0) return { key, value };
  }
  return undefined;
}
