import type { Finding } from '../model/finding.ts';
import type { EnvironmentId } from '../workspace/environment.ts';
import type { EnvironmentResource } from '../workspace/patch-environments.ts';
import { familiesOf } from '../workspace/read-key.ts';
import { resourceId } from '../workspace/resource.ts';
import type { Change, Snapshot } from '../workspace/snapshot.ts';
import type { Rule } from './define-rule.ts';
import { isTouched, type Ledger, type Unit } from './ledger.ts';
import { type RuleResult, runRules } from './run-rules.ts';
import { type Surroundings, surroundingsIn } from './surroundings.ts';

/** What the rules say of one resource in one environment, and what they would say of it after a change. */
export interface FindingsAfter {
  /** The change writes the resource itself; otherwise it touches something that was read for it. */
  readonly isWritten: boolean;
  readonly before: readonly Finding[];
  /** Computed when it is asked for, since many need not be. */
  readonly after: () => readonly Finding[];
}

/**
 * Asks the rules about everything that a change touches, and about everything that read what it touches, in the
 * workspace as it would be; nothing is kept but in `untouched`. What the change writes comes first.
 */
export function* findingsAfter(
  rules: readonly Rule[],
  ledger: Ledger,
  untouched: Untouched,
  { snapshot, touched, added, removed }: Change,
): Generator<FindingsAfter> {
  const removedUnits = removed.map((placed) => ledger.find(placed));
  const handled = new Set(removedUnits);
  const stays = new Set(added.map(placeOf));
  const surroundings = surroundingsIn(snapshot);
  for (const placed of added) {
    const before = ledger.find(placed)?.result.findings ?? [];
    yield { isWritten: true, before, after: () => ask(rules, placed, snapshot, surroundings).findings };
  }
  for (const unit of removedUnits) {
    if (unit && !stays.has(placeOf(unit)))
      yield { isWritten: true, before: unit.result.findings, after: () => [] };
  }
  for (const unit of ledger.readersOf(touched)) {
    if (handled.has(unit)) continue;
    const askOne = (rule: Rule): readonly Finding[] => {
      const known = untouched.get(unit)?.get(rule.id);
      if (known && !isTouched(known, unit.environment, touched))
        return unit.result.findings.filter((finding) => finding.rule === rule.id);
      const result = ask([rule], unit, snapshot, surroundings);
      if (!isTouched(result, unit.environment, touched)) {
        const ofUnit = untouched.get(unit) ?? new Map();
        untouched.set(unit, ofUnit.set(rule.id, result));
      }
      return result.findings;
    };
    yield {
      isWritten: false,
      before: unit.result.findings,
      after: () => rulesFor(rules, unit).flatMap(askOne),
    };
  }
}

/** What rules read of a unit whose findings are what they were: they need not be asked again until it is touched. */
export type Untouched = Map<Unit, Map<string, Pick<RuleResult, 'reads' | 'readsBeside'>>>;

function ask(
  rules: readonly Rule[],
  { environment, resource }: EnvironmentResource,
  { environments }: Snapshot,
  surroundings: (environment: EnvironmentId) => Surroundings,
): RuleResult {
  const changed = environments.get(environment);
  // A rule that fails has been told of where its findings are kept.
  return changed
    ? runRules(rules, resource, changed, surroundings(environment), () => {})
    : { findings: [], reads: [], readsBeside: [] };
}

function rulesFor(rules: readonly Rule[], { resource }: Unit): readonly Rule[] {
  const families = familiesOf(resource.facts);
  return rules.filter(({ on }) => families.includes(on));
}

function placeOf({ environment, resource }: EnvironmentResource): string {
  return `${environment} ${resourceId(resource)}`;
}
