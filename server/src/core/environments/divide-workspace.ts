import { folderOf, isWithin } from '../base/folder-of.ts';
import { compareDocuments } from '../workspace/compare-documents.ts';
import {
  belongsTo,
  type ComposedEnvironment,
  type Divide,
  type Division,
  type ManifestDifference,
  type Manifests,
} from '../workspace/division.ts';
import type { EnvironmentId } from '../workspace/environment.ts';
import { chartEnvironmentId, chartRoots, isChartFile } from './chart-roots.ts';
import { composeInstallation, type Installation, type Rendered } from './compose-installation.ts';
import { composeKustomization, type OtherFiles } from './compose-kustomization.ts';
import { findRoots, type Heads, type KustomizationRoot, updateHeads } from './find-kustomizations.ts';
import type { Deployment, DeploymentNamespace } from './gitops/deployment.ts';
import { type Deployments, findDeployments, mayDeployOthers } from './gitops/find-deployments.ts';
import {
  type ConfiguredEnvironment,
  type FolderOptions,
  type FolderPlan,
  identitiesIn,
  planFolders,
} from './plan-folders.ts';

/** Divides a workspace into environments. */
export interface Divider {
  readonly divide: Divide;
  /** How many environments have been put together so far: what tests count. */
  readonly composed: () => number;
}

export interface DividerOptions extends Pick<FolderOptions, 'idOf' | 'otherwise'> {
  /** The folders of the workspace, by uri. */
  readonly roots: () => readonly string[];
  /** The folder of which a kustomization may read everything. */
  readonly boundaryOf: (uri: string) => string;
  readonly files: OtherFiles;
  /** What the user says is applied together. */
  readonly configured: () => readonly ConfiguredEnvironment[];
  /** How the chart in a folder is installed, at least once; what GitOps tools deploy of it is given, too. */
  readonly installationsOf: (folder: string, deployed: readonly Deployment[]) => readonly Installation[];
  /** What helm made of an installation; undefined as long as nobody has asked it. */
  readonly renderedOf: (environment: EnvironmentId) => Rendered | undefined;
}

/** What a division rests on, to be taken over as far as a change lets it. */
interface Plan {
  readonly heads: Heads;
  readonly kustomizations: readonly KustomizationRoot[];
  /** The folders of charts. */
  readonly charts: readonly string[];
  readonly deployments: Deployments;
  /** What kustomizations take in, and their own files: no plain manifests. */
  readonly taken: ReadonlySet<string>;
  readonly folders: FolderPlan;
}

/**
 * Makes a divider that has divided nothing. An environment is, in this order: a kustomization that no other one uses, with
 * what it takes in; a chart; a folder that a GitOps tool deploys; then the plain manifests that are left, by their folders.
 */
