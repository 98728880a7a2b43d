import { baseName, folderOf, isWithin } from '../base/folder-of.ts';
import { addTo, type MultiMap, valuesOf } from '../base/multi-map.ts';

/** A plain manifest, and what it defines. */
export interface PlainManifest {
  readonly uri: string;
  /** The resources that it defines, each by what nobody can have twice. */
  readonly identities: readonly string[];
}

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
}

/** Two folders are copies of one another when at least this part of the smaller one is in the other too. */
const LEAST_SHARED = 1 / 3;

/** What is beside copies is looked at with each of them, up to so many files in all. */
const MOST_SHARED_FILES = 20_000;

/**
 * Finds sibling folders that define the same resources, as `dev/`, `staging/` and `prod/` do: nobody can apply them
 * together. One resource that two folders happen to share is no copy, it is a mistake to be told. Copies of the same name,
 * as `web/dev` and `api/dev`, are applied together, and what is in no copy is applied with each of them.
 */
export function splitFolders(root: string, manifests: readonly PlainManifest[]): FolderSplit {
  const copies = new Map<string, string>();
  const withOwnCopy = new Set<string>();
  const defined = new Map<string, Defined>();
  const mark = (folder: string, one: Part, other: Part): void => {
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
  split(root, countShared(manifests.filter(({ uri }) => isWithin(uri, root))));
  if (copies.size === 0 && withOwnCopy.size === 0) return UNSPLIT;
  return { copies, withOwnCopy, ...divideFolder(root, manifests, { copies, withOwnCopy }, defined) };
}

const UNSPLIT: FolderSplit = {
  copies: new Map(),
  withOwnCopy: new Set(),
  groups: new Map(),
  variants: new Map(),
};

/** The folders, or groups of folders, whose environments a manifest is part of. */
export function environmentFolders(uri: string, root: string, split: FolderSplit): readonly string[] {
  const own = folderOf(uri);
  const around = nearest(own, root, split.copies);
  const variants = split.variants.get(around);
  if (!variants || (own === around && split.withOwnCopy.has(own)))
    return [split.groups.get(around) ?? around];
  return variants;
}

function nearest(from: string, root: string, copies: FolderSplit['copies']): string {
  let folder = from;
  while (isWithin(folder, root) && folder !== root && !copies.has(folder)) folder = folderOf(folder);
  return folder;
}

/** What the environments below a root are: a folder that is split in turn stands for those that it is split into. */
function divideFolder(
  root: string,
  manifests: readonly PlainManifest[],
  { copies, withOwnCopy }: Pick<FolderSplit, 'copies' | 'withOwnCopy'>,
  defined: ReadonlyMap<string, Defined>,
): Pick<FolderSplit, 'groups' | 'variants'> {
  const below: MultiMap<string, string> = new Map();
  for (const folder of copies.keys()) addTo(below, nearest(folderOf(folder), root, copies), folder);
  const files: MultiMap<string, string> = new Map();
  for (const { uri } of manifests) addTo(files, nearest(folderOf(uri), root, copies), uri);
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

/** A manifest by what others define too: all else can only make folders larger. */
interface Counted {
  readonly uri: string;
  /** How many resources it alone defines. */
  readonly alone: number;
  readonly shared: readonly string[];
}

function countShared(manifests: readonly PlainManifest[]): readonly Counted[] {
  const once = new Set<string>();
  const several = new Set<string>();
  for (const { identities } of manifests) {
    for (const identity of identities) (once.has(identity) ? several : once).add(identity);
  }
  return manifests.map(({ uri, identities }) => {
    const shared = several.size === 0 ? [] : identities.filter((identity) => several.has(identity));
    return { uri, alone: identities.length - shared.length, shared };
  });
}

/** What a folder defines. */
interface Defined {
  readonly size: number;
  /** What other manifests define too, in it or elsewhere. */
  readonly shared: ReadonlySet<string>;
}

function definedBy(manifests: readonly Counted[]): Defined {
  const shared = new Set(manifests.flatMap((manifest) => manifest.shared));
  return { shared, size: manifests.reduce((sum, { alone }) => sum + alone, shared.size) };
}

interface Part {
  readonly child: string;
  readonly defined: Defined;
}

/** Pairs with a resource in common; found by resource, for most pairs of many folders have none. */
function pairsThatMeet<P extends Part>(parts: readonly P[]): readonly (readonly [P, P])[] {
  const owners: MultiMap<string, P> = new Map();
  for (const part of parts) for (const identity of part.defined.shared) addTo(owners, identity, part);
  const pairs = new Map<string, readonly [P, P]>();
  for (const [first, ...others] of owners.values()) {
    // Copies of copies are copies of the first: it need not be every pair.
    for (const other of others) if (first) pairs.set(`${first.child} ${other.child}`, [first, other]);
  }
  return [...pairs.values()];
}

function areCopies(a: Defined, b: Defined): boolean {
  const [smaller, larger] = a.size <= b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const identity of smaller.shared) if (larger.shared.has(identity)) shared += 1;
  return shared >= smaller.size * LEAST_SHARED;
}
