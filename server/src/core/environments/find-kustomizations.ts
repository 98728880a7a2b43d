import { folderOf } from '../base/folder-of.ts';
import type { ManifestDifference } from '../workspace/division.ts';
import type { Manifest } from '../workspace/manifest.ts';
import { parseChunk } from '../yaml/parse-chunk.ts';
import { getEntry, type YamlNode } from '../yaml/yaml-node.ts';
import { KUSTOMIZATION_FILES } from './kustomize/read-kustomization.ts';
import { resolvePath } from './kustomize/resolve-path.ts';

/** A kustomization that stands for an environment. */
export interface KustomizationRoot {
  readonly uri: string;
  /** It is a component that nobody uses: what it changes is not there. */
  readonly isAlone: boolean;
}

/** What each kustomization says of others, by uri, before anything is built. */
export type Heads = ReadonlyMap<string, KustomizationHead>;

export interface KustomizationHead {
  readonly isComponent: boolean;
  /** The folders, or files, that it takes in, by uri. */
  readonly takesIn: readonly string[];
}

/** Whether a file is a kustomization, by its name. */
export function isKustomization(uri: string): boolean {
  return KUSTOMIZATION_FILES.some((name) => uri.endsWith(`/${name}`));
}

/** The kustomization of a folder, as kustomize looks for it. */
export function kustomizationIn(folder: string, exists: (uri: string) => boolean): string | undefined {
  return KUSTOMIZATION_FILES.map((name) => `${folder}/${name}`).find(exists);
}

/** The heads after a change; the same object where no kustomization says anything else of others. */
export function updateHeads(before: Heads, changed: readonly ManifestDifference[]): Heads {
  const ofChanged = changed.filter(({ uri }) => isKustomization(uri));
  const different = ofChanged
    .map(({ uri, after }) => [uri, after && readHead(after)] as const)
    .filter(([uri, head]) => JSON.stringify(head) !== JSON.stringify(before.get(uri)));
  if (different.length === 0) return before;
  const next = new Map(before);
  for (const [uri, head] of different) {
    if (head) next.set(uri, head);
    else next.delete(uri);
  }
  return next;
}

/**
 * The kustomizations that no other one uses, in the order of their uris. Of those that use one another in a circle one
 * stands for all, so that somebody hears of it.
 */
export function findRoots(heads: Heads): readonly KustomizationRoot[] {
  const uris = [...heads.keys()].sort();
  const usedBy = (uri: string): readonly string[] =>
    (heads.get(uri)?.takesIn ?? []).flatMap(
      (folder) => kustomizationIn(folder, (file) => heads.has(file)) ?? [],
    );
  const used = new Set(uris.flatMap((uri) => usedBy(uri).filter((other) => other !== uri)));
  const reached = new Set<string>();
  const reach = (uri: string): void => {
    if (reached.has(uri)) return;
    reached.add(uri);
    usedBy(uri).forEach(reach);
  };
  const roots: string[] = [];
  const add = (uri: string): void => {
    roots.push(uri);
    reach(uri);
  };
  for (const uri of uris) if (!used.has(uri)) add(uri);
  for (const uri of uris) if (!reached.has(uri)) add(uri);
  return roots.map((uri) => ({ uri, isAlone: heads.get(uri)?.isComponent === true }));
}

function readHead({ uri, text, chunks }: Manifest): KustomizationHead {
  const [first] = chunks;
  const root = first && parseChunk(text.slice(first.span.start, first.span.end), undefined).root;
  const kind = getEntry(root, 'kind')?.value;
  const paths = ['resources', 'bases', 'components'].flatMap((key) => textsOf(getEntry(root, key)?.value));
  return {
    isComponent: kind?.type === 'scalar' && kind.text === 'Component',
    takesIn: paths.flatMap((path) => {
      const resolved = resolvePath(folderOf(uri), path, false);
      return resolved.type === 'uri' ? [resolved.uri] : [];
    }),
  };
}

function textsOf(node: YamlNode | undefined): readonly string[] {
  if (node?.type !== 'sequence') return [];
  return node.items.flatMap((item) => (item.type === 'scalar' ? [item.text] : []));
}
