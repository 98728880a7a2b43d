import type { Origin } from '../../model/origin.ts';

/** What a GitOps tool is told to apply: a folder of its repository, and where to. */
export interface Deployment {
  /** What the tool calls it. */
  readonly name: string;
  /** From the root of the repository, with forward slashes and nothing around it; empty for the root itself. */
  readonly folder: string;
  readonly namespace: DeploymentNamespace | undefined;
  /** Files of values for a chart, relative to its folder. */
  readonly values: readonly string[];
  /** The name of the release of a chart. */
  readonly release: string | undefined;
}

export interface DeploymentNamespace {
  readonly name: string;
  /** Resources that name another one are put into it too. */
  readonly isForced: boolean;
  /** Where it is written. */
  readonly origin: Origin;
}

/** A path as these tools take it, `./apps/prod/`, without what says nothing. */
export function cleanPath(path: string): string {
  return path
    .split('/')
    .filter((step) => step !== '' && step !== '.')
    .join('/');
}

/** The namespace that a folder is deployed to; undefined where nobody says so, or several say different things. */
export function oneNamespace(
  deployments: readonly Deployment[] | undefined,
): DeploymentNamespace | undefined {
  const [first, ...others] = deployments?.map(({ namespace }) => namespace) ?? [];
  return others.every((other) => other?.name === first?.name) ? first : undefined;
}
