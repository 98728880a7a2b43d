import { isAtLeast, type Severity } from '../../core/model/severity.ts';
import { analyze } from '../analyze.ts';
import { chooseEnvironment, type EnvironmentOption } from '../choose-environment.ts';
import { outputColors } from '../colors.ts';
import { fail } from '../fail.ts';
import { loadSettings, type SettingOptions } from '../load-settings.ts';
import { loadWorkspace } from '../load-workspace.ts';
import { outputWidth } from '../output-width.ts';
import { makeReport } from '../report.ts';
import { formatJson } from '../reporters/json.ts';
import { formatText } from '../reporters/text.ts';
import { tell } from '../tell.ts';

export interface CheckOptions extends SettingOptions, EnvironmentOption {
  readonly format: 'text' | 'json';
  readonly failOn: Severity | 'never';
}

/**
 * Prints what the rules find. Returns the exit code: 0 clean, 1 findings at or above the threshold, 2 a path that cannot
 * be used or a rule that failed, because then nobody knows whether it is clean.
 */
export async function check(
  paths: readonly string[],
  { format, failOn, environment: wanted, ...options }: CheckOptions,
): Promise<number> {
  const settings = loadSettings(options);
  if (!settings) return 2;
  const workspace = await loadWorkspace(paths, settings);
  const { host, notes, pathFailed, rendered } = workspace;
  tell(...notes);
  const { analysis, ruleFailed } = analyze(host);
  const environment = wanted === undefined ? undefined : chooseEnvironment(host, { environment: wanted });
  if (typeof environment === 'string') return fail(environment);
  const report = makeReport(workspace, analysis, environment);
  const { manifests } = host.snapshot();
  const textOf = (uri: string): string => manifests.get(uri)?.text ?? rendered?.textOf(uri) ?? '';
  const shown = { textOf, colors: outputColors(), width: outputWidth() };
  process.stdout.write(format === 'json' ? formatJson(report) : formatText(report, shown));
  if (pathFailed || ruleFailed) return 2;
  return failOn !== 'never' && report.findings.some(({ severity }) => isAtLeast(severity, failOn)) ? 1 : 0;
}
