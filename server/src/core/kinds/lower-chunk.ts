import type { Intern } from '../base/interner.ts';
import type { ResourceFacts } from '../model/resource-facts.ts';
import type { ChunkRole } from '../yaml/chunk.ts';
import type { ParsedChunk } from '../yaml/parse-chunk.ts';
import type { PathTree } from '../yaml/yaml-path.ts';
import type { Kind, Lowered } from './define-kind.ts';
import { isForeignPolicy } from './foreign-policies.ts';
import { readLabels } from './read-labels.ts';
import { lowerPodTemplate } from './read-pod-template.ts';
import { at, get, integer, isOpen, isPresent, items, string, text, type Value } from './value.ts';

/** What all documents share while they are lowered. */
export interface LoweringContext {
  readonly kinds: KindTable;
  readonly intern: Intern;
  readonly paths: PathTree;
}

/**
 * Finds the kind of a group and a name; undefined for kinds the product does not know. Where a template gives the group
 * there is none to ask for, and the name decides: charts choose so among the versions of one kind.
 */
export type KindTable = (group: string | undefined, kind: string) => Kind | undefined;

/** Indexes kinds for look-ups. */
export function createKindTable(kinds: readonly Kind[]): KindTable {
  const table = new Map(kinds.map((kind) => [`${kind.group}/${kind.kind}`, kind]));
  const byName = new Map(kinds.map((kind) => [kind.kind, kind]));
  return (group, kind) => (group === undefined ? byName.get(kind) : table.get(`${group}/${kind}`));
}

/**
 * The facts of every Kubernetes object of a chunk. Lists are expanded in place (semantics rule 67). A document that
 * is no Kubernetes object gives nothing.
 */
export function lowerChunk(
  chunk: ParsedChunk,
  role: ChunkRole,
  { kinds, intern, paths }: LoweringContext,
): ResourceFacts[] {
  if (!chunk.root || role.type === 'list-frame') return [];
  const root: Value = { node: chunk.root, hidden: false, place: paths, intern };
  if (role.type === 'document') return lower(root, undefined, kinds);
  const itemKind = kindOfItems(role.list.kind);
  return items(root).flatMap((item) =>
    lower(item, itemKind === undefined ? undefined : { ...role.list, kind: itemKind }, kinds),
  );
}

/** `implied` is what the items of a typed list are: they need not say so themselves. */
function lower(
  resource: Value,
  implied: { readonly apiVersion: string; readonly kind: string } | undefined,
  kinds: KindTable,
): ResourceFacts[] {
  const kind = text(get(resource, 'kind')) ?? implied?.kind;
  const apiVersion = readApiVersion(get(resource, 'apiVersion'), kind, kinds) ?? implied?.apiVersion;
  if (!apiVersion || !kind) return [];
  const listed = get(resource, 'items');
  // Some kinds only sound like a list (AllowList); as kubectl has it, a list is what has items.
  if (kind !== 'List' && !(kind.endsWith('List') && isPresent(listed)))
    return [lowerResource(resource, apiVersion, kind, kinds)];
  const itemKind = kindOfItems(kind);
  const below = itemKind ? { apiVersion, kind: itemKind } : undefined;
  return items(listed).flatMap((item) => lower(item, below, kinds));
}

function readApiVersion(value: Value, kind: string | undefined, kinds: KindTable): string | undefined {
  const isTemplate = value.node?.type === 'scalar' && isOpen(value);
  const meant = isTemplate && kind !== undefined ? kinds(undefined, kind) : undefined;
  return meant ? [meant.group, meant.versions[0]].filter(Boolean).join('/') : text(value);
}

function lowerResource(resource: Value, apiVersion: string, kind: string, kinds: KindTable): ResourceFacts {
  const { group, version } = splitApiVersion(apiVersion);
  const known = kinds(group, kind);
  const isOfVersion = known?.versions.includes(version) === true;
  const metadata = get(resource, 'metadata');
  const name = string(get(metadata, 'name'));
  const own = known ? (isOfVersion ? known.lower(resource) : {}) : lowerUnknown(resource);
  return {
    root: at(resource),
    apiVersion,
    group,
    kind,
    scope: known?.scope ?? 'namespaced',
    known: known !== undefined,
    name,
    namespace: string(get(metadata, 'namespace')),
    labels: readLabels(get(metadata, 'labels')),
    references: [],
    addresses: [],
    workload: undefined,
    service: undefined,
    foreignPolicy: !isOfVersion && isForeignPolicy(group, kind),
    route: undefined,
    endpoints: undefined,
    configurationType: undefined,
    ...own,
    // The API server refuses what has no name. A policy that is still being typed would isolate a whole namespace.
    policy: name ? own.policy : undefined,
  };
}

/**
 * Kinds of other projects run pods too (Argo's Rollout, OpenShift's DeploymentConfig): what has a pod template where
 * Kubernetes' own kinds have theirs is a workload.
 */
function lowerUnknown(resource: Value): Partial<Lowered> {
  const template = get(resource, 'spec', 'template');
  if (items(get(template, 'spec', 'containers')).length === 0) return {};
  const replicas = integer(get(resource, 'spec', 'replicas'))?.value;
  return lowerPodTemplate(template, { replicas, selector: undefined, serviceName: undefined });
}

function splitApiVersion(apiVersion: string): { group: string; version: string } {
  const slash = apiVersion.indexOf('/');
  return { group: apiVersion.slice(0, Math.max(0, slash)), version: apiVersion.slice(slash + 1) };
}

/** `ServiceList` holds Services; a plain `List` says nothing. */
function kindOfItems(listKind: string): string | undefined {
  return listKind.slice(0, -'List'.length) || undefined;
}
