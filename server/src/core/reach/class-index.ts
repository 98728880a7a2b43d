import * as bits from '../base/bit-set.ts';
import { addTo, type MultiMap, valuesOf } from '../base/multi-map.ts';
import type { Ternary } from '../base/ternary.ts';
import type { Labels } from '../model/labels.ts';
import type { PodScope } from '../model/policy.ts';
import type { Requirement } from '../model/requirement.ts';
import { matchSelector, type Selector, selectorKey } from '../model/selector.ts';
import { NAMESPACE_NAME_LABEL } from '../workspace/namespace-table.ts';
import { type ClassSet, toClassSet } from './class-set.ts';
import type { PodEndpoint } from './endpoint.ts';
import type { PodClass } from './pod-classes.ts';

/** Classes of pods, sorted for the questions that policies ask of them. Answers are kept once they have been given. */
export interface ClassIndex {
  readonly classes: readonly PodClass[];
  /**
   * The classes that the scope of a peer takes in: for each of them what `matchScope` says, but every label is looked up
   * once for all. `own` is the namespace of the policy that says it.
   */
  readonly select: (scope: PodScope, own: string) => Selection;
  /**
   * The classes for which some names of ports mean the same (semantics rule 24), and those that may have a node's
   * address (semantics rule 32); of all others nothing of that can be told apart.
   */
  readonly portGroups: (names: readonly string[]) => readonly bits.BitSet[];
}

/** The classes of pods that are selected for sure, and those that may be; `possible` takes `certain` in. */
export interface Selection {
  readonly certain: ClassSet;
  readonly possible: ClassSet;
}

/** Makes an index of classes. */
export function indexClasses(classes: readonly PodClass[]): ClassIndex {
  const index = indexLabels(classes);
  const namespaces = indexNamespaces(classes);
  const ofPods = memo((selector: Selector) => selectPods(index, selector), selectorKey);
  const ofNamespaces = memo((selector: Selector) => selectNamespaces(namespaces, selector), selectorKey);
  const select = memo(
    ({ scope, own }: { readonly scope: PodScope; readonly own: string }): Selection => {
      const inside = scope.namespaces
        ? ofNamespaces(scope.namespaces)
        : exactly(bits.bitSetOf(namespaces.get(own)?.ids ?? []));
      const labelled = ofPods(scope.pods);
      const possible = bits.intersect(inside.possible, labelled.possible);
      const isSure = inside.certain === inside.possible && labelled.certain === labelled.possible;
      const certain = isSure ? possible : bits.intersect(inside.certain, labelled.certain);
      // Semantics rule 33: whether pods on the host network are seen as pods is up to the plugin.
      return toSelection({ certain: bits.subtract(certain, index.onHost), possible });
    },
    ({ scope, own }) =>
      `${scope.namespaces ? selectorKey(scope.namespaces) : `in ${own}`} ${selectorKey(scope.pods)}`,
  );
  return {
    classes,
    select: (scope, own) => select({ scope, own }),
    portGroups: memo(
      (names) => groupByPorts(classes, names),
      (names) => names.join(),
    ),
  };
}

/** A selection that is still being made. */
interface Sets {
  readonly certain: bits.BitSet;
  readonly possible: bits.BitSet;
}

function toSelection({ certain, possible }: Sets): Selection {
  const perhaps = toClassSet(possible);
  return { certain: certain === possible ? perhaps : toClassSet(certain), possible: perhaps };
}

function groupByPorts(classes: readonly PodClass[], names: readonly string[]): bits.BitSet[] {
  const groups: MultiMap<string, number> = new Map();
  for (const { id, endpoint } of classes) {
    const text = `${endpoint.hostNetwork} ${portsCalled(endpoint, names)}`;
    if (text !== 'no ') addTo(groups, text, id);
  }
  return [...groups.values()].map(bits.bitSetOf);
}

/** What some names mean as ports of pods, as a text that is equal where they mean the same; empty where nothing. */
export function portsCalled(
  { ports, portsOpen }: Pick<PodEndpoint, 'ports' | 'portsOpen'>,
  names: readonly string[],
): string {
  if (names.length === 0) return '';
  return ports
    .filter(
      ({ name, protocol }) => !protocol || (name && (name.value === undefined || names.includes(name.value))),
    )
    .map(({ name, number, protocol }) => `${name?.value ?? '?'}:${number.value ?? '?'}/${protocol ?? '?'}`)
    .concat(portsOpen ? '…' : [])
    .join();
}

function memo<A, B>(answer: (about: A) => B, key: (about: A) => string): (about: A) => B {
  const known = new Map<string, B>();
  return (about) => {
    const name = key(about);
    const found = known.get(name);
    if (found !== undefined) return found;
    const fresh = answer(about);
    known.set(name, fresh);
    return fresh;
  };
}

function exactly(set: bits.BitSet): Sets {
  return { certain: set, possible: set };
}

