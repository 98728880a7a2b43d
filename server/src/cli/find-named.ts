import { closest } from '../core/base/closest.ts';
import type { Family } from '../core/workspace/read-key.ts';
import type { Resource } from '../core/workspace/resource.ts';
import type { View } from '../core/workspace/view.ts';

/** Something that can be named on the command line. */
export interface Candidate<T> {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly value: T;
  /** What fits and has a lower one is meant before all others. */
  readonly rank: number;
}

/**
 * What is meant by `web`, `shop/web`, `Deployment/shop/web` or `shop/web[Deployment]`, or what is wrong with the name, in a
 * sentence. `what` says what was looked for.
 */
export function findNamed<T>(text: string, candidates: readonly Candidate<T>[], what: string): T | string {
  const bracketed = /^(?<rest>[^[\]]+)\[(?<kind>\w+)\]$/.exec(text)?.groups;
  const parts = (bracketed?.rest ?? text).split('/');
  const [name, namespace] = [parts.at(-1), parts.at(-2)];
  const kind = bracketed?.kind ?? parts.at(-3);
  const matching = candidates.filter(
    (one) =>
      one.name === name &&
      (namespace === undefined || one.namespace === namespace) &&
      (kind === undefined || one.kind.toLowerCase() === kind.toLowerCase()),
  );
  const best = Math.min(...matching.map(({ rank }) => rank));
  const meant = matching.filter(({ rank }) => rank === best);
  const names = [...new Set(meant.map(format))];
  if (names.length > 1) return `${text} is more than one: ${names.join(', ')}`;
  if (meant[0]) return meant[0].value;
  const near = closest(
    text,
    candidates.flatMap((one) => [one.name, `${one.namespace}/${one.name}`]),
  );
  return `there is no ${what} ${text}${near ? `; did you mean ${near}?` : ''}`;
}

/** The resources of some families; those of an earlier one are meant before those of a later one. */
export function resourcesOf(view: View, families: readonly Family[]): Candidate<Resource>[] {
  return families.flatMap((family, rank) =>
    view.everywhere(family).map((resource) => ({
      kind: resource.facts.kind,
      namespace: resource.namespace,
      name: resource.facts.name?.value ?? '',
      value: resource,
      rank,
    })),
  );
}

/** Workloads by their names; pods of one owner by its name too. */
export function workloadCandidates(workloads: readonly Resource[]): Candidate<readonly Resource[]>[] {
  const found = new Map<string, Candidate<Resource[]>>();
  for (const workload of workloads) {
    const { namespace, facts } = workload;
    const owner = facts.workload?.controlledBy;
    for (const one of [{ kind: facts.kind, name: facts.name?.value ?? '' }, ...(owner ? [owner] : [])]) {
      const candidate: Candidate<Resource[]> = { ...one, namespace, rank: 0, value: [] };
      const known = found.get(format(candidate)) ?? candidate;
      found.set(format(candidate), known);
      known.value.push(workload);
    }
  }
  return [...found.values()];
}

function format({ kind, namespace, name }: Candidate<unknown>): string {
  return `${kind}/${namespace}/${name}`;
}
