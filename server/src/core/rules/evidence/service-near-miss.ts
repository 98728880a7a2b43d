import type { Label } from '../../model/labels.ts';
import type { Requirement } from '../../model/requirement.ts';
import { matchSelector, type Selector } from '../../model/selector.ts';
import { servicesOf } from '../../reach/ways/services-of.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';
import { labelOfPods, missedRequirements } from './match-pods.ts';
import { closestSlip, slippedKey } from './slip.ts';

/**
 * Pods that the selector of a Service misses by one label: those it was most likely written for. A Service is broken
 * without pods, so a likely guess helps; a policy may be written for pods that come from elsewhere, and
 * {@link findPolicyNearMiss} takes for it only what is surely meant.
 */
export type ServiceNearMiss = { readonly workload: Resource; readonly requirement: Requirement } & (
  | {
      /** The pods have another value under this key, or the value under another key. */
      readonly type: 'value' | 'key';
      readonly label: Label;
      /** The two differ in a letter or two. */
      readonly slip: boolean;
    }
  /** The pods lack this label. */
  | { readonly type: 'absent' }
  /** The labels are those of the workload's own metadata; its pod template does not have all of them. */
  | { readonly type: 'template'; readonly missed: readonly Requirement[] }
);

/**
 * Finds the workload that the selector of a Service misses by one label. Pods that other Services select already are
 * not waiting for this one, so they count only where the slip is plain.
 */
export function findServiceNearMiss(
  view: View,
  service: Resource,
  selector: Selector,
): ServiceNearMiss | undefined {
  const misses = view
    .inNamespace('workload', service.namespace)
    .flatMap((workload) => compare(selector, workload) ?? []);
  const plain = misses.find(isSlip) ?? misses.find(({ type }) => type === 'template');
  if (plain) return plain;
  const likely = misses.filter(
    (miss) => isLikely(miss, selector, service) && servicesOf(view, miss.workload).length === 0,
  );
  const [first] = likely;
  // Several workloads that miss it by different labels are just others, none of which was meant.
  return first && likely.every((miss) => differsLike(miss, first)) ? first : undefined;
}

/** The slip is plain, and the pods have no Service yet. */
export function isSure(view: View, miss: ServiceNearMiss): boolean {
  return (miss.type === 'template' || isSlip(miss)) && servicesOf(view, miss.workload).length === 0;
}

function isSlip(miss: ServiceNearMiss): boolean {
  return (miss.type === 'value' || miss.type === 'key') && miss.slip;
}

function compare(selector: Selector, workload: Resource): ServiceNearMiss | undefined {
  const labels = workload.facts.workload?.labels.entries;
  const missed = missedRequirements(selector, workload);
  const [requirement] = missed;
  if (!labels || !requirement || workload.facts.workload?.ended) return undefined;
  const one = missed.length === 1 ? compareOne(selector, workload, requirement, labels) : undefined;
  if (one && isSlip(one)) return one;
  const isOfMetadata = matchSelector(selector, workload.facts.labels) === 'yes';
  return isOfMetadata ? { type: 'template', workload, requirement, missed } : one;
}

function compareOne(
  selector: Selector,
  workload: Resource,
  requirement: Requirement,
  labels: readonly Label[],
): ServiceNearMiss | undefined {
  const { key, values } = requirement;
  const value = values?.[0];
  if (value === undefined) return undefined;
  const same = labelOfPods(workload, key);
  if (same?.value !== undefined) {
    const slip = closestSlip(value, [same.value]) !== undefined;
    return { type: 'value', workload, requirement, label: same, slip };
  }
  const free = labels.filter((label) => label.value === value && !isAsked(selector, label.key));
  const slipped = slippedKey(key, free);
  const label = slipped ?? free[0];
  if (label) return { type: 'key', workload, requirement, label, slip: slipped !== undefined };
  return { type: 'absent', workload, requirement };
}

function isAsked({ requirements }: Selector, key: string): boolean {
  return requirements.some((requirement) => requirement.key === key);
}

/** Without a slip it takes more: pods that listen, and a second label that fits, the same value or the same name. */
function isLikely(
  { type, workload }: ServiceNearMiss,
  { requirements }: Selector,
  service: Resource,
): boolean {
  const { facts } = workload;
  if (!facts.workload || (facts.workload.ports.length === 0 && !facts.workload.portsOpen)) return false;
  return type === 'key' || requirements.length > 1 || facts.name?.value === service.facts.name?.value;
}

function differsLike(a: ServiceNearMiss, b: ServiceNearMiss): boolean {
  return a.type === b.type && a.requirement === b.requirement && valueOfPods(a) === valueOfPods(b);
}

function valueOfPods({ workload, requirement }: ServiceNearMiss): string | undefined {
  return labelOfPods(workload, requirement.key)?.value;
}
