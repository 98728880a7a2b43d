import type { Installation } from './compose-installation.ts';
import { type ChartValues, OWN_VALUES } from './gitops/chart-values.ts';
import type { FoundDeployment } from './gitops/deployment.ts';

/** One installation of a chart, with all that its rendering depends on. */
export interface ChartInstallation extends Installation {
  readonly values: ChartValues;
  /** The folder that the files of values are in, by uri: their paths start there. */
  readonly root: string;
  readonly release: string | undefined;
}

/**
 * How the chart in a folder is installed: as the configuration says it, else as GitOps tools deploy it, each way once, else
 * once by default.
 */
export function installationsOf(
  folder: string,
  configured: readonly ChartInstallation[] | undefined,
  deployed: readonly FoundDeployment[],
): readonly ChartInstallation[] {
  if (configured) return configured;
  const different = [...new Map(deployed.map((one) => [keyOf(one), one])).values()];
  if (different.length === 0)
    return [{ name: undefined, namespace: undefined, values: OWN_VALUES, root: folder, release: undefined }];
  const names = different.length > 1 ? namesOf(different) : [];
  return different.map(({ namespace, values, root, release }, i) => ({
    ...{ name: names[i], namespace: namespace?.name },
    ...{ values, root, release },
  }));
}

/** Values that are not known may be any. */
function keyOf({ namespace, values, root, release, manifest, name }: FoundDeployment): string {
  const toldApart = values.type === 'known' ? [] : [manifest, name];
  return JSON.stringify([namespace?.name, values, root, release, ...toldApart]);
}

/**
 * What people tell deployments by: their names; where several have one, their namespaces too, or else the manifests that tell
 * them, and last of all their order.
 */
function namesOf(deployments: readonly FoundDeployment[]): readonly string[] {
  const byName = deployments.map(({ name }) => name ?? '');
  const byNamespace = deployments.map(({ name, namespace }) =>
    [namespace?.name ?? [], name ?? []].flat().join('/'),
  );
  const byManifest = deployments.map(({ manifest, name }) =>
    name === undefined ? manifest : `${name} of ${manifest}`,
  );
  const names = deployments.map((_, i) => {
    const alike = byName.flatMap((name, other) => (name === byName[i] ? [other] : []));
    const isToldBy = (labels: readonly string[]): boolean =>
      new Set(alike.map((other) => labels[other])).size === alike.length && labels[i] !== '';
    return [byName, byNamespace, byManifest].find(isToldBy)?.[i] ?? byManifest[i] ?? '';
  });
  return names.map((name, i) => {
    const before = names.slice(0, i).filter((other) => other === name).length;
    return before === 0 ? name : `${name} (${before + 1})`;
  });
}
