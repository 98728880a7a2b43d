import { dirname, resolve } from 'node:path';
import type { ChartSetting } from '../core/configuration/chart-settings.ts';
import type { EnvironmentSetting } from '../core/configuration/environment-settings.ts';
import { mergeSettings, NOTHING_GIVEN } from '../core/configuration/given-settings.ts';
import {
  type Configuration,
  NO_CONFIGURATION,
  readConfiguration,
} from '../core/configuration/read-configuration.ts';
import { createLineIndex } from '../core/text/line-index.ts';
import type { Settings } from '../core/workspace/settings.ts';
import { findConfigurationFile } from '../io/find-configuration-file.ts';
import { readManifestFile } from '../io/read-manifest-file.ts';
import { displayFile } from './display-path.ts';
import { printable } from './printable.ts';
import { tell } from './tell.ts';

/** What a command line says about settings. */
export interface SettingOptions {
  /** The configuration file; otherwise it is the nearest one from the working directory upwards. */
  readonly config?: string | undefined;
  /** The namespace of resources that name none. */
  readonly namespace?: string | undefined;
  /** Whether charts are rendered with helm. */
  readonly helm?: boolean | undefined;
}

/** What holds for a command. */
export interface CommandSettings {
  readonly settings: Settings;
  /** How charts are installed; folders are relative to `folder`. */
  readonly charts: readonly ChartSetting[];
  /** Which plain manifests are applied together; paths are relative to `folder`. */
  readonly environments: readonly EnvironmentSetting[];
  /** The folder of the configuration file, or the working directory. */
  readonly folder: string;
  readonly isHelmWanted: boolean;
}

/**
 * The settings of a command: options, then the configuration file, then the defaults. What is wrong with the file is
 * told on standard error, and the rest of it holds; undefined when a file that was named cannot be read.
 */
export function loadSettings({ config, namespace, helm }: SettingOptions): CommandSettings | undefined {
  const path = config === undefined ? findConfigurationFile(process.cwd()) : resolve(config);
  const file = path === undefined ? NO_CONFIGURATION : readFile(path);
  if (!file && config !== undefined) return undefined;
  const { given, charts, environments } = file ?? NO_CONFIGURATION;
  return {
    settings: mergeSettings({ ...NOTHING_GIVEN, defaultNamespace: namespace }, given),
    charts,
    environments,
    folder: path === undefined ? process.cwd() : dirname(path),
    isHelmWanted: helm !== false,
  };
}

function readFile(path: string): Configuration | undefined {
  const name = displayFile(path);
  const read = readManifestFile(path);
  if (read.type === 'skipped') {
    tell(`${printable(name)} ${read.why}.`);
    return undefined;
  }
  const configuration = readConfiguration(read.text);
  const lines = createLineIndex(read.text);
  for (const { span, message } of configuration.problems) {
    const { line, character } = lines.positionAt(span.start);
    tell(printable(`${name}:${line + 1}:${character + 1}: ${message}`));
  }
  return configuration;
}
