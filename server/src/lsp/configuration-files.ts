import { type Connection, type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver/node';
import type { ChartSetting } from '../core/configuration/chart-settings.ts';
import type { EnvironmentSetting } from '../core/configuration/environment-settings.ts';
import type { GivenSettings } from '../core/configuration/given-settings.ts';
import {
  CONFIGURATION_FILE,
  type Configuration,
  NO_CONFIGURATION,
  readConfiguration,
} from '../core/configuration/read-configuration.ts';
import { createLineIndex } from '../core/text/line-index.ts';

/** The configuration files of the workspace: the one at the root of each folder has a say. */
export interface ConfigurationFiles {
  /** Takes a text in, or that there is none, and sends what is wrong with it. True when it sets something else now. */
  readonly take: (uri: string, text: string | undefined) => boolean;
  /** The text that was taken in last. */
  readonly textOf: (uri: string) => string | undefined;
  /** What the file of a folder sets. */
  readonly givenIn: (folder: string) => GivenSettings;
  /** How it says that charts of the folder are installed. */
  readonly chartsIn: (folder: string) => readonly ChartSetting[];
  /** Which plain manifests of the folder it says are applied together. */
  readonly environmentsIn: (folder: string) => readonly EnvironmentSetting[];
}

export interface ConfigurationFilesOptions {
  readonly connection: Connection;
  readonly folders: () => readonly string[];
  /** The version of an open document. */
  readonly version: (uri: string) => number | undefined;
}

/** True for a file of the name that configuration files have; such a file is no manifest, wherever it is. */
export function isConfigurationFile(uri: string): boolean {
  return uri.endsWith(`/${CONFIGURATION_FILE}`);
}

/** The uri of a folder's configuration file, whether or not it is there. */
export function configurationFileOf(folder: string): string {
  return `${folder}/${CONFIGURATION_FILE}`;
}

/** Makes what holds the configuration files; there are none yet. */
export function createConfigurationFiles({
  connection,
  folders,
  version,
}: ConfigurationFilesOptions): ConfigurationFiles {
  const texts = new Map<string, string>();
  const read = new Map<string, Configuration>();
  const isInEffect = (uri: string): boolean =>
    folders().some((folder) => uri === configurationFileOf(folder));

  const send = (uri: string, text: string, { problems }: Configuration): void => {
    const lines = createLineIndex(text);
    const diagnostics = problems.map(
      ({ span, message }): Diagnostic => ({
        range: { start: lines.positionAt(span.start), end: lines.positionAt(span.end) },
        severity: DiagnosticSeverity.Warning,
        source: 'kubereach',
        code: 'configuration',
        message,
      }),
    );
    const openVersion = version(uri);
    const message =
      openVersion === undefined ? { uri, diagnostics } : { uri, version: openVersion, diagnostics };
    // A client that is gone needs no diagnostics.
    connection.sendDiagnostics(message).catch(() => {});
  };

  return {
    take: (uri, said) => {
      const text = said ?? '';
      texts.set(uri, text);
      const last = read.get(uri);
      const before = last ?? NO_CONFIGURATION;
      const found = isInEffect(uri) ? readConfiguration(text) : NO_CONFIGURATION;
      // While somebody types, what was set stays set. In what is broken from the start the rest holds.
      const now = found.broken && last ? { ...last, problems: found.problems, broken: true } : found;
      if (said !== undefined && isInEffect(uri)) read.set(uri, now);
      else read.delete(uri);
      if (now.problems.length > 0 || before.problems.length > 0) send(uri, text, now);
      return JSON.stringify(saidBy(now)) !== JSON.stringify(saidBy(before));
    },
    textOf: (uri) => texts.get(uri),
    chartsIn: (folder) => (read.get(configurationFileOf(folder)) ?? NO_CONFIGURATION).charts,
    environmentsIn: (folder) => (read.get(configurationFileOf(folder)) ?? NO_CONFIGURATION).environments,
    givenIn: (folder) => (read.get(configurationFileOf(folder)) ?? NO_CONFIGURATION).given,
  };
}

/** All that decides anything. */
function saidBy({ given, charts, environments }: Configuration): unknown {
  return [given, charts, environments];
}
