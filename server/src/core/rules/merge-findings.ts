import type { Finding } from '../model/finding.ts';
import { isAtLeast } from '../model/severity.ts';
import { type Division, environmentsAround } from '../workspace/division.ts';
import type { EnvironmentId } from '../workspace/environment.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { manifestUriOf, writtenAt } from '../workspace/written-at.ts';

/** What a rule finds at one place, however many environments it finds it in. */
export interface MergedFinding {
  /** As it is said in the first of those in which it is gravest. */
  readonly finding: Finding;
  /** Those that it holds in, where it does not hold in every one that the place is part of; undefined where it does. */
  readonly only: readonly EnvironmentId[] | undefined;
  /** All that it holds in; nothing for what is about a text. */
  readonly environments: readonly EnvironmentId[];
}

/**
 * Puts findings together that are about the same place: what many environments take in is read by people once. `asked` is
 * the environment that somebody asks about, where it is one: all that holds in it is told.
 */
export function mergeFindings(
  snapshot: Snapshot,
  findings: readonly Finding[],
  asked?: EnvironmentId,
): MergedFinding[] {
  const merged = new Map<string, { readonly finding: Finding; readonly environments: Set<EnvironmentId> }>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.rule, writtenAt(snapshot, finding.at)]);
    const known = merged.get(key) ?? { finding, environments: new Set() };
    // The gravest of what several environments make of it is told.
    const one = isAtLeast(known.finding.severity, finding.severity) ? known : { ...known, finding };
    merged.set(key, one);
    if (finding.environment !== undefined) one.environments.add(finding.environment);
  }
  const around = new Map<string, readonly EnvironmentId[]>();
  return [...merged.values()].flatMap(({ finding, environments }): MergedFinding[] => {
    const { document } = writtenAt(snapshot, finding.at);
    const uri = manifestUriOf(snapshot, document) ?? '';
    const all = around.get(uri) ?? environmentsAround(snapshot.division, uri);
    around.set(uri, all);
    const isEverywhere = environments.size === 0 || all.every((id) => environments.has(id));
    if (!isEverywhere && asked === undefined && isGuess(snapshot.division, uri, finding)) return [];
    const only = isEverywhere ? undefined : [...environments];
    return [{ finding, environments: [...environments], only }];
  });
}

/**
 * A manifest beside copies is looked at with each of them, though it may belong to one alone: that it is the same as
 * something in another is no news. An error or a warning is about what both say, and better heard than lost.
 */
function isGuess({ environmentsOf, copies }: Division, uri: string, { severity }: Finding): boolean {
  const around = environmentsOf(uri);
  const isBesideCopies = around.length > 1 && around.some((id) => copies.has(id));
  return isBesideCopies && !isAtLeast(severity, 'warning');
}
