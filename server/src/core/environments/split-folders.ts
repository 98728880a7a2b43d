import { baseName, folderOf, isWithin } from '../base/folder-of.ts';
import { addTo, type MultiMap, valuesOf } from '../base/multi-map.ts';
import {
  areCopies,
  type Counted,
  countShared,
  type Defined,
  definedBy,
  type FolderContent,
  type PlainManifest,
  pairsThatMeet,
} from './compare-folders.ts';
import { findReplaced, type ManifestPlace } from './find-replaced.ts';

/** Which folders of a root stand for environments of their own. */
export interface FolderSplit {
  /** The folders that are split off, each with the one beside it that made it so. */
  readonly copies: ReadonlyMap<string, string>;
  /** Folders of which a copy is the files that stand in it directly. */
  readonly withOwnCopy: ReadonlySet<string>;
  /** What stands for the environment of a folder that is split off: itself, or a group with others of its name. */
  readonly groups: ReadonlyMap<string, string>;
  /** The environments that are split off below a folder: all else in it is part of each of them. */
  readonly variants: ReadonlyMap<string, readonly string[]>;
  /** Of manifests that are no part of each of those: the ones that they are part of. */
  readonly replaced: ReadonlyMap<string, readonly string[]>;
}

/** What is beside copies is looked at with each of them, up to so many files in all. */
const MOST_SHARED_FILES = 20_000;

/**
 * Finds sibling folders that define the same resources, as `dev/`, `staging/` and `prod/` do: nobody can apply them
 * together. One resource that two folders happen to share is no copy, it is a mistake to be told. Copies of the same name,
 * as `web/dev` and `api/dev`, are applied together, and what is in no copy is applied with each of them that does not define
 * the same itself.
 */
export function splitFolders(root: string, manifests: readonly PlainManifest[]): FolderSplit {
  const copies = new Map<string, string>();
  const withOwnCopy = new Set<string>();
  const defined = new Map<string, Defined>();
  const mark = (folder: string, one: FolderContent, other: FolderContent): void => {
    if (one.child === folder) withOwnCopy.add(folder);
    else if (!copies.has(one.child)) copies.set(one.child, other.child);
  };
  const split = (folder: string, inside: readonly Counted[]): void => {
    if (!inside.some(({ shared }) => shared.length > 0)) return;
    const children: MultiMap<string, Counted> = new Map();
    for (const manifest of inside) addTo(children, childOf(folder, manifest.uri), manifest);
    const parts = [...children].map(([child, own]) => ({ child, own, defined: definedBy(own) }));
    for (const part of parts) defined.set(part.child, part.defined);
    for (const [one, other] of pairsThatMeet(parts)) {
      if (!areCopies(one.defined, other.defined)) continue;
      mark(folder, one, other);
      mark(folder, other, one);
    }
    for (const { child, own } of parts) if (child !== folder) split(child, own);
  };
  const counted = countShared(manifests.filter(({ uri }) => isWithin(uri, root)));
  split(root, counted);
  if (copies.size === 0 && withOwnCopy.size === 0) return UNSPLIT;
  const arounds = new Map(counted.map(({ uri }) => [uri, nearest(folderOf(uri), root, copies)]));
  const found = { copies, withOwnCopy, ...divideFolder(root, arounds, { copies, withOwnCopy }, defined) };
  const placeOf = (uri: string): ManifestPlace => {
    const around = arounds.get(uri) ?? root;
    return { around, environments: foldersAt(uri, around, found) };
  };
  return { ...found, replaced: findReplaced(counted, placeOf) };
}

const UNSPLIT: FolderSplit = {
  copies: new Map(),
  withOwnCopy: new Set(),
  groups: new Map(),
  variants: new Map(),
  replaced: new Map(),
};

/** The folders, or groups of folders, whose environments a manifest is part of. */
export function environmentFolders(uri: string, root: string, split: FolderSplit): readonly string[] {
  return split.replaced.get(uri) ?? foldersAt(uri, nearest(folderOf(uri), root, split.copies), split);
}

function foldersAt(
  uri: string,
  around: string,
  { variants, withOwnCopy, groups }: Omit<FolderSplit, 'replaced'>,
): readonly string[] {
  const below = variants.get(around);
  const isOwnCopy = withOwnCopy.has(around) && folderOf(uri) === around;
  return below && !isOwnCopy ? below : [groups.get(around) ?? around];
}

function nearest(from: string, root: string, copies: FolderSplit['copies']): string {
  let folder = from;
  while (isWithin(folder, root) && folder !== root && !copies.has(folder)) folder = folderOf(folder);
  return folder;
}

/** What the environments below a root are: a folder that is split in turn stands for those that it is split into. */
function divideFolder(
  root: string,
  arounds: ReadonlyMap<string, string>,
  { copies, withOwnCopy }: Pick<FolderSplit, 'copies' | 'withOwnCopy'>,
  defined: ReadonlyMap<string, Defined>,
): Pick<FolderSplit, 'groups' | 'variants'> {
  const below: MultiMap<string, string> = new Map();
  for (const folder of copies.keys()) addTo(below, nearest(folderOf(folder), root, copies), folder);
  const files: MultiMap<string, string> = new Map();
  for (const [uri, around] of arounds) addTo(files, around, uri);
  const groups = new Map<string, string>();
  const variants = new Map<string, readonly string[]>();
  const divide = (unit: string, folders: readonly string[]): readonly string[] => {
    const inside = folders.flatMap((folder) => valuesOf(below, folder));
    if (inside.length === 0) return [unit];
    const self = folders.some((folder) => withOwnCopy.has(folder)) ? [unit] : [];
    const others = [...groupByName(unit, inside, defined)].flatMap(([group, members]) => {
      for (const member of members) groups.set(member, group);
      return divide(group, members);
    });
    const all = [...self, ...others];
    for (const folder of folders) {
      if (valuesOf(files, folder).length * all.length <= MOST_SHARED_FILES) variants.set(folder, all);
    }
    return all;
  };
  divide(root, [root]);
  return { groups, variants };
}

/** Copies of one name below one folder are a group, unless they define the same: then each stands for itself. */
function groupByName(
  unit: string,
  folders: readonly string[],
  defined: ReadonlyMap<string, Defined>,
): ReadonlyMap<string, readonly string[]> {
  const byName: MultiMap<string, string> = new Map();
  for (const folder of folders) addTo(byName, baseName(folder), folder);
  const groups = [...byName].flatMap(([name, own]): (readonly [string, readonly string[]])[] => {
    const all = own.flatMap((folder) => [...(defined.get(folder)?.shared ?? [])]);
    const isGroup = own.length > 1 && new Set(all).size === all.length;
    // Of groups in groups, the first has the mark by which its name is told from the folder.
    if (isGroup) return [[unit.includes('#') ? `${unit}/${name}` : `${unit}/#${name}`, own]];
    return own.map((folder) => [folder, [folder]]);
  });
  return new Map(groups);
}

/** The folder below `folder` that holds a manifest; `folder` itself for its own files. */
function childOf(folder: string, uri: string): string {
  const rest = uri.slice(folder.length + 1);
  const slash = rest.indexOf('/');
  return slash < 0 ? folder : `${folder}/${rest.slice(0, slash)}`;
}
