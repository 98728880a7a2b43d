import { isAtLeast, type Severity } from '../../core/model/severity.ts';
import { analyze } from '../analyze.ts';
import { outputColors } from '../colors.ts';
import { loadSettings, type SettingOptions } from '../load-settings.ts';
import { loadWorkspace } from '../load-workspace.ts';
import { outputWidth } from '../output-width.ts';
import { makeReport } from '../report.ts';
import { formatJson } from '../reporters/json.ts';
import { formatText } from '../reporters/text.ts';
import { tell } from '../tell.ts';

export interface CheckOptions extends SettingOptions {
  readonly format: 'text' | 'json';
  readonly failOn: Severity | 'never';
}

/**
 * Prints what the rules find. Returns the exit code: 0 clean, 1 findings at or above the threshold, 2 a path that cannot
 * be used or a rule that failed, because then nobody knows whether it is clean.
 */
export function check(paths: readonly string[], { format, failOn, ...options }: CheckOptions): number {
  const settings = loadSettings(options);
  if (!settings) return 2;
  const { host, notes, pathFailed, fileCount } = loadWorkspace(paths, settings);
  tell(...notes);
  const { analysis, ruleFailed } = analyze(host);
  const report = makeReport(host, analysis, fileCount);
  const { manifests } = host.snapshot();
  const textOf = (uri: string): string => manifests.get(uri)?.text ?? '';
  const shown = { textOf, colors: outputColors(), width: outputWidth() };
  process.stdout.write(format === 'json' ? formatJson(report) : formatText(report, shown));
  if (pathFailed || ruleFailed) return 2;
  return failOn !== 'never' && report.findings.some(({ severity }) => isAtLeast(severity, failOn)) ? 1 : 0;
}
