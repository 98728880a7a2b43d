import type { Ternary } from '../base/ternary.ts';
import type { Labels } from '../model/labels.ts';
import { matchSelector, type Selector } from '../model/selector.ts';
import { compareText, type NamespaceIndex } from './namespace-index.ts';
import {
  isNamespace,
  NAMESPACES_KEY,
  namespacesCalledKey,
  namespacesLikeKey,
  type ReadKey,
} from './read-key.ts';

/** What can be asked of the namespaces of an environment. Immutable; answers are kept once they have been asked for. */
export interface NamespaceTable {
  /** Every namespace that is defined or in which something stands, sorted. */
  readonly names: readonly string[];
  /**
   * The labels of a namespace. One that is not in the manifests exists all the same: its name label is known, and
   * whatever else it has is not (semantics rules 17 and 18).
   */
  readonly labelsOf: (name: string) => Labels;
  /** The namespaces that a selector selects, in their order. */
  readonly like: (selector: Selector) => SelectedNamespaces;
  /** What has been asked by selector so far, by the key under which it was read. */
  readonly asked: ReadonlyMap<ReadKey, Asked>;
  /** The names that match a pattern. */
  readonly called: (pattern: RegExp) => readonly string[];
  /** The patterns that have been asked for so far. */
  readonly patterns: ReadonlyMap<ReadKey, RegExp>;
}

/** Namespaces by name, and whether they are selected surely or perhaps. */
export type SelectedNamespaces = ReadonlyMap<string, Exclude<Ternary, 'no'>>;

interface Asked {
  readonly selector: Selector;
  readonly selected: SelectedNamespaces;
}

/** The label that Kubernetes sets on every namespace (semantics rule 17). */
export const NAMESPACE_NAME_LABEL = 'kubernetes.io/metadata.name';

type Namespaces = ReadonlyMap<string, NamespaceIndex>;

/** The table without namespaces. */
export const NO_NAMESPACES: NamespaceTable = makeTable(new Map(), [], new Map(), new Map());

/** A table, and every key under which its difference to the one before can have been seen. */
export interface TablePatch {
  readonly table: NamespaceTable;
  readonly touched: readonly ReadKey[];
}

/**
 * The table after a change of the namespaces of these names: they came, went, or got other labels. Answers are taken
 * over, with those names judged anew, so a namespace that is just being typed touches only what selects it.
 */
export function patchTable(
  before: NamespaceTable,
  namespaces: Namespaces,
  changed: ReadonlySet<string>,
): TablePatch {
  if (changed.size === 0) return { table: before, touched: [] };
  const names = namesOf(namespaces);
  const present = new Set(names);
  const known = new Set(before.names);
  const moved = [...changed].filter((name) => present.has(name) !== known.has(name));
  const touched: ReadKey[] = moved.length === 0 ? [] : [NAMESPACES_KEY];
  for (const [key, pattern] of before.patterns)
    if (moved.some((name) => pattern.test(name))) touched.push(key);
  const fresh = [...changed].filter((name) => present.has(name)).sort(compareText);
  const asked = new Map<ReadKey, Asked>();
  const table = makeTable(namespaces, names, asked, new Map(before.patterns));
  for (const [key, { selector, selected }] of before.asked) {
    const now = new Map(select(table, selector, fresh));
    if ([...changed].every((name) => selected.get(name) === now.get(name))) {
      asked.set(key, { selector, selected });
      continue;
    }
    touched.push(key);
    const kept = [...selected].filter(([name]) => !changed.has(name));
    const sorted = [...kept, ...now].sort(([a], [b]) => compareText(a, b));
    asked.set(key, { selector, selected: new Map(sorted) });
  }
  return { table, touched };
}

function makeTable(
  namespaces: Namespaces,
  names: readonly string[],
  asked: Map<ReadKey, Asked>,
  patterns: Map<ReadKey, RegExp>,
): NamespaceTable {
  const labels = new Map<string, Labels>();
  const table: NamespaceTable = {
    names,
    asked,
    patterns,
    called: (pattern) => {
      patterns.set(namespacesCalledKey(pattern), pattern);
      return names.filter((name) => pattern.test(name));
    },
    labelsOf: (name) => {
      const known = labels.get(name) ?? labelsOf(namespaces, name);
      labels.set(name, known);
      return known;
    },
    like: (selector) => {
      const key = namespacesLikeKey(selector);
      const known = asked.get(key);
      if (known) return known.selected;
      const selected = new Map(select(table, selector, names));
      asked.set(key, { selector, selected });
      return selected;
    },
  };
  return table;
}

function select(
  table: NamespaceTable,
  selector: Selector,
  names: readonly string[],
): [string, Exclude<Ternary, 'no'>][] {
  return names.flatMap((name) => {
    const match = matchSelector(selector, table.labelsOf(name));
    return match === 'no' ? [] : [[name, match]];
  });
}

function namesOf(namespaces: Namespaces): string[] {
  const names = new Set(namespaces.keys());
  for (const { facts } of namespaces.get('')?.resources ?? []) {
    if (isNamespace(facts) && facts.name?.value) names.add(facts.name.value);
  }
  names.delete('');
  return [...names].sort(compareText);
}

function labelsOf(namespaces: Namespaces, name: string): Labels {
  const object = namespaces.get('')?.byName.get('/Namespace')?.get(name)?.[0];
  const own = object?.facts.labels;
  const implied = { key: NAMESPACE_NAME_LABEL, value: name, at: own?.at ?? '' };
  const entries = own?.entries.filter(({ key }) => key !== NAMESPACE_NAME_LABEL) ?? [];
  return { entries: [implied, ...entries], open: own?.open ?? true, at: own?.at ?? '' };
}
