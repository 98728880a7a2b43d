import { findLabel, type Label } from '../../model/labels.ts';
import type { Requirement } from '../../model/requirement.ts';
import type { Selector } from '../../model/selector.ts';
import type { Resource } from '../../workspace/resource.ts';
import { labelOfPods, missedRequirements } from './match-pods.ts';
import { closestSlip, slippedKey } from './slip.ts';

/**
 * A workload whose pods the selector of a policy nearly selects: all of its requirements hold but one. A policy may be
 * written for pods that come from elsewhere, so only what is surely meant counts; a Service is broken without pods, and
 * {@link findServiceNearMiss} takes for it what is merely likely too.
 */
export interface PolicyNearMiss {
  readonly workload: Resource;
  /** The one that fails: it asks for one value of one label. */
  readonly requirement: Requirement;
  readonly difference: Difference;
}

export type Difference =
  /** The pods have this label with nearly the same value. */
  | { readonly type: 'value'; readonly label: Label & { readonly value: string } }
  /** The pods have the same value under this other label. */
  | { readonly type: 'key'; readonly label: Label }
  /** The workload's own metadata has the label; its pods do not. */
  | { readonly type: 'owner'; readonly label: Label }
  /** The pods lack the label. */
  | { readonly type: 'missing' };

/**
 * The likeliest of the workloads that a selector misses by one label, or undefined when it misses all by
 * more.
 */
export function findPolicyNearMiss(
  selector: Selector,
  workloads: readonly Resource[],
): PolicyNearMiss | undefined {
  const asked = new Set(selector.requirements.map(({ key }) => key));
  const missed = workloads.flatMap((workload): Missed[] => {
    const [requirement, ...others] = missedRequirements(selector, workload);
    const wanted =
      requirement?.operator === 'In' && requirement.values?.length === 1 ? requirement.values[0] : undefined;
    return requirement && wanted !== undefined && others.length === 0
      ? [{ workload, requirement, wanted }]
      : [];
  });
  return (
    nearValue(missed) ??
    firstOf(missed, (each) => otherKey(each, asked)) ??
    firstOf(missed, ownersLabel) ??
    (selector.requirements.length > 1 ? onlyMissing(missed) : undefined)
  );
}

interface Missed {
  readonly workload: Resource;
  readonly requirement: Requirement;
  readonly wanted: string;
}

function firstOf(
  missed: readonly Missed[],
  find: (each: Missed) => Difference | undefined,
): PolicyNearMiss | undefined {
  for (const each of missed) {
    const difference = find(each);
    if (difference) return { workload: each.workload, requirement: each.requirement, difference };
  }
  return undefined;
}

function nearValue(missed: readonly Missed[]): PolicyNearMiss | undefined {
  const values = missed.flatMap((each) => labelOf(each)?.value ?? []);
  return firstOf(missed, (each) => {
    const label = labelOf(each);
    const near = closestSlip(each.wanted, values);
    return label?.value !== undefined && label.value === near
      ? { type: 'value', label: { ...label, value: near } }
      : undefined;
  });
}

/** Another key, but none that the selector asks for already: of the two the value is not there by a slip. */
function otherKey(
  { workload, requirement: { key }, wanted }: Missed,
  asked: ReadonlySet<string>,
): Difference | undefined {
  const entries = workload.facts.workload?.labels.entries ?? [];
  if (entries.some((label) => label.key === key)) return undefined;
  const same = entries.filter((label) => label.value === wanted && !asked.has(label.key));
  const label = slippedKey(key, same) ?? same.find((each) => NAMING.has(each.key) && NAMING.has(key));
  return label && { type: 'key', label };
}

/** Labels that people use to name a workload, one for another. */
const NAMING: ReadonlySet<string> = new Set([
  'app',
  'name',
  'run',
  'component',
  'k8s-app',
  'app.kubernetes.io/name',
  'app.kubernetes.io/instance',
  'app.kubernetes.io/component',
]);

function ownersLabel({ workload, requirement: { key }, wanted }: Missed): Difference | undefined {
  const { facts } = workload;
  if (facts.labels.at === facts.workload?.labels.at) return undefined;
  const label = findLabel(facts.labels, key);
  return label?.value === wanted ? { type: 'owner', label } : undefined;
}

/**
 * What several workloads lack is no slip of one of them: they share the other labels, and none of them is
 * meant.
 */
function onlyMissing(missed: readonly Missed[]): PolicyNearMiss | undefined {
  const [first, second] = missed.filter((each) => !labelOf(each));
  if (!first || second) return undefined;
  return { workload: first.workload, requirement: first.requirement, difference: { type: 'missing' } };
}

function labelOf({ workload, requirement }: Missed): Label | undefined {
  return labelOfPods(workload, requirement.key);
}
