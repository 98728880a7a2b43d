import { resolve } from 'node:path';
import { type GivenSettings, mergeSettings, NOTHING_GIVEN } from '../core/configuration/given-settings.ts';
import { readConfiguration } from '../core/configuration/read-configuration.ts';
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
}

/**
 * The settings of a command: options, then the configuration file, then the defaults. What is wrong with the file is
 * told on standard error, and the rest of it holds; undefined when a file that was named cannot be read.
 */
export function loadSettings({ config, namespace }: SettingOptions): Settings | undefined {
  const path = config === undefined ? findConfigurationFile(process.cwd()) : resolve(config);
  const file = path === undefined ? NOTHING_GIVEN : readFile(path);
  if (!file && config !== undefined) return undefined;
  return mergeSettings({ ...NOTHING_GIVEN, defaultNamespace: namespace }, file ?? NOTHING_GIVEN);
}

function readFile(path: string): GivenSettings | undefined {
  const name = displayFile(path);
  const read = readManifestFile(path);
  if (read.type === 'skipped') {
    tell(`${printable(name)} ${read.why}.`);
    return undefined;
  }
  const { given, problems } = readConfiguration(read.text);
  const lines = createLineIndex(read.text);
  for (const { span, message } of problems) {
    const { line, character } = lines.positionAt(span.start);
    tell(printable(`${name}:${line + 1}:${character + 1}: ${message}`));
  }
  return given;
}