export function createDivider(options: DividerOptions): Divider {
  const plans = new WeakMap<Division, Plan>();
  let count = 0;
  const divide: Divide = (manifests, changed, before, context) => {
    const plan = plans.get(before);
    const roots = options.roots();
    const heads = updateHeads(plan?.heads ?? new Map(), changed);
    const kustomizations = plan?.heads === heads ? plan.kustomizations : findRoots(heads);
    const hasSameCharts = plan && !changed.some(({ uri }) => isChartFile(uri));
    const charts = hasSameCharts ? plan.charts : chartRoots(manifests);
    const known = plan?.deployments ?? new Map();
    const deployments = mayDeployOthers(known, changed) ? findDeployments(manifests, roots) : known;
    const namespaces = new Map<EnvironmentId, string>();
    const note = (id: EnvironmentId, namespace: string | undefined): void => {
      if (namespace !== undefined) namespaces.set(id, namespace);
    };
    const keepOr = (
      id: EnvironmentId,
      make: (old: ComposedEnvironment | undefined) => ComposedEnvironment,
    ) => {
      const old = before.composed.get(id);
      const isSame = old && deployments === known && !changed.some(({ uri }) => belongsTo(old, uri));
      if (!isSame) count += 1;
      return [id, isSame ? old : make(old)] as const;
    };
    const made = new Map([
      ...kustomizations.map(({ uri, isAlone }) => {
        const namespace = oneNamespace(deployments.get(folderOf(uri)));
        note(uri, namespace?.name);
        return keepOr(uri, (old) =>
          composeKustomization(uri, old, {
            manifests,
            files: options.files,
            root: options.boundaryOf(uri),
            forced: namespace?.isForced ? namespace : undefined,
            isAlone,
            context,
          }),
        );
      }),
      ...charts.flatMap((folder) =>
        options.installationsOf(folder, deployments.get(folder) ?? []).map((installation) => {
          const id = chartEnvironmentId(folder, installation.name);
          note(id, installation.namespace);
          return keepOr(id, (old) =>
            composeInstallation(folder, options.renderedOf(id), old, manifests, context),
          );
        }),
      ),
    ]);
    const composed = hasSameEntries(made, before.composed) ? before.composed : made;
    const isTakenSame =
      plan && composed === before.composed && heads === plan.heads && charts === plan.charts;
    const taken = isTakenSame ? plan.taken : takenBy(heads, composed);
    const isTaken = (uri: string): boolean =>
      taken.has(uri) || charts.some((folder) => isWithin(uri, folder));
    const isFolderSame = isTakenSame && deployments === known && !changed.some(definesOthers);
    const folders = isFolderSame
      ? plan.folders
      : planFolders(manifests, isTaken, {
          ...{ idOf: options.idOf, otherwise: options.otherwise, roots },
          ...{ deployed: [...deployments.keys()], configured: options.configured() },
        });
    for (const [folder, ofFolder] of deployments)
      if (folders.has(options.idOf(folder))) note(options.idOf(folder), oneNamespace(ofFolder)?.name);
    for (const { id, namespace } of options.configured()) if (folders.has(id)) note(id, namespace);
    const environmentsOf = (uri: string): readonly EnvironmentId[] =>
      isTaken(uri) ? [] : folders.environmentsOf(uri);
    const division: Division = {
      environmentsOf,
      has: (id) => composed.has(id) || folders.has(id),
      moved: isFolderSame ? [] : movedBetween(before, environmentsOf, manifests, changed),
      namespaceOf: (id) => namespaces.get(id),
      copies: folders.copies,
      composed,
    };
    plans.set(division, { heads, kustomizations, charts, deployments, taken, folders });
    return division;
  };
  return { divide, composed: () => count };
}

/** The namespace that a folder is deployed to; undefined where nobody says so, or several say different things. */
function oneNamespace(deployments: readonly Deployment[] | undefined): DeploymentNamespace | undefined {
  const [first, ...others] = deployments?.map(({ namespace }) => namespace) ?? [];
  return others.every((other) => other?.name === first?.name) ? first : undefined;
}

function takenBy(heads: Heads, composed: Division['composed']): ReadonlySet<string> {
  const taken = new Set(heads.keys());
  for (const { reads } of composed.values()) for (const uri of reads) taken.add(uri);
  return taken;
}

/** Whether a manifest defines something else than before: only then can folders become copies of one another. */
function definesOthers({ before, after }: ManifestDifference): boolean {
  if (!before || !after) return true;
  const { removed, added } = compareDocuments(before, after);
  return !hasSameTexts(identitiesIn(removed), identitiesIn(added));
}

function movedBetween(
  before: Division,
  environmentsOf: Division['environmentsOf'],
  manifests: Manifests,
  changed: readonly ManifestDifference[],
): readonly string[] {
  const isChanged = new Set(changed.map(({ uri }) => uri));
  return [...manifests.keys()].filter(
    (uri) => !isChanged.has(uri) && !hasSameTexts(environmentsOf(uri), before.environmentsOf(uri)),
  );
}

function hasSameEntries<K, V>(a: ReadonlyMap<K, V>, b: ReadonlyMap<K, V>): boolean {
  return a.size === b.size && [...a].every(([key, value]) => b.get(key) === value);
}

function hasSameTexts(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, i) => text === b[i]);
}
