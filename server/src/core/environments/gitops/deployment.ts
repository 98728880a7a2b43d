import type { Origin } from '../../model/origin.ts';
import type { DocumentId } from '../../model/source.ts';
import { namespaceName } from '../namespace-name.ts';
import type { ChartValues } from './chart-values.ts';
import type { TakenFiles } from './taken-files.ts';

/** What a GitOps tool is told to apply: a folder of its repository, and where to. */
export interface Deployment {
  /** What the tool calls it; undefined where only a template knows. */
  readonly name: string | undefined;
  /** From the root of the repository, with forward slashes and nothing around it; never the root itself. */
  readonly folder: string;
  /** Of a plain folder. */
  readonly takes: TakenFiles;
  readonly namespace: DeploymentNamespace | undefined;
  /** Those of a chart. */
  readonly values: ChartValues;
  /** The name of the release of a chart; undefined where it is not known, or none that helm takes. */
  readonly release: string | undefined;
}

/** A deployment of a workspace. */
export interface FoundDeployment extends Deployment {
  /** The path of the manifest that tells it, from the root of the repository. */
  readonly manifest: string;
  /** The root of its repository, by uri. */
  readonly root: string;
}

export interface DeploymentNamespace {
  readonly name: string;
  /** Resources that name another one are put into it too. */
  readonly isForced: boolean;
  /** Where it is written. */
  readonly origin: Origin;
}

/**
 * A path as these tools take it, `./apps/prod/`, from a folder of the repository and without what says nothing. Undefined for
 * one that leads out of the repository.
 */
export function cleanPath(path: string, from = ''): string | undefined {
  const steps: string[] = [];
  for (const step of `${from}/${path}`.split('/')) {
    if (step === '..' && steps.pop() === undefined) return undefined;
    if (step !== '' && step !== '.' && step !== '..') steps.push(step);
  }
  return steps.join('/');
}

/** The namespace that is written at a path of a document; undefined for what no namespace can be called. */
export function namespaceAt(
  document: DocumentId,
  path: string,
  name: string | undefined,
  isForced: boolean,
): DeploymentNamespace | undefined {
  const valid = namespaceName(name);
  return valid === undefined ? undefined : { name: valid, isForced, origin: { document, path } };
}

/** The namespace that a folder is deployed to; undefined where nobody says so, or several say different things. */
export function oneNamespace(
  deployments: readonly Deployment[] | undefined,
): DeploymentNamespace | undefined {
  const [first, ...others] = deployments?.map(({ namespace }) => namespace) ?? [];
  return others.every((other) => other?.name === first?.name) ? first : undefined;
}
