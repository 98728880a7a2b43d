import { createAnalysis } from '../../core/rules/analysis.ts';
import { RULES } from '../../core/rules/registry.gen.ts';
import type { Finding } from '../../core/model/finding.ts';
import { isAtLeast, type Severity } from '../../core/model/severity.ts';
import type { Host } from '../../core/workspace/host.ts';
import { DEFAULT_SETTINGS } from '../../core/workspace/settings.ts';
import { outputColors } from '../colors.ts';
import { loadWorkspace } from '../load-workspace.ts';
import { makeReport } from '../report.ts';
import { formatJson } from '../reporters/json.ts';
import { formatText } from '../reporters/text.ts';

export interface CheckOptions {
  readonly format: 'text' | 'json';
  readonly failOn: Severity | 'never';
  readonly defaultNamespace: string | undefined;
}

/** Prints what the rules find. Returns the exit code: 0 clean, 1 findings at or above the threshold, 2 a bad path. */
export function check(paths: readonly string[], { format, failOn, defaultNamespace }: CheckOptions): number {
  const { host, notes, pathMissing, fileCount } = loadWorkspace(paths, { ...DEFAULT_SETTINGS, defaultNamespace });
  for (const note of notes) process.stderr.write(`kubereach: ${note}\n`);
  const report = makeReport(host, findAll(host), fileCount);
  const { manifests } = host.snapshot();
  const textOf = (uri: string): string => manifests.get(uri)?.text ?? '';
  process.stdout.write(format === 'json' ? formatJson(report) : formatText(report, textOf, outputColors()));
  if (pathMissing) return 2;
  return failOn !== 'never' && report.findings.some(({ severity }) => isAtLeast(severity, failOn)) ? 1 : 0;
}

/** Every finding of the rules in a host's workspace. A rule that fails is told, and the others go on. */
function findAll(host: Host): readonly Finding[] {
  const analysis = createAnalysis(RULES, (rule, error) => {
    process.stderr.write(`kubereach: the rule ${rule} failed: ${String(error)}\n`);
  });
  analysis.invalidate(host.everything());
  for (const _ of analysis.run(host.snapshot(), () => true));
  return analysis.all();
}
