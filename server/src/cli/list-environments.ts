import { filledEnvironments } from '../core/environments/filled-environments.ts';
import { typeOfEnvironment } from '../core/environments/name-environment.ts';
import type { Environment } from '../core/workspace/environment.ts';
import type { Host } from '../core/workspace/host.ts';
import { compareText } from '../core/workspace/namespace-index.ts';
import { manifestUriOf } from '../core/workspace/written-at.ts';
import { environmentNames } from './choose-environment.ts';
import { displayPath } from './display-path.ts';

/** One environment as `kubereach environments` lists it. */
export interface ListedEnvironment {
  readonly name: string;
  readonly type: 'kustomization' | 'chart' | 'folder';
  /** The files that its resources are written in, relative to the working directory. */
  readonly files: readonly string[];
  /** How many resources it has of each kind, by kind. */
  readonly resources: Readonly<Record<string, number>>;
  readonly namespaces: readonly string[];
  /** An environment with the same resources, because of which this one stands by itself. */
  readonly copyOf?: string;
}

/** The environments of a host that hold something, by name. */
export function listEnvironments(host: Host): readonly ListedEnvironment[] {
  return filledEnvironments(host.snapshot())
    .map((environment) => describe(host, environment))
    .sort((a, b) => compareText(a.name, b.name));
}

function describe(host: Host, { id, namespaces }: Environment): ListedEnvironment {
  const snapshot = host.snapshot();
  const nameOf = environmentNames(host);
  const copy = snapshot.division.copies.get(id);
  const all = [...namespaces.values()].flatMap(({ resources }) => resources);
  const kinds = new Map<string, number>();
  for (const { facts } of all) kinds.set(facts.kind, (kinds.get(facts.kind) ?? 0) + 1);
  const files = new Set(all.flatMap(({ document }) => manifestUriOf(snapshot, document) ?? []));
  return {
    name: nameOf(id),
    type: typeOfEnvironment(id),
    files: [...files].map(displayPath).sort(),
    resources: Object.fromEntries([...kinds].sort(([a], [b]) => compareText(a, b))),
    namespaces: [...namespaces.keys()].filter((name) => name !== ''),
    ...(copy === undefined ? {} : { copyOf: nameOf(copy) }),
  };
}
