import type { Selector } from '../../model/selector.ts';
import { selectInNamespace } from '../../reach/select-workloads.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';
import type { TrafficSource } from './wanted-traffic.ts';

/** Labels by which a policy can name the pods of a workload. */
export interface PodLabels {
  readonly labels: Readonly<Record<string, string>>;
  /** Other workloads of the namespace whose pods have, or may have, these labels too. */
  readonly shared: readonly Resource[];
}

/**
 * The fewest labels that name a workload's pods and no others: those by which its owner finds them, for they never
 * change, else all that its pods have. Undefined when a template hides them or there are none.
 */
export function podLabels(view: View, resource: Resource): PodLabels | undefined {
  const { workload } = resource.facts;
  if (!workload || workload.labels.open) return undefined;
  const own = Object.fromEntries(workload.labels.entries.map(({ key, value }) => [key, value ?? '']));
  if (workload.labels.entries.some(({ value }) => value === undefined)) return undefined;
  const candidates = [equalities(workload.selector), own].filter(
    (labels): labels is Record<string, string> => labels !== undefined && Object.keys(labels).length > 0,
  );
  const found = candidates.map((labels) => ({ labels, shared: others(view, resource, labels) }));
  return found.find(({ shared }) => shared.length === 0) ?? found.at(-1);
}

/** Workloads that a rule for this peer lets in too, because nothing tells their pods apart. */
export function sharedWith(view: View, peer: TrafficSource): readonly Resource[] {
  return peer.type === 'workload' ? (podLabels(view, peer.resource)?.shared ?? []) : [];
}

/** A selector that is nothing but labels and their values, as a map. */
function equalities(selector: Selector | undefined): Record<string, string> | undefined {
  if (!selector || selector.open) return undefined;
  const pairs = selector.requirements.map(({ key, operator, values }): [string, string] | undefined => {
    const [value, ...more] = values ?? [];
    return operator === 'In' && value !== undefined && more.length === 0 ? [key, value] : undefined;
  });
  return pairs.every((pair) => pair !== undefined) ? Object.fromEntries(pairs) : undefined;
}

function others(view: View, resource: Resource, labels: Readonly<Record<string, string>>): Resource[] {
  const requirements = Object.entries(labels).map(([key, value]) => ({
    key,
    operator: 'In' as const,
    values: [value],
    at: '',
  }));
  return selectInNamespace(view, { requirements, open: false, at: '' }, resource.namespace)
    .map((selected) => selected.resource)
    .filter((other) => other !== resource);
}
