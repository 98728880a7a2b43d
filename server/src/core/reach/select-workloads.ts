import { all, type Ternary } from '../base/ternary.ts';
import type { PodScope } from '../model/policy.ts';
import { isEverything, matchSelector, type Selector } from '../model/selector.ts';
import type { Resource } from '../workspace/resource.ts';
import type { View } from '../workspace/view.ts';
import { matchPodSelector } from './match-peer.ts';

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
  const { workloads, matchNamespace } = scopeCandidates(view, scope, own);
  return workloads.flatMap((resource): Selected[] => {
    const match = matchInScope(resource, matchNamespace, scope.pods);
    return match === 'no' ? [] : [{ resource, match }];
  });
}

/** Whether a scope takes in any workload, surely or perhaps: the first one decides. */
export function selectsAnyInScope(view: View, scope: PodScope, own: string): boolean {
  const { workloads, matchNamespace } = scopeCandidates(view, scope, own);
  return workloads.some((resource) => matchInScope(resource, matchNamespace, scope.pods) !== 'no');
}

interface ScopeCandidates {
  readonly workloads: readonly Resource[];
  /** Whether the scope takes in the pods of a namespace, as far as that is up to the namespace. */
  readonly matchNamespace: (name: string) => Ternary;
}

function scopeCandidates(view: View, { namespaces, pods }: PodScope, own: string): ScopeCandidates {
  if (!namespaces) return { workloads: candidates(view, pods, own), matchNamespace: () => 'yes' };
  if (isEverything(namespaces))
    return { workloads: candidates(view, pods, undefined), matchNamespace: () => 'yes' };
  const selected = view.namespacesLike(namespaces);
  const labelled = requiredLabel(pods) && candidates(view, pods, undefined);
  // Whichever is the shorter way: through the pods that have the label, or through the namespaces.
  const isFew = labelled !== undefined && labelled.length <= selected.size;
  return {
    workloads: isFew ? labelled : [...selected.keys()].flatMap((name) => candidates(view, pods, name)),
    matchNamespace: (name) => selected.get(name) ?? 'no',
  };
}

function matchInScope(
  { facts, namespace }: Resource,
  matchNamespace: ScopeCandidates['matchNamespace'],
  pods: Selector,
): Ternary {
  const { workload } = facts;
  if (!workload || workload.ended) return 'no';
  return all([matchNamespace(namespace), matchPodSelector(pods, workload)]);
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
export function requiredLabel({
  requirements,
}: Selector): { readonly key: string; readonly value: string } | undefined {
  for (const { key, operator, values } of requirements) {
    const [value, ...others] = values ?? [];
    if (operator === 'In' && value !== undefined && others.length === 0) return { key, value };
  }
  return undefined;
}
