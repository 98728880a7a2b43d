import type { Rendered } from '../../server/src/core/environments/compose-installation.ts';
import { createDivider } from '../../server/src/core/environments/divide-workspace.ts';
import {
  type ChartInstallation,
  installationsOf,
} from '../../server/src/core/environments/installations-of.ts';
import type { ConfiguredEnvironment } from '../../server/src/core/environments/plan-folders.ts';
import { createKindTable } from '../../server/src/core/kinds/lower-chunk.ts';
import { KINDS } from '../../server/src/core/kinds/registry.gen.ts';
import { divideBy } from '../../server/src/core/workspace/division.ts';
import type { Environment } from '../../server/src/core/workspace/environment.ts';
import { createHost, type Host } from '../../server/src/core/workspace/host.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../server/src/core/workspace/settings.ts';
import { plainView, type View } from '../../server/src/core/workspace/view.ts';
import { type Fixture, parseFixture } from './fixture.ts';

/** A workspace in memory, of one environment, made from a fixture. */
export interface TestWorkspace {
  readonly host: Host;
  readonly fixture: Fixture;
  readonly environment: () => Environment;
  readonly view: () => View;
}

/** Makes a host that holds the files of a fixture. */
export function openWorkspace(source: string, settings: Partial<Settings> = {}): TestWorkspace {
  const fixture = parseFixture(source);
  const host = hostOf(fixture.files, settings);
  const environment = (): Environment => {
    const found = host.snapshot().environments.get('workspace');
    if (!found) throw new Error('the fixture has no files');
    return found;
  };
  return { host, fixture, environment, view: () => plainView(environment()) };
}

/** Makes a host that holds these texts as one environment, `workspace`. */
export function hostOf(
  files: readonly { readonly uri: string; readonly text: string }[],
  settings: Partial<Settings> = {},
): Host {
  const host = createHost({
    kinds: createKindTable(KINDS),
    settingsOf: () => ({ ...DEFAULT_SETTINGS, ...settings }),
    divide: divideBy(() => ['workspace']),
  });
  host.apply(files.map(({ uri, text }) => ({ uri, text, editedAt: undefined })));
  return host;
}

/** Makes a host of a fixture that is divided into environments as a workspace folder is. */
export function openRepository(
  source: string,
  { others = {}, rendered, configured = [] }: RepositoryOptions = {},
): TestRepository {
  const fixture = parseFixture(source);
  const installations: Record<string, readonly ChartInstallation[]> = {};
  const divider = createDivider({
    roots: () => [REPOSITORY],
    idOf: (folder) => folder,
    otherwise: (uri) => uri,
    boundaryOf: () => REPOSITORY,
    files: (uri) => others[uri.slice(REPOSITORY.length + 1)],
    configured: () => configured,
    installationsOf: (folder, deployed) => {
      const found = installationsOf(folder, undefined, deployed);
      installations[folder.slice(REPOSITORY.length + 1)] = found;
      return found;
    },
    renderedOf: () => rendered,
  });
  const host = createHost({
    kinds: createKindTable(KINDS),
    settingsOf: () => DEFAULT_SETTINGS,
    divide: divider.divide,
  });
  host.apply(fixture.files.map(({ uri, text }) => ({ uri, text, editedAt: undefined })));
  return { host, fixture, composed: divider.composed, installations };
}

export interface RepositoryOptions {
  /** Texts of files that are no manifests, by path. */
  readonly others?: Readonly<Record<string, string>>;
  /** What helm makes of every chart. */
  readonly rendered?: Rendered | undefined;
  /** What the configuration says is applied together. */
  readonly configured?: readonly ConfiguredEnvironment[];
}

export interface TestRepository extends Pick<TestWorkspace, 'host' | 'fixture'> {
  /** How many environments have been put together so far. */
  readonly composed: () => number;
  /** How each chart is installed, by its path. */
  readonly installations: Readonly<Record<string, readonly ChartInstallation[]>>;
}

/** The folder of all files of a fixture. */
export const REPOSITORY = 'file://';
