import { addTo, type MultiMap, valuesOf } from '../base/multi-map.ts';
import type { Resource } from '../workspace/resource.ts';
import type { View } from '../workspace/view.ts';
import type { PodEndpoint } from './endpoint.ts';
import { requiredLabel } from './select-workloads.ts';

/**
 * The policies of a namespace that may select pods of it, in the namespace's order. A namespace may have a policy for
 * every workload, and nearly all of them are out by a label that the pods do not have.
 */
export function policiesFor(view: View, { namespace, labels }: PodEndpoint): readonly Resource[] {
  const { all, byLabel, rest } = view.once(sortPolicies, namespace);
  if (labels.open || labels.entries.some(({ value }) => value === undefined)) return all;
  const places = new Set(rest);
  for (const { key, value } of labels.entries) {
    for (const place of valuesOf(byLabel, `${key}=${value}`)) places.add(place);
  }
  return [...places].sort((a, b) => a - b).flatMap((place) => all[place] ?? []);
}

/** The policies of a namespace; the others are places in that list. */
interface SortedPolicies {
  readonly all: readonly Resource[];
  /** By a label that pods must have to be selected. */
  readonly byLabel: ReadonlyMap<string, readonly number[]>;
  /** Those that ask for no label. */
  readonly rest: readonly number[];
}

function sortPolicies(view: View, namespace: string): SortedPolicies {
  const all = view.inNamespace('policy', namespace);
  const byLabel: MultiMap<string, number> = new Map();
  const rest: number[] = [];
  for (const [place, { facts }] of all.entries()) {
    const label = facts.policy && requiredLabel(facts.policy.subject.pods);
    if (label) addTo(byLabel, `${label.key}=${label.value}`, place);
    else rest.push(place);
  }
  return { all, byLabel, rest };
}
