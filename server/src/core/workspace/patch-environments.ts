import type { DocumentId } from '../model/source.ts';
import { companionsIn } from './companions.ts';
import { compareDocuments, type DocumentPatch } from './compare-documents.ts';
import type { DerivedDocument } from './derived-document.ts';
import type { ComposedEnvironment, Division, ManifestDifference, Manifests } from './division.ts';
import { type Environment, type EnvironmentId, emptyEnvironment } from './environment.ts';
import type { EnvironmentDocument } from './manifest.ts';
import { patchDocuments } from './patch-documents.ts';
import { COMPANIONS_KEY, type ReadKey } from './read-key.ts';
import type { Resource } from './resource.ts';
import type { Settings } from './settings.ts';

/** Environments after a change, and what that did to them. */
export interface EnvironmentsPatched {
  readonly environments: ReadonlyMap<EnvironmentId, Environment>;
  readonly touched: ReadonlyMap<EnvironmentId, ReadonlySet<ReadKey>>;
  readonly added: readonly EnvironmentResource[];
  readonly removed: readonly EnvironmentResource[];
}

export interface EnvironmentResource {
  readonly environment: EnvironmentId;
  readonly resource: Resource;
}

/** What becomes different about the division of a workspace. */
export interface DivisionChange {
  readonly before: Division;
  readonly after: Division;
  readonly changed: readonly ManifestDifference[];
  /** The manifests as they are after it. */
  readonly manifests: Manifests;
}

/** Patches every environment that a change has a bearing on. */
export function patchEnvironments(
  before: ReadonlyMap<EnvironmentId, Environment>,
  change: DivisionChange,
  settingsOf: (environment: EnvironmentId) => Settings,
): EnvironmentsPatched {
  const environments = new Map(before);
  const touched = new Map<EnvironmentId, ReadonlySet<ReadKey>>();
  const removed: EnvironmentResource[] = [];
  const added: EnvironmentResource[] = [];
  const make = (id: EnvironmentId): Environment => {
    const settings = settingsOf(id);
    const namespace = change.after.namespaceOf(id);
    const own = { ...settings, defaultNamespace: settings.defaultNamespace ?? namespace };
    return emptyEnvironment(id, own, change.after.copies.has(id));
  };
  const patches = new Map(patchesOf(change));
  for (const [id, environment] of before) {
    const isOther =
      change.before.namespaceOf(id) !== change.after.namespaceOf(id) ||
      environment.isPart !== change.after.copies.has(id);
    if (!isOther) continue;
    // All of it may be judged in another way: rare, so the environment is simply made anew.
    removed.push(...resourcesOf(environment).map((resource) => ({ environment: id, resource })));
    environments.set(id, make(id));
    patches.set(id, { removed: [], added: documentsOf(id, change) });
  }
  for (const [id, patch] of patches) {
    const patched = patchDocuments(environments.get(id) ?? make(id), patch);
    touched.set(id, patched.touched);
    removed.push(...patched.removed.map((resource) => ({ environment: id, resource })));
    added.push(...patched.added.map((resource) => ({ environment: id, resource })));
    const isGone = patched.environment.namespaces.size === 0 && !change.after.has(id);
    if (isGone) environments.delete(id);
    else environments.set(id, patched.environment);
  }
  touchCompanions(before, environments, patches.keys(), touched);
  return { environments, touched, removed, added };
}

/** Touches those of which others than before are companions. Before there were any, nobody has asked. */
function touchCompanions(
  before: ReadonlyMap<EnvironmentId, Environment>,
  after: ReadonlyMap<EnvironmentId, Environment>,
  patched: Iterable<EnvironmentId>,
  touched: Map<EnvironmentId, ReadonlySet<ReadKey>>,
): void {
  if (before.size === 0 || after.size < 2) return;
  const [companionsBefore, companionsAfter] = [companionsIn(before), companionsIn(after)];
  const touch = (id: EnvironmentId): void => {
    touched.set(id, new Set([...(touched.get(id) ?? []), COMPANIONS_KEY]));
  };
  for (const id of patched) {
    const [old, now] = [companionsBefore(id), companionsAfter(id)].map(
      (all) => new Set(all.map((one) => one.id)),
    );
    const others = [...after.keys()].filter((other) => old?.has(other) !== now?.has(other));
    if (others.length === 0) continue;
    for (const one of [id, ...others]) touch(one);
  }
}

