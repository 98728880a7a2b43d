import { type Analysis, createAnalysis } from '../core/rules/analysis.ts';
import { RULES } from '../core/rules/registry.gen.ts';
import type { Host } from '../core/workspace/host.ts';
import { tell } from './tell.ts';

/** Runs every rule over a host's workspace. A rule that fails is told, and the others go on. */
export function analyze(host: Host): { readonly analysis: Analysis; readonly ruleFailed: boolean } {
  let ruleFailed = false;
  const analysis = createAnalysis(RULES, (rule, error) => {
    tell(`the rule ${rule} failed: ${String(error)}`);
    ruleFailed = true;
  });
  analysis.invalidate(host.everything());
  for (const _ of analysis.run(host.snapshot(), () => true));
  return { analysis, ruleFailed };
}
