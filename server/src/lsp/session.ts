import type { ClientCapabilities, Connection } from 'vscode-languageserver/node';
import { isWithin } from '../core/base/folder-of.ts';
import { type GivenSettings, mergeSettings, NOTHING_GIVEN } from '../core/configuration/given-settings.ts';
import { configuredEnvironments } from '../core/environments/configured-environments.ts';
import { createDivider } from '../core/environments/divide-workspace.ts';
import { nameEnvironment } from '../core/environments/name-environment.ts';
import { rootOf } from '../core/environments/plan-folders.ts';
import { createKindTable } from '../core/kinds/lower-chunk.ts';
import { KINDS } from '../core/kinds/registry.gen.ts';
import { type Analysis, createAnalysis } from '../core/rules/analysis.ts';
import { RULES } from '../core/rules/registry.gen.ts';
import type { TopologyState } from '../core/topology/topology-state.ts';
import { affectedManifests } from '../core/workspace/affected-manifests.ts';
import { environmentsAround, wholeFolders } from '../core/workspace/division.ts';
import type { Environment } from '../core/workspace/environment.ts';
import { createHost, type Host } from '../core/workspace/host.ts';
import type { Settings } from '../core/workspace/settings.ts';
import type { ManifestChange } from '../core/workspace/snapshot.ts';
import { pathOfUri } from '../io/file-uri.ts';
import { readInside } from '../io/read-inside.ts';
import type { ClientOptions } from '../protocol/client-options.ts';
import { createChartRenderings } from './chart-renderings.ts';
import { type ConfigurationFiles, createConfigurationFiles } from './configuration-files.ts';
import { createPublisher, type Publisher } from './diagnostics.ts';
import { type CompareFolder, createFolderComparer } from './folder-comparisons.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';
import { createTopologyStates } from './topology-states.ts';

/** What one connection with a client is about: the workspace as it stands, and what is being done about it. */
export interface Session {
  readonly connection: Connection;
  readonly host: Host;
  readonly scheduler: Scheduler;
  readonly publisher: Publisher;
  readonly configurationFiles: ConfigurationFiles;
  /** The versions of open documents, by uri; what they say goes before what the disk says. */
  readonly documents: Map<string, number>;
  readonly analysis: () => Analysis;
  readonly capabilities: () => ClientCapabilities;
  /** Remembers what the client can do, and what it says of itself. */
  readonly introduce: (capabilities: ClientCapabilities, options: Partial<ClientOptions>) => void;
  /** The client has introduced itself: nothing is answered before, and nobody does so twice. */
  readonly isIntroduced: () => boolean;
  readonly isShutDown: () => boolean;
  /** From now on no request is answered. */
  readonly shutDown: () => void;
  /** The workspace folders' uris. */
  readonly folders: () => readonly string[];
  readonly setFolders: (uris: readonly string[]) => void;
  /** The environments that a manifest is part of, or that are made of it, as they are now. */
  readonly environmentsOf: (uri: string) => readonly Environment[];
  /** The environment that answers about a manifest are given in: the chosen one, where the manifest is part of it. */
  readonly environmentFor: (uri: string) => Environment | undefined;
  /** From now on answers are given in this environment. */
  readonly chooseEnvironment: (id: string) => void;
  /** What people call an environment. */
  readonly nameOf: (environment: string) => string;
  /** Takes new texts in and has what depends on them looked at again. */
  readonly apply: (changes: readonly ManifestChange[]) => void;
  /** Takes the text of a configuration file in, or that there is none, and has everything looked at again if it matters. */
  readonly configure: (uri: string, text: string | undefined) => void;
  /** Takes the client's settings in, which go before what files say; true when they are others than before. */
  readonly setClientSettings: (settings: ClientSettings) => boolean;
  /** The client wants code lenses. */
  readonly wantsLenses: () => boolean;
  /** Programs may be run on what is in the workspace. */
  readonly mayRunPrograms: () => boolean;
  /** What the client says of itself, as far as it does. */
  readonly clientOptions: () => Partial<ClientOptions>;
  readonly compareFolder: CompareFolder;
  /** Resolves when no chart is being rendered, or about to be. */
  readonly chartsRendered: () => Promise<void>;
  /** The graph of an environment as it is now; undefined where there is no such environment. */
  readonly topologyOf: (environment: string) => TopologyState | undefined;
  /** Tells of every change of the workspace, as soon as it is taken in. */
  readonly onChange: (listener: () => void) => void;
  /** Has everything looked at again, by other settings or another division of the workspace. */
  readonly rebuild: () => void;
  /**
   * Runs what reads the disk, after what was asked for before: of two readings of a file the later one must win.
   * Findings wait meanwhile. A failure is logged, and what comes after it goes on.
   */
  readonly readDisk: (job: () => Promise<void> | void) => Promise<void>;
}

/** What the client sets. */
export interface ClientSettings {
  /** What is left to others, such as configuration files, is undefined. */
  readonly given: GivenSettings;
  readonly codeLens: boolean;
  /** The program that renders charts; undefined where none is to be run. */
  readonly helmPath: string | undefined;
}

/** What holds for a client that sets nothing. */
export const NO_CLIENT_SETTINGS: ClientSettings = {
  given: NOTHING_GIVEN,
  codeLens: true,
  helmPath: 'helm',
};

