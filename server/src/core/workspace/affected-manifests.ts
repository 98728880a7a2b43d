import { differentEnvironments } from './patch-environments.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * The manifests of which something else may be said than before, though nothing in them has changed: what is wrong with a
 * kustomization that they are part of, and in which environments it holds.
 */
export function affectedManifests(before: Snapshot, after: Snapshot): ReadonlySet<string> {
  const [old, now] = [[...before.environments.keys()], [...after.environments.keys()]];
  // How an environment is called depends on which others there are.
  const isNamedSame = old.length === now.length && old.every((id) => after.environments.has(id));
  if (!isNamedSame) return new Set([...before.manifests.keys(), ...after.manifests.keys()]);
  const affected = new Set(after.division.moved);
  for (const id of differentEnvironments(before.division, after.division)) {
    for (const { division } of [before, after]) {
      for (const uri of division.composed.get(id)?.reads ?? []) affected.add(uri);
    }
  }
  return affected;
}
