import type { Finding } from '../model/finding.ts';
import type { Environment } from '../workspace/environment.ts';
import { familiesOf, type ReadKey } from '../workspace/read-key.ts';
import type { Resource } from '../workspace/resource.ts';
import { createView } from '../workspace/view.ts';
import type { Rule } from './define-rule.ts';
import type { Surroundings } from './surroundings.ts';

/** What the rules say of one resource, and everything they read to say it. */
export interface RuleResult {
  readonly findings: readonly Finding[];
  readonly reads: readonly ReadKey[];
  /** What was read of the environments beside its own. */
  readonly readsBeside: readonly ReadKey[];
}

/**
 * Runs every rule that looks at resources of this sort. A rule that throws is told to `failed`, and the others go on.
 */
export function runRules(
  rules: readonly Rule[],
  resource: Resource,
  environment: Environment,
  { companions, folderOf }: Surroundings,
  failed: (rule: string, error: unknown) => void,
): RuleResult {
  const { settings } = environment;
  const reads = new Set<ReadKey>();
  const readsBeside = new Set<ReadKey>();
  const findings: Finding[] = [];
  const view = createView(environment, (key) => reads.add(key), {
    companions,
    read: (key) => readsBeside.add(key),
  });
  const families = familiesOf(resource.facts);
  for (const { id, on, severity: own, check } of rules) {
    const set = settings.severities[id];
    if (set === 'off' || !families.includes(on)) continue;
    try {
      check(resource, {
        view,
        settings,
        folderOf,
        report: ({ at, message, related, severity }) =>
          findings.push({
            rule: id,
            severity: set ?? severity ?? own,
            message,
            at,
            related: related ?? [],
            environment: environment.id,
          }),
      });
    } catch (error) {
      failed(id, error);
    }
  }
  return { findings, reads: [...reads], readsBeside: [...readsBeside] };
}
