import { fail } from '../fail.ts';
import { listEnvironments } from '../list-environments.ts';
import { loadSettings, type SettingOptions } from '../load-settings.ts';
import { loadWorkspace } from '../load-workspace.ts';
import { formatEnvironmentsText } from '../reporters/environments-text.ts';
import { tell } from '../tell.ts';

export interface EnvironmentsOptions extends SettingOptions {
  readonly format: 'text' | 'json';
}

/** Lists what is applied together. Returns the exit code: 0 listed, 2 wrong usage or a path that cannot be used. */
export async function environments(paths: readonly string[], options: EnvironmentsOptions): Promise<number> {
  const settings = loadSettings(options);
  if (!settings) return 2;
  const { host, notes, pathFailed } = await loadWorkspace(paths, settings);
  tell(...notes);
  if (pathFailed) return 2;
  const list = listEnvironments(host);
  if (list.length === 0) return fail('there are no manifests here');
  process.stdout.write(
    options.format === 'json'
      ? `${JSON.stringify({ environments: list }, null, 2)}\n`
      : formatEnvironmentsText(list),
  );
  return 0;
}