function resourcesOf({ namespaces }: Environment): readonly Resource[] {
  return [...namespaces.values()].flatMap(({ resources }) => resources);
}

/** All documents of an environment after a change. */
function documentsOf(
  id: EnvironmentId,
  { after, manifests }: DivisionChange,
): readonly EnvironmentDocument[] {
  const composed = after.composed.get(id)?.documents;
  if (composed) return composed;
  return [...manifests.keys()]
    .filter((uri) => after.environmentsOf(uri).includes(id))
    .flatMap((uri) => manifests.get(uri)?.chunks.map(({ document }) => document) ?? []);
}

/** The documents that were put together, by id, after a change. */
export function patchDerived(
  derived: ReadonlyMap<DocumentId, DerivedDocument>,
  { before, after }: Pick<DivisionChange, 'before' | 'after'>,
): ReadonlyMap<DocumentId, DerivedDocument> {
  const different = differentEnvironments(before, after);
  if (different.length === 0) return derived;
  const next = new Map(derived);
  for (const id of different) {
    for (const document of derivedOf(before.composed.get(id))) next.delete(document.id);
  }
  for (const id of different) {
    for (const document of derivedOf(after.composed.get(id))) next.set(document.id, document);
  }
  return next;
}

function derivedOf(environment: ComposedEnvironment | undefined): DerivedDocument[] {
  return (environment?.documents ?? []).filter((document) => 'origins' in document);
}

/** What all the manifests of an environment add to its patch. */
interface GrowingPatch extends DocumentPatch {
  readonly removed: EnvironmentDocument[];
  readonly added: EnvironmentDocument[];
}

function patchesOf(change: DivisionChange): ReadonlyMap<EnvironmentId, DocumentPatch> {
  const patches = new Map<EnvironmentId, GrowingPatch>();
  const patchOf = (id: EnvironmentId): GrowingPatch => {
    const patch = patches.get(id) ?? { removed: [], added: [] };
    patches.set(id, patch);
    return patch;
  };
  const { before, after } = change;
  for (const { uri, before: old, after: now } of change.changed) {
    const [from, to] = [before.environmentsOf(uri), after.environmentsOf(uri)];
    const stays = from.filter((id) => to.includes(id));
    const { removed, added } = compareDocuments(old, now);
    for (const id of stays) {
      extend(patchOf(id).removed, removed);
      extend(patchOf(id).added, added);
    }
    move(old, from, stays, (id) => patchOf(id).removed);
    move(now, to, stays, (id) => patchOf(id).added);
  }
  for (const uri of after.moved) {
    const manifest = change.manifests.get(uri);
    const [from, to] = [before.environmentsOf(uri), after.environmentsOf(uri)];
    move(manifest, from, to, (id) => patchOf(id).removed);
    move(manifest, to, from, (id) => patchOf(id).added);
  }
  for (const id of differentEnvironments(before, after)) {
    const [old, now] = [before.composed.get(id)?.documents ?? [], after.composed.get(id)?.documents ?? []];
    const [hadBefore, hasNow] = [new Set<EnvironmentDocument>(old), new Set<EnvironmentDocument>(now)];
    extend(
      patchOf(id).removed,
      old.filter((document) => !hasNow.has(document)),
    );
    extend(
      patchOf(id).added,
      now.filter((document) => !hadBefore.has(document)),
    );
  }
  return patches;
}

/** Every document of a manifest leaves, or enters, the environments that are not among the others. */
function move(
  manifest: ManifestDifference['after'],
  environments: readonly EnvironmentId[],
  others: readonly EnvironmentId[],
  listOf: (id: EnvironmentId) => EnvironmentDocument[],
): void {
  const documents = manifest?.chunks.map(({ document }) => document) ?? [];
  for (const id of environments) if (!others.includes(id)) extend(listOf(id), documents);
}

/** The environments that are put together in another way than before, or that came or went. */
export function differentEnvironments(before: Division, after: Division): EnvironmentId[] {
  if (before.composed === after.composed) return [];
  const ids = new Set([...before.composed.keys(), ...after.composed.keys()]);
  return [...ids].filter((id) => before.composed.get(id) !== after.composed.get(id));
}

/** One by one: there can be more than fit into the arguments of a call. */
function extend(list: EnvironmentDocument[], more: readonly EnvironmentDocument[]): void {
  for (const document of more) list.push(document);
}
