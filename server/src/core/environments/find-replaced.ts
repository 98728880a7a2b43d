import { isWithin } from '../base/folder-of.ts';
import type { Counted } from './compare-folders.ts';

/** Where a manifest stands. */
export interface ManifestPlace {
  /** The innermost folder around it that is split off, or the root. */
  readonly around: string;
  /** The folders whose environments it would be part of by that. */
  readonly environments: readonly string[];
}

/**
 * Finds the manifests beside copies of which a copy defines something itself: they are no part of its environment. Each with
 * the folders that are left; where none would be, nothing is said of it.
 */
export function findReplaced(
  manifests: readonly Counted[],
  placeOf: (uri: string) => ManifestPlace,
): ReadonlyMap<string, readonly string[]> {
  const placed = manifests.flatMap(({ uri, shared }) =>
    shared.length > 0 ? [{ uri, shared, ...placeOf(uri) }] : [],
  );
  const beside = placed.filter(({ environments }) => environments.length > 1);
  if (beside.length === 0) return new Map();
  const wanted = new Set(beside.flatMap(({ shared }) => shared));
  const owners = new Map<string, string>();
  const keyOf = (folder: string, identity: string): string => `${folder} ${identity}`;
  for (const { shared, around, environments } of placed) {
    for (const identity of shared.filter((one) => wanted.has(one))) {
      for (const folder of environments) {
        const key = keyOf(folder, identity);
        if ((owners.get(key) ?? '').length < around.length) owners.set(key, around);
      }
    }
  }
  const replaced = new Map<string, readonly string[]>();
  for (const { uri, shared, around, environments } of beside) {
    const isOwn = (folder: string, identity: string): boolean => {
      const owner = owners.get(keyOf(folder, identity)) ?? around;
      return owner === around || !isWithin(owner, around);
    };
    const left = environments.filter((folder) => shared.every((identity) => isOwn(folder, identity)));
    if (left.length > 0 && left.length < environments.length) replaced.set(uri, left);
  }
  return replaced;
}
