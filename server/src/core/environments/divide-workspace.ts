import { compareDocuments } from '../workspace/compare-documents.ts';
import type { Divide, Division, ManifestDifference, Manifests } from '../workspace/division.ts';
import type { EnvironmentId } from '../workspace/environment.ts';
import { chartEnvironmentId, isPartOfChart } from './chart-roots.ts';
import { type Composition, type CompositionOptions, composeParts } from './compose-parts.ts';
import { findParts, type Parts } from './find-parts.ts';
import { deploymentsWith } from './gitops/deployed-folder.ts';
import { oneNamespace } from './gitops/deployment.ts';
import {
  type ConfiguredEnvironment,
  type FolderOptions,
  type FolderPlan,
  planFolders,
} from './plan-folders.ts';
import { identitiesIn } from './resource-identity.ts';

/** Divides a workspace into environments. */
export interface Divider {
  readonly divide: Divide;
  /** How many environments have been put together so far: what tests count. */
  readonly composed: () => number;
}

export interface DividerOptions extends CompositionOptions, Pick<FolderOptions, 'idOf' | 'otherwise'> {
  /** The folders of the workspace, by uri. */
  readonly roots: () => readonly string[];
  /** What the user says is applied together. */
  readonly configured: () => readonly ConfiguredEnvironment[];
}

/** What a division rests on, to be taken over as far as a change lets it. */
interface Plan extends Parts {
  /** What kustomizations take in, and their own files: no plain manifests. */
  readonly taken: ReadonlySet<string>;
  readonly folders: FolderPlan;
}

/** A change of a workspace, and what its division before that rested on. */
interface Step extends Composition {
  readonly plan: Plan | undefined;
}

/**
 * Makes a divider that has divided nothing. An environment is, in this order: a kustomization that no other one uses, with
 * what it takes in; a chart; a folder that a GitOps tool deploys; then the plain manifests that are left, by their folders.
 */
export function createDivider(options: DividerOptions): Divider {
  const plans = new WeakMap<Division, Plan>();
  let count = 0;
  const divide: Divide = (manifests, changed, before, context) => {
    const step: Step = { manifests, changed, before, plan: plans.get(before), context };
    const parts = findParts(manifests, changed, step.plan, options.roots());
    const isDeployedSame = parts.deployments === step.plan?.deployments;
    const { composed, made } = composeParts(step, parts, isDeployedSame, options);
    count += made;
    const plan = planRest(step, parts, composed, options);
    const planned = divisionOf(plan, composed, namespacesOf(plan, options));
    const division = { ...planned, moved: movedBetween(step, plan, planned) };
    plans.set(division, plan);
    return division;
  };
  return { divide, composed: () => count };
}

/** What is left is plain; how it is divided stays the same where nothing changes that it rests on. */
function planRest(
  { manifests, changed, before, plan }: Step,
  parts: Parts,
  composed: Division['composed'],
  { idOf, otherwise, roots, configured }: DividerOptions,
): Plan {
  const { heads, charts, deployments } = parts;
  const isTakenSame = plan && composed === before.composed && heads === plan.heads;
  const taken = isTakenSame ? plan.taken : takenBy(heads, composed, plan?.taken);
  const isDeployedSame = deployments === plan?.deployments;
  const isRestSame = taken === plan?.taken && charts === plan.charts && isDeployedSame;
  if (isRestSame && !changed.some(definesOthers)) return { ...parts, taken, folders: plan.folders };
  const options = {
    ...{ idOf, otherwise, roots: roots(), configured: configured() },
    deployed: deployments,
  };
  const former = isDeployedSame ? plan?.folders : undefined;
  const folders = planFolders(manifests, changed, isTakenIn({ taken, charts }), options, former);
  return { ...parts, taken, folders };
}

/**
 * Made outside of what makes it: functions keep all that is around them, here a division the one before it, that one its
 * own, and so every state that the workspace has ever been in.
 */
function divisionOf(
  { taken, charts, folders }: Plan,
  composed: Division['composed'],
  namespaces: ReadonlyMap<EnvironmentId, string>,
): Omit<Division, 'moved'> {
  const isTaken = isTakenIn({ taken, charts });
  return {
    environmentsOf: (uri) => (isTaken(uri) ? [] : folders.environmentsOf(uri)),
    has: (id) => composed.has(id) || folders.used.has(id),
    namespaceOf: (id) => namespaces.get(id),
    copies: folders.copies,
    composed,
  };
}

function isTakenIn({ taken, charts }: Pick<Plan, 'taken' | 'charts'>): (uri: string) => boolean {
  const folders = [...charts.installed, ...charts.others];
  return (uri) => taken.has(uri) || folders.some((folder) => isPartOfChart(uri, folder));
}

function namespacesOf(
  { heads, kustomizations, charts, deployments, folders }: Plan,
  { installationsOf, idOf, configured }: DividerOptions,
): ReadonlyMap<EnvironmentId, string> {
  const namespaces = new Map<EnvironmentId, string>();
  const note = (id: EnvironmentId, namespace: string | undefined): void => {
    if (namespace !== undefined) namespaces.set(id, namespace);
  };
  for (const { uri } of kustomizations)
    note(uri, oneNamespace(deploymentsWith(uri, deployments, heads))?.name);
  for (const folder of charts.installed) {
    for (const { name, namespace } of installationsOf(folder, deployments.get(folder) ?? []))
      note(chartEnvironmentId(folder, name), namespace);
  }
  for (const [folder, ofFolder] of deployments)
    if (folders.used.has(idOf(folder))) note(idOf(folder), oneNamespace(ofFolder)?.name);
  for (const { id, namespace } of configured()) if (folders.used.has(id)) note(id, namespace);
  return namespaces;
}

/** The set before, where it is the same. */
function takenBy(
  heads: Parts['heads'],
  composed: Division['composed'],
  before: ReadonlySet<string> | undefined,
): ReadonlySet<string> {
  const taken = new Set(heads.keys());
  for (const { reads } of composed.values()) for (const uri of reads) taken.add(uri);
  return before?.size === taken.size && [...taken].every((uri) => before.has(uri)) ? before : taken;
}

/** Whether a manifest defines something else than before: only then can folders become copies of one another. */
function definesOthers({ before, after }: ManifestDifference): boolean {
  if (!before || !after) return true;
  const { removed, added } = compareDocuments(before, after);
  return !hasSameTexts(identitiesIn(removed), identitiesIn(added));
}

function movedBetween(
  { manifests, changed, before, plan: former }: Step,
  plan: Plan,
  { environmentsOf }: Pick<Division, 'environmentsOf'>,
): readonly string[] {
  const isChanged = new Set(changed.map(({ uri }) => uri));
  return [...mayHaveMoved(former, plan, manifests)].filter(
    (uri) =>
      manifests.get(uri) !== undefined &&
      !isChanged.has(uri) &&
      !hasSameTexts(environmentsOf(uri), before.environmentsOf(uri)),
  );
}

/** Everything, unless all that has changed is what kustomizations take in. */
function mayHaveMoved(before: Plan | undefined, after: Plan, manifests: Manifests): Iterable<string> {
  const { taken, charts, folders } = after;
  if (charts !== before?.charts || folders.environmentsOf !== before.folders.environmentsOf)
    return manifests.keys();
  if (taken === before.taken) return [];
  return [
    ...[...taken].filter((uri) => !before.taken.has(uri)),
    ...[...before.taken].filter((uri) => !taken.has(uri)),
  ];
}

function hasSameTexts(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, i) => text === b[i]);
}
