import * as bits from '../../base/bit-set.ts';
import { addTo, type MultiMap } from '../../base/multi-map.ts';
import type { Labels } from '../../model/labels.ts';
import { matchSelector, type Selector } from '../../model/selector.ts';
import { NAMESPACE_NAME_LABEL } from '../../workspace/namespace-table.ts';
import type { Sets } from './label-index.ts';
import type { PodClass } from './pod-classes.ts';

/** The classes of one namespace, and its labels. */
export interface NamespaceMembers {
  readonly labels: Labels;
  readonly ids: readonly number[];
}

/** Sorts classes by their namespaces. */
export function indexNamespaces(classes: readonly PodClass[]): ReadonlyMap<string, NamespaceMembers> {
  const byName: MultiMap<string, PodClass> = new Map();
  for (const one of classes) addTo(byName, one.endpoint.namespace, one);
  const members = new Map<string, NamespaceMembers>();
  for (const [name, inside] of byName) {
    const labels = inside[0]?.endpoint.namespaceLabels;
    if (labels) members.set(name, { labels, ids: inside.map(({ id }) => id) });
  }
  return members;
}

/** The classes in the namespaces that a selector selects. */
export function selectNamespaces(
  namespaces: ReadonlyMap<string, NamespaceMembers>,
  selector: Selector,
): Sets {
  const certain: number[] = [];
  const perhaps: number[] = [];
  for (const name of namesMeant(selector) ?? namespaces.keys()) {
    const { labels, ids } = namespaces.get(name) ?? NOBODY;
    const match = matchSelector(selector, labels);
    if (match === 'no') continue;
    for (const id of ids) (match === 'yes' ? certain : perhaps).push(id);
  }
  const sure = bits.bitSetOf(certain);
  return { certain: sure, possible: perhaps.length === 0 ? sure : bits.union(sure, bits.bitSetOf(perhaps)) };
}

const NOBODY: NamespaceMembers = { labels: { entries: [], open: false, at: '' }, ids: [] };

/** Most selectors ask for namespaces by name: then no other has to be looked at. */
function namesMeant({ requirements }: Selector): readonly string[] | undefined {
  return requirements.find(({ key, operator }) => key === NAMESPACE_NAME_LABEL && operator === 'In')?.values;
}
