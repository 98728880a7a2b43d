import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CONFIGURATION_FILE } from '../core/configuration/read-configuration.ts';

/** The nearest configuration file from a folder upwards; undefined when there is none up to the root. */
export function findConfigurationFile(folder: string): string | undefined {
  const path = join(folder, CONFIGURATION_FILE);
  if (existsSync(path)) return path;
  const above = dirname(folder);
  return above === folder ? undefined : findConfigurationFile(above);
}
