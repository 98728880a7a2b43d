import type { ClientCapabilities, Connection } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { environmentsOfRoots } from '../core/environments/environments-of-roots.ts';
import { createKindTable } from '../core/kinds/lower-chunk.ts';
import { KINDS } from '../core/kinds/registry.gen.ts';
import { type Analysis, createAnalysis } from '../core/rules/analysis.ts';
import { RULES } from '../core/rules/registry.gen.ts';
import { createHost, type Host } from '../core/workspace/host.ts';
import { DEFAULT_SETTINGS, type Settings } from '../core/workspace/settings.ts';
import type { ManifestChange } from '../core/workspace/snapshot.ts';
import { createPublisher, type Publisher } from './diagnostics.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';

/** What one connection with a client is about: the workspace as it stands, and what is being done about it. */
export interface Session {
  readonly connection: Connection;
  readonly host: Host;
  readonly scheduler: Scheduler;
  readonly publisher: Publisher;
  /** Open documents, by uri; what they say goes before what the disk says. */
  readonly documents: Map<string, TextDocument>;
  readonly analysis: () => Analysis;
  readonly capabilities: () => ClientCapabilities;
  /** Remembers what the client can do. */
  readonly introduce: (capabilities: ClientCapabilities) => void;
  /** The workspace folders' uris. */
  readonly folders: () => readonly string[];
  readonly setFolders: (uris: readonly string[]) => void;
  /** Takes new texts in and has what depends on them looked at again. */
  readonly apply: (changes: readonly ManifestChange[]) => void;
  /** Takes new settings in, or a new division of the workspace, and has everything looked at again. */
  readonly rebuild: (settings: Settings) => void;
}

/** Opens a session with an empty workspace. */
export function createSession(connection: Connection): Session {
  let capabilities: ClientCapabilities = {};
  let folders: readonly string[] = [];
  const host = createHost({
    kinds: createKindTable(KINDS),
    settings: DEFAULT_SETTINGS,
    environmentsOf: (uri) => environmentsOfRoots(folders)(uri),
  });
  const newAnalysis = (): Analysis =>
    createAnalysis(RULES, (rule, error) => connection.console.error(`The rule ${rule} failed: ${String(error)}`));
  let analysis = newAnalysis();
  const documents = new Map<string, TextDocument>();
  const publisher = createPublisher({
    connection,
    host,
    analysis: () => analysis,
    version: (uri) => documents.get(uri)?.version,
    supportsRelated: () => capabilities.textDocument?.publishDiagnostics?.relatedInformation === true,
  });
  const scheduler = createScheduler({
    host,
    analysis: () => analysis,
    isOpen: (uri) => documents.has(uri),
    publisher,
    failed: (error) => connection.console.error(String(error)),
  });
  return {
    connection,
    host,
    scheduler,
    publisher,
    documents,
    analysis: () => analysis,
    capabilities: () => capabilities,
    introduce: (announced) => {
      capabilities = announced;
    },
    folders: () => folders,
    setFolders: (uris) => {
      folders = uris;
    },
    apply: (changes) => {
      analysis.invalidate(host.apply(changes));
      for (const { uri } of changes) publisher.markChanged(uri);
      scheduler.wake();
    },
    rebuild: (settings) => {
      host.rebuild(settings);
      analysis = newAnalysis();
      analysis.invalidate(host.everything());
      publisher.markAllChanged();
      scheduler.wake();
    },
  };
}
