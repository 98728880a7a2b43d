import * as bits from '../../base/bit-set.ts';
import { addTo, type MultiMap } from '../../base/multi-map.ts';
import { rememberBy } from '../../base/remember.ts';
import type { PodScope } from '../../model/policy.ts';
import { type Selector, selectorKey } from '../../model/selector.ts';
import type { PodEndpoint } from '../endpoint.ts';
import { type ClassSet, toClassSet } from './class-set.ts';
import { exactly, indexLabels, type Sets, selectPods } from './label-index.ts';
import { indexNamespaces, selectNamespaces } from './namespace-members.ts';
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
  const ofPods = rememberBy((selector: Selector) => selectPods(index, selector), selectorKey);
  const ofNamespaces = rememberBy(
    (selector: Selector) => selectNamespaces(namespaces, selector),
    selectorKey,
  );
  const select = rememberBy(
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
    portGroups: rememberBy(
      (names) => groupByPorts(classes, names),
      (names) => names.join(),
    ),
  };
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
