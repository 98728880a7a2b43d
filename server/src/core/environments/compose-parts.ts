import {
  belongsTo,
  type ComposedEnvironment,
  type DivideContext,
  type Division,
  type ManifestDifference,
  type Manifests,
} from '../workspace/division.ts';
import type { EnvironmentId } from '../workspace/environment.ts';
import { chartEnvironmentId } from './chart-roots.ts';
import { composeInstallation, type Installation, type Rendered } from './compose-installation.ts';
import { composeKustomization, type OtherFiles } from './compose-kustomization.ts';
import type { Parts } from './find-parts.ts';
import { deploymentsWith } from './gitops/deployed-folder.ts';
import { type FoundDeployment, oneNamespace } from './gitops/deployment.ts';

/** The environments that are put together; those that nothing has changed in are taken over, the others are counted. */
export function composeParts(
  { manifests, changed, before, context }: Composition,
  { heads, kustomizations, charts, deployments }: Parts,
  isDeployedSame: boolean,
  options: CompositionOptions,
): { readonly composed: Division['composed']; readonly made: number } {
  const composed = new Map<EnvironmentId, ComposedEnvironment>();
  let made = 0;
  const keepOr = (
    id: EnvironmentId,
    make: (old: ComposedEnvironment | undefined) => ComposedEnvironment,
  ): void => {
    const old = before.composed.get(id);
    const isSame = old && isDeployedSame && !changed.some(({ uri }) => belongsTo(old, uri));
    if (!isSame) made += 1;
    composed.set(id, isSame ? old : make(old));
  };
  for (const { uri, isAlone } of kustomizations) {
    const namespace = oneNamespace(deploymentsWith(uri, deployments, heads));
    keepOr(uri, (old) =>
      composeKustomization(uri, old, {
        manifests,
        files: options.files,
        root: options.boundaryOf(uri),
        forced: namespace?.isForced ? namespace : undefined,
        isAlone,
        context,
      }),
    );
  }
  for (const folder of charts.installed) {
    for (const { name } of options.installationsOf(folder, deployments.get(folder) ?? [])) {
      const id = chartEnvironmentId(folder, name);
      keepOr(id, (old) => composeInstallation(folder, options.renderedOf(id), old, manifests, context));
    }
  }
  return { composed: hasSameEntries(composed, before.composed) ? before.composed : composed, made };
}

/** What environments are put together with. */
export interface CompositionOptions {
  /** The folder of which a kustomization may read everything. */
  readonly boundaryOf: (uri: string) => string;
  readonly files: OtherFiles;
  /** How the chart in a folder is installed, at least once; what GitOps tools deploy of it is given, too. */
  readonly installationsOf: (folder: string, deployed: readonly FoundDeployment[]) => readonly Installation[];
  /** What helm made of an installation; undefined as long as nobody has asked it. */
  readonly renderedOf: (environment: EnvironmentId) => Rendered | undefined;
}

/** A change of a workspace, and how it was divided before. */
export interface Composition {
  readonly manifests: Manifests;
  readonly changed: readonly ManifestDifference[];
  readonly before: Division;
  readonly context: DivideContext;
}

function hasSameEntries<K, V>(a: ReadonlyMap<K, V>, b: ReadonlyMap<K, V>): boolean {
  return a.size === b.size && [...a].every(([key, value]) => b.get(key) === value);
}
