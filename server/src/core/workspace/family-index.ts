import { lazy } from '../base/lazy.ts';
import { addTo, type MultiMap, valuesOf } from '../base/multi-map.ts';
import type { NamespaceIndex } from './namespace-index.ts';
import { type Family, familiesOf } from './read-key.ts';
import { namesOf, type Resource } from './resource.ts';

/** The resources of a family in all namespaces. Each list is made when it is first asked for. */
export interface FamilyIndex {
  /** Namespace by namespace. */
  readonly resources: () => readonly Resource[];
  /** By name, the namespaces in which there is one. */
  readonly places: () => Places;
  /** The same as far as somebody has asked for it. */
  readonly knownPlaces: () => Places | undefined;
}

type Places = ReadonlyMap<string, readonly string[]>;
type Namespaces = ReadonlyMap<string, NamespaceIndex>;

/**
 * The indexes after resources have gone and others have come: those of their families are made anew. They keep the
 * namespaces they are made from, and of those before only the places, which hold as long as no name comes or goes.
 */
export function indexFamilies(
  before: ReadonlyMap<Family, FamilyIndex>,
  removed: readonly Resource[],
  added: readonly Resource[],
  namespaces: Namespaces,
): ReadonlyMap<Family, FamilyIndex> {
  const out = namesByFamily(removed);
  const into = namesByFamily(added);
  if (out.size + into.size === 0) return before;
  const families = new Map(before);
  for (const family of new Set([...out.keys(), ...into.keys()])) {
    const keepsNames = isSameList(valuesOf(out, family), valuesOf(into, family));
    const known = keepsNames ? before.get(family)?.knownPlaces() : undefined;
    families.set(family, createFamilyIndex(namespaces, family, known));
  }
  return families;
}

function createFamilyIndex(namespaces: Namespaces, family: Family, known: Places | undefined): FamilyIndex {
  let places = known;
  return {
    resources: lazy(() => [...namespaces.values()].flatMap(({ byFamily }) => byFamily.get(family) ?? [])),
    places: () => {
      places ??= findPlaces(namespaces, family);
      return places;
    },
    knownPlaces: () => places,
  };
}

function findPlaces(namespaces: Namespaces, family: Family): Places {
  const places: MultiMap<string, string> = new Map();
  for (const [namespace, { byFamily }] of namespaces) {
    for (const name of new Set(namesOf(byFamily.get(family) ?? []))) addTo(places, name, namespace);
  }
  return places;
}

function namesByFamily(resources: readonly Resource[]): MultiMap<Family, string> {
  const names: MultiMap<Family, string> = new Map();
  for (const { facts, namespace } of resources) {
    for (const family of familiesOf(facts)) addTo(names, family, `${namespace}/${facts.name?.value ?? ''}`);
  }
  return names;
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each, i) => each === b[i]);
}
