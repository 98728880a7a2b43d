import { allowTraffic } from '../../core/features/allow-traffic.ts';
import { findDestination } from '../../core/features/find-destination.ts';
import { applyEdits } from '../../core/text/text-edit.ts';
import { plainView } from '../../core/workspace/view.ts';
import { pathOfUri } from '../../io/file-uri.ts';
import { writeManifestFile } from '../../io/write-manifest-file.ts';
import { chooseEnvironment, type EnvironmentOption } from '../choose-environment.ts';
import { outputColors } from '../colors.ts';
import { displayPath, STDIN_URI } from '../display-path.ts';
import { fail } from '../fail.ts';
import { findNamed, resourcesOf } from '../find-named.ts';
import { loadSettings, type SettingOptions } from '../load-settings.ts';
import { loadWorkspace } from '../load-workspace.ts';
import { parseDestination } from '../parse-destination.ts';
import { formatEdits } from '../reporters/edits.ts';
import { tell } from '../tell.ts';
import { tellCaveats } from '../tell-caveats.ts';

export interface AllowOptions extends SettingOptions, EnvironmentOption {
  /** Write the files; otherwise only print what would be written. */
  readonly write: boolean;
}

/**
 * Prints, or writes, the rules that let one workload reach another. `from` is a workload, `to` a workload or Service
 * with a port: `web`, `shop/web`, `Deployment/shop/web`; `shop/api:8080`, `api:http`, `dns:53/UDP`. Returns the exit
 * code: 0 done or allowed already, 1 refused, 2 wrong usage.
 */
export async function allow(
  from: string,
  to: string,
  paths: readonly string[],
  options: AllowOptions,
): Promise<number> {
  const settings = loadSettings(options);
  if (!settings) return 2;
  const { host, notes, pathFailed } = await loadWorkspace(paths, settings);
  tell(...notes);
  if (pathFailed) return 2;
  const environment = chooseEnvironment(host, options);
  if (typeof environment === 'string') return fail(environment);
  const target = parseDestination(to);
  if (typeof target === 'string') return fail(target);

  const view = plainView(environment);
  const source = findNamed(from, resourcesOf(view, ['workload']), 'workload');
  if (typeof source === 'string') return fail(source);
  const named = findNamed(target.name, resourcesOf(view, ['workload', 'service']), 'workload or service');
  if (typeof named === 'string') return fail(named);
  const destination = findDestination(view, { ...target, resource: named });
  if (destination.type === 'none') return fail(destination.why);

  tellCaveats(view);
  const answer = allowTraffic(host, environment, {
    ...destination,
    from: { type: 'workload', resource: source },
  });
  if (answer.type === 'allowed') {
    process.stdout.write(`${answer.why}\n`);
    return 0;
  }
  if (answer.type === 'refusal') {
    tell(answer.why);
    return 1;
  }
  const { manifests } = host.snapshot();
  const textOf = (uri: string): string => manifests.get(uri)?.text ?? '';
  process.stdout.write(formatEdits(answer.title, answer.edits, textOf, outputColors()));
  if (!options.write) {
    process.stdout.write('Nothing is written yet: add --write.\n');
    return 0;
  }
  // One rule without the other would be half of what was asked for, so nothing is written if not all can be.
  if (answer.edits.has(STDIN_URI)) return fail('what came from standard input cannot be written');
  for (const [uri, edits] of answer.edits) {
    const why = writeManifestFile(pathOfUri(uri), applyEdits(textOf(uri), edits));
    if (why !== undefined) return fail(`${displayPath(uri)} ${why}`);
    process.stdout.write(`Wrote ${displayPath(uri)}.\n`);
  }
  return 0;
}
