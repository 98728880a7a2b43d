import type { ManifestDifference, Manifests } from '../workspace/division.ts';
import { type ChartRoots, chartRoots, isChartFile } from './chart-roots.ts';
import { findRoots, type Heads, type KustomizationRoot, updateHeads } from './find-kustomizations.ts';
import {
  type Deployers,
  type Deployments,
  findDeployers,
  findDeployments,
} from './gitops/find-deployments.ts';

/** Finds the parts after a change, out of those before it; what the change does not concern is the same object. */
export function findParts(
  manifests: Manifests,
  changed: readonly ManifestDifference[],
  before: Parts | undefined,
  roots: readonly string[],
): Parts {
  const heads = updateHeads(before?.heads ?? new Map(), changed);
  const hasSameCharts = before && !changed.some(({ uri }) => isChartFile(uri));
  const deployers = findDeployers(before?.deployers ?? new Map(), changed);
  return {
    heads,
    kustomizations: before?.heads === heads ? before.kustomizations : findRoots(heads),
    charts: hasSameCharts ? before.charts : chartRoots(manifests),
    deployers,
    deployments:
      deployers === before?.deployers ? before.deployments : findDeployments(deployers, manifests, roots),
  };
}

/** What a workspace consists of, apart from plain manifests. */
export interface Parts {
  readonly heads: Heads;
  readonly kustomizations: readonly KustomizationRoot[];
  readonly charts: ChartRoots;
  /** The manifests that tell GitOps tools what to apply. */
  readonly deployers: Deployers;
  readonly deployments: Deployments;
}