/** Opens a session with an empty workspace. */
export function createSession(connection: Connection): Session {
  let capabilities: ClientCapabilities = {};
  let isIntroduced = false;
  let folders: readonly string[] = [];
  let isShutDown = false;
  let clientSettings = NO_CLIENT_SETTINGS;
  let options: Partial<ClientOptions> = {};
  const documents = new Map<string, number>();
  const listeners: (() => void)[] = [];
  const version = (uri: string): number | undefined => documents.get(uri);
  const configurationFiles = createConfigurationFiles({ connection, folders: () => folders, version });
  const settingsOf = (environment: string): Settings =>
    mergeSettings(
      clientSettings.given,
      configurationFiles.givenIn(rootOf(environment, folders) ?? environment),
    );
  const charts = createChartRenderings({
    snapshot: () => host.snapshot(),
    folders: () => folders,
    chartsIn: configurationFiles.chartsIn,
    settingsOf,
    isOpen: (uri) => documents.has(uri),
    helm: () => (options.isTrusted === false ? undefined : clientSettings.helmPath),
    rendered: (file) => {
      const manifest = host.snapshot().manifests.get(file);
      if (manifest) apply([{ uri: file, manifest }]);
    },
    warn: (sentence) => connection.console.warn(sentence),
  });
  const host = createHost({
    kinds: createKindTable(KINDS),
    settingsOf,
    divide: createDivider({
      roots: () => folders,
      idOf: (folder) => folder,
      otherwise: (uri) => uri,
      boundaryOf: (uri) => rootOf(uri, folders) ?? uri,
      configured: () =>
        folders.flatMap((folder) =>
          configuredEnvironments(configurationFiles.environmentsIn(folder), folder),
        ),
      installationsOf: charts.installationsOf,
      renderedOf: charts.renderedOf,
      files: (uri) => {
        const root = uri.startsWith('file:') ? rootOf(uri, folders) : undefined;
        return root === undefined ? undefined : readInside(pathOfUri(root), pathOfUri(uri));
      },
    }).divide,
  });
  const newAnalysis = (): Analysis =>
    createAnalysis(RULES, (rule, error) =>
      connection.console.error(`The rule ${rule} failed: ${String(error)}`),
    );
  let analysis = newAnalysis();
  const nameOf = (environment: string): string =>
    nameEnvironment(environment, folders, (id) => host.snapshot().environments.has(id));
  let chosen: string | undefined;
  const environmentsOf = (uri: string): readonly Environment[] => {
    const { environments, division } = host.snapshot();
    return environmentsAround(division, uri).flatMap((id) => environments.get(id) ?? []);
  };
  const publisher = createPublisher({
    connection,
    host,
    analysis: () => analysis,
    version,
    settingsOf,
    nameOf,
    supportsRelated: () => capabilities.textDocument?.publishDiagnostics?.relatedInformation === true,
  });
  const scheduler = createScheduler({
    host,
    analysis: () => analysis,
    isOpen: (uri) => documents.has(uri),
    publisher,
    failed: (error) => connection.console.error(String(error)),
  });
  const touchesChart = (uri: string): boolean =>
    [...wholeFolders(host.snapshot().division)].some((folder) => isWithin(uri, folder));
  const apply = (changes: readonly ManifestChange[]): void => {
    const before = host.snapshot();
    analysis.invalidate(host.apply(changes));
    for (const { uri } of changes) publisher.markChanged(uri);
    for (const uri of affectedManifests(before, host.snapshot())) publisher.markChanged(uri);
    scheduler.wake();
    if (changes.some(({ uri }) => touchesChart(uri) || charts.reads(uri))) charts.update();
    for (const listener of listeners) listener();
  };
  const rebuild = (): void => {
    host.rebuild();
    analysis = newAnalysis();
    analysis.invalidate(host.everything());
    publisher.markAllChanged();
    scheduler.wake();
    charts.update();
    for (const listener of listeners) listener();
  };
  let reading: Promise<void> = Promise.resolve();
  return {
    connection,
    host,
    scheduler,
    publisher,
    configurationFiles,
    documents,
    analysis: () => analysis,
    capabilities: () => capabilities,
    introduce: (announced, said) => {
      capabilities = announced;
      options = said;
      isIntroduced = true;
    },
    isIntroduced: () => isIntroduced,
    isShutDown: () => isShutDown,
    shutDown: () => {
      isShutDown = true;
    },
    folders: () => folders,
    setFolders: (uris) => {
      folders = uris;
    },
    environmentsOf,
    environmentFor: (uri) => {
      const around = environmentsOf(uri);
      return around.find(({ id }) => id === chosen) ?? around[0];
    },
    chooseEnvironment: (id) => {
      chosen = id;
    },
    nameOf,
    apply,
    configure: (uri, text) => {
      if (configurationFiles.take(uri, text)) rebuild();
    },
    setClientSettings: (settings) => {
      const isNews = JSON.stringify(settings) !== JSON.stringify(clientSettings);
      clientSettings = settings;
      return isNews;
    },
    wantsLenses: () => clientSettings.codeLens,
    mayRunPrograms: () => options.isTrusted !== false,
    clientOptions: () => options,
    chartsRendered: charts.settled,
    compareFolder: createFolderComparer(
      host,
      () => folders,
      (id) => charts.renderedOf(id)?.type === 'rendered',
    ),
    topologyOf: createTopologyStates(host),
    onChange: (listener) => {
      listeners.push(listener);
    },
    rebuild,
    readDisk: (job) => {
      const release = scheduler.hold();
      reading = reading
        .then(job)
        .catch((error: unknown) =>
          connection.console.error(`The workspace could not be read: ${String(error)}`),
        )
        .finally(release);
      return reading;
    },
  };
}