interface LabelIndex {
  readonly all: bits.BitSet;
  /** Classes whose labels are all known, by `key=value` and by key. */
  readonly byLabel: ReadonlyMap<string, bits.BitSet>;
  readonly byKey: ReadonlyMap<string, bits.BitSet>;
  /** Those of which some label is not known: each is asked for itself. */
  readonly open: readonly PodClass[];
  readonly onHost: bits.BitSet;
}

function indexLabels(classes: readonly PodClass[]): LabelIndex {
  const byLabel: MultiMap<string, number> = new Map();
  const byKey: MultiMap<string, number> = new Map();
  const closed = classes.filter(({ endpoint: { labels } }) => !isOpen(labels));
  for (const { id, endpoint } of closed) {
    for (const { key, value } of endpoint.labels.entries) {
      addTo(byLabel, `${key}=${value}`, id);
      addTo(byKey, key, id);
    }
  }
  return {
    all: bits.bitSetOf(closed.map(({ id }) => id)),
    byLabel: toSets(byLabel),
    byKey: toSets(byKey),
    open: classes.filter(({ endpoint: { labels } }) => isOpen(labels)),
    onHost: bits.bitSetOf(
      classes.filter(({ endpoint }) => endpoint.hostNetwork !== 'no').map(({ id }) => id),
    ),
  };
}

function isOpen({ entries, open }: Labels): boolean {
  return open || entries.some(({ value }) => value === undefined);
}

function toSets(lists: ReadonlyMap<string, readonly number[]>): ReadonlyMap<string, bits.BitSet> {
  return new Map([...lists].map(([key, ids]) => [key, bits.bitSetOf(ids)]));
}

/** Every requirement must hold (semantics rule 15). */
function selectPods(index: LabelIndex, selector: Selector): Sets {
  let certain = selector.open ? bits.NO_BITS : index.all;
  let possible = index.all;
  for (const requirement of selector.requirements) {
    const one = selectByRequirement(index, requirement);
    certain = bits.intersect(certain, one.certain);
    possible = bits.intersect(possible, one.possible);
  }
  if (index.open.length === 0) return certain === possible ? exactly(certain) : { certain, possible };
  const open = sortByMatch(index.open, ({ endpoint }) => matchSelector(selector, endpoint.labels));
  return { certain: bits.union(certain, open.certain), possible: bits.union(possible, open.possible) };
}

function selectByRequirement(
  { all, byLabel, byKey }: LabelIndex,
  { key, operator, values }: Requirement,
): Sets {
  const having = byKey.get(key) ?? bits.NO_BITS;
  if (operator === 'Exists') return exactly(having);
  if (operator === 'DoesNotExist') return exactly(bits.subtract(all, having));
  const lacking = operator === 'NotIn' ? bits.subtract(all, having) : bits.NO_BITS;
  if (!values) return { certain: lacking, possible: bits.union(lacking, having) };
  const among = values
    .map((value) => byLabel.get(`${key}=${value}`) ?? bits.NO_BITS)
    .reduce(bits.union, bits.NO_BITS);
  return exactly(operator === 'In' ? among : bits.subtract(all, among));
}

function sortByMatch(classes: readonly PodClass[], match: (one: PodClass) => Ternary): Sets {
  const found: MultiMap<Ternary, number> = new Map();
  for (const one of classes) addTo(found, match(one), one.id);
  const certain = bits.bitSetOf(valuesOf(found, 'yes'));
  return { certain, possible: bits.union(certain, bits.bitSetOf(valuesOf(found, 'unknown'))) };
}

interface NamespaceMembers {
  readonly labels: Labels;
  readonly ids: readonly number[];
}

function indexNamespaces(classes: readonly PodClass[]): ReadonlyMap<string, NamespaceMembers> {
  const byName: MultiMap<string, PodClass> = new Map();
  for (const one of classes) addTo(byName, one.endpoint.namespace, one);
  const members = new Map<string, NamespaceMembers>();
  for (const [name, inside] of byName) {
    const labels = inside[0]?.endpoint.namespaceLabels;
    if (labels) members.set(name, { labels, ids: inside.map(({ id }) => id) });
  }
  return members;
}

function selectNamespaces(namespaces: ReadonlyMap<string, NamespaceMembers>, selector: Selector): Sets {
  const certain: number[] = [];
  const perhaps: number[] = [];
  for (const name of namesMeant(selector) ?? namespaces.keys()) {
    const { labels, ids } = namespaces.get(name) ?? NOBODY;
    const match = matchSelector(selector, labels);
    if (match !== 'no') (match === 'yes' ? certain : perhaps).push(...ids);
  }
  const sure = bits.bitSetOf(certain);
  return { certain: sure, possible: perhaps.length === 0 ? sure : bits.union(sure, bits.bitSetOf(perhaps)) };
}

const NOBODY: NamespaceMembers = { labels: { entries: [], open: false, at: '' }, ids: [] };

/** Most selectors ask for namespaces by name: then no other has to be looked at. */
function namesMeant({ requirements }: Selector): readonly string[] | undefined {
  return requirements.find(({ key, operator }) => key === NAMESPACE_NAME_LABEL && operator === 'In')?.values;
}
