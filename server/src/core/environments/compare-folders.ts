import { addTo, type MultiMap } from '../base/multi-map.ts';
import { isPolicyIdentity } from './resource-identity.ts';

/**
 * Whether two folders are copies of one another, by how much of the smaller one is in the other too. One resource is too
 * little, unless it is all there is; and so are policies beside something else, for a policy of one name in the folder of
 * each service is a mistake, or meant for another namespace.
 */
export function areCopies(a: Defined, b: Defined): boolean {
  const [smaller, larger] = a.size <= b.size ? [a, b] : [b, a];
  const shared = [...smaller.shared].filter((identity) => larger.shared.has(identity));
  const isEnough = shared.length > 1 || shared.length === smaller.size;
  const matters = (a.isPolicies && b.isPolicies) || shared.some((identity) => !isPolicyIdentity(identity));
  return isEnough && matters && shared.length >= smaller.size * LEAST_SHARED;
}

/** At least this part of the smaller folder is in its copy. */
const LEAST_SHARED = 1 / 3;

/** A plain manifest, and what it defines. */
export interface PlainManifest {
  readonly uri: string;
  /** The resources that it defines, each by what nobody can have twice. */
  readonly identities: readonly string[];
}

/** A manifest by what others define too: all else can only make folders larger. */
export interface Counted {
  readonly uri: string;
  /** How many resources it alone defines. */
  readonly alone: number;
  readonly shared: readonly string[];
  /** It defines policies and nothing else. */
  readonly isPolicies: boolean;
}

/** Counts what manifests define by whether another one of them does, too. */
export function countShared(manifests: readonly PlainManifest[]): readonly Counted[] {
  const once = new Set<string>();
  const several = new Set<string>();
  for (const { identities } of manifests) {
    for (const identity of identities) (once.has(identity) ? several : once).add(identity);
  }
  return manifests.map(({ uri, identities }) => {
    const shared = several.size === 0 ? [] : identities.filter((identity) => several.has(identity));
    const isPolicies = identities.every(isPolicyIdentity);
    return { uri, alone: identities.length - shared.length, shared, isPolicies };
  });
}

/** What a folder defines. */
export interface Defined {
  readonly size: number;
  /** What other manifests define too, in it or elsewhere. */
  readonly shared: ReadonlySet<string>;
  readonly isPolicies: boolean;
}

/** What manifests define together. */
export function definedBy(manifests: readonly Counted[]): Defined {
  const shared = new Set(manifests.flatMap((manifest) => manifest.shared));
  const size = manifests.reduce((sum, { alone }) => sum + alone, shared.size);
  return { shared, size, isPolicies: manifests.every(({ isPolicies }) => isPolicies) };
}

/** A folder, and what it defines. */
export interface FolderContent {
  readonly child: string;
  readonly defined: Defined;
}

/**
 * Pairs with a resource in common; found by resource, for most pairs of many folders have none. The smallest folder that has
 * it stands for all: others are the likeliest copies of it, and in whatever order files are read, it is the same one.
 */
export function pairsThatMeet<P extends FolderContent>(parts: readonly P[]): readonly (readonly [P, P])[] {
  const owners: MultiMap<string, P> = new Map();
  for (const part of [...parts].sort(bySize))
    for (const identity of part.defined.shared) addTo(owners, identity, part);
  const pairs = new Map<string, readonly [P, P]>();
  for (const [first, ...others] of owners.values()) {
    // Copies of copies are copies of the first: it need not be every pair.
    for (const other of others) if (first) pairs.set(`${first.child} ${other.child}`, [first, other]);
  }
  return [...pairs.values()];
}

function bySize(a: FolderContent, b: FolderContent): number {
  return a.defined.size - b.defined.size || (a.child < b.child ? -1 : 1);
}
