import { connectionChanges } from '../../core/features/diff/connection-changes.ts';
import { type DiffReport, makeDiffReport } from '../../core/features/diff/diff-report.ts';
import { plainView } from '../../core/workspace/view.ts';
import { chooseEnvironment, type EnvironmentOption } from '../choose-environment.ts';
import { outputColors } from '../colors.ts';
import { fail } from '../fail.ts';
import { type Base, loadBaseFolder, loadRevision } from '../load-base.ts';
import { loadSettings, type SettingOptions } from '../load-settings.ts';
import { type LoadedWorkspace, loadWorkspace } from '../load-workspace.ts';
import { formatDiffJson } from '../reporters/diff-json.ts';
import { formatDiffMarkdown } from '../reporters/diff-markdown.ts';
import { formatDiffText } from '../reporters/diff-text.ts';
import { tell } from '../tell.ts';
import { tellCaveats } from '../tell-caveats.ts';

export interface DiffOptions extends SettingOptions, EnvironmentOption {
  readonly format: 'text' | 'json' | 'md';
  readonly failOn: 'opened' | 'closed' | 'any' | 'never';
  /** A revision of git. */
  readonly base: string;
  /** A folder that is compared with instead. */
  readonly baseFolder?: string;
}

/**
 * Prints what has been opened and closed since a revision, or between two folders. Returns the exit code: 0, or 1 for
 * what `failOn` names, or 2 where one of the two sides cannot be read.
 */
export async function diff(paths: readonly string[], options: DiffOptions): Promise<number> {
  const settings = loadSettings(options);
  if (!settings) return 2;
  const workspace = await loadWorkspace(paths, settings);
  tell(...workspace.notes);
  if (workspace.pathFailed) return 2;
  const base = await loadBase(workspace, paths, options);
  if (typeof base === 'string') return fail(base);
  const { host } = workspace;
  const environment = chooseEnvironment(host, options);
  if (typeof environment === 'string') return fail(environment);
  const former = await workspace.preview(base.undo);
  const changes = connectionChanges(former, host.snapshot(), environment.id);
  tellCaveats(plainView(changes.after.environment));
  const report = makeDiffReport(host.locator, changes, base.names);
  process.stdout.write(format(report, options.format));
  return isFailure(report, options.failOn) ? 1 : 0;
}

async function loadBase(
  { host }: LoadedWorkspace,
  paths: readonly string[],
  { base, baseFolder }: DiffOptions,
): Promise<Base | string> {
  if (baseFolder === undefined) return loadRevision(host, paths, base);
  const [path, more] = paths;
  if (path === undefined || more !== undefined) return 'one folder is compared with one other';
  return loadBaseFolder(host, path, baseFolder);
}

function format(report: DiffReport, as: DiffOptions['format']): string {
  if (as === 'json') return formatDiffJson(report);
  return as === 'md' ? formatDiffMarkdown(report) : formatDiffText(report, outputColors());
}

function isFailure({ changes, summary }: DiffReport, failOn: DiffOptions['failOn']): boolean {
  if (failOn === 'never') return false;
  return failOn === 'any' ? changes.length > 0 : summary[failOn] > 0;
}
