import { lazy } from '../base/lazy.ts';
import { addTo, type MultiMap } from '../base/multi-map.ts';
import type { NamespaceIndex } from './namespace-index.ts';
import type { Family } from './read-key.ts';
import type { Resource } from './resource.ts';

/** The resources of a family in all namespaces, namespace by namespace. Each list is made when it is first asked for. */
export interface FamilyIndex {
  readonly resources: () => readonly Resource[];
  readonly byName: () => ReadonlyMap<string, readonly Resource[]>;
}

/** Makes the index of a family. */
export function createFamilyIndex(
  namespaces: ReadonlyMap<string, NamespaceIndex>,
  family: Family,
): FamilyIndex {
  const resources = lazy(() =>
    [...namespaces.values()].flatMap(({ byFamily }) => byFamily.get(family) ?? []),
  );
  return {
    resources,
    byName: lazy(() => {
      const index: MultiMap<string, Resource> = new Map();
      for (const resource of resources()) {
        const name = resource.facts.name?.value;
        if (name !== undefined) addTo(index, name, resource);
      }
      return index;
    }),
  };
}
