import type { Finding } from '../model/finding.ts';
import type { DocumentId } from '../model/source.ts';
import type { EnvironmentId } from '../workspace/environment.ts';
import type { ReadKey } from '../workspace/read-key.ts';
import { type Resource, resourceId } from '../workspace/resource.ts';
import type { Change, EnvironmentResource, Snapshot } from '../workspace/snapshot.ts';
import type { Rule } from './define-rule.ts';
import { type RuleResult, runRules } from './run-rules.ts';

/**
 * Keeps the findings of a workspace up to date. A result is kept with the keys it read and computed again only when
 * one of them was touched.
 */
export interface Analysis {
  /** Takes a change in: what it touches is due again. */
  readonly invalidate: (change: Change) => void;
  /**
   * Computes what is due, one resource a step, so that the caller can stop or do other things between steps. Only
   * resources of documents that are `wanted` are looked at; the others stay due. Gives out each document whose findings
   * may have changed.
   */
  readonly run: (
    snapshot: Snapshot,
    wanted: (document: DocumentId) => boolean,
  ) => Generator<DocumentId | undefined>;
  /** The findings whose place is in a document; findings of what is still due may be missing or old. */
  readonly findingsOf: (document: DocumentId) => readonly Finding[];
  readonly all: () => readonly Finding[];
  /** How many results have been computed so far: what tests count. */
  readonly computed: () => number;
}

interface Unit {
  readonly environment: EnvironmentId;
  readonly resource: Resource;
  result: RuleResult | undefined;
}

/** Makes an analysis without results. */
export function createAnalysis(
  rules: readonly Rule[],
  failed: (rule: string, error: unknown) => void,
): Analysis {
  const units = new Map<string, Unit>();
  const readers = new Map<string, Set<string>>();
  const byDocument = new Map<DocumentId, Map<string, Finding[]>>();
  const due = new Set<string>();
  let computed = 0;

  const unitId = ({ environment, resource }: EnvironmentResource): string =>
    `${environment} ${resourceId(resource)}`;
  const scoped = (environment: EnvironmentId, key: ReadKey): string => `${environment} ${key}`;

  const forget = (id: string, unit: Unit): Set<DocumentId> => {
    const documents = new Set<DocumentId>();
    for (const key of unit.result?.reads ?? []) readers.get(scoped(unit.environment, key))?.delete(id);
    for (const { at } of unit.result?.findings ?? []) {
      if (byDocument.get(at.document)?.delete(id)) documents.add(at.document);
    }
    unit.result = undefined;
    return documents;
  };

  const keep = (id: string, unit: Unit, result: RuleResult): Set<DocumentId> => {
    const documents = new Set<DocumentId>();
    unit.result = result;
    for (const key of result.reads) {
      const readersOfKey = readers.get(scoped(unit.environment, key)) ?? new Set();
      readers.set(scoped(unit.environment, key), readersOfKey.add(id));
    }
    for (const finding of result.findings) {
      const ofDocument = byDocument.get(finding.at.document) ?? new Map<string, Finding[]>();
      byDocument.set(finding.at.document, ofDocument.set(id, [...(ofDocument.get(id) ?? []), finding]));
      documents.add(finding.at.document);
    }
    return documents;
  };

  /** Documents whose findings went away with their resource; they are given out by the next run. */
  const cleared = new Set<DocumentId>();

  return {
    computed: () => computed,
    findingsOf: (document) => [...(byDocument.get(document)?.values() ?? [])].flat(),
    all: () => [...byDocument.values()].flatMap((results) => [...results.values()].flat()),
    invalidate: ({ touched, added, removed }) => {
      for (const gone of removed) {
        const id = unitId(gone);
        const unit = units.get(id);
        if (!unit) continue;
        for (const document of forget(id, unit)) cleared.add(document);
        units.delete(id);
        due.delete(id);
      }
      for (const fresh of added) {
        const id = unitId(fresh);
        units.set(id, { environment: fresh.environment, resource: fresh.resource, result: undefined });
        due.add(id);
      }
      for (const [environment, keys] of touched) {
        for (const key of keys) for (const id of readers.get(scoped(environment, key)) ?? []) due.add(id);
      }
    },
    *run(snapshot, wanted) {
      yield* cleared;
      cleared.clear();
      for (const id of [...due]) {
        const unit = units.get(id);
        if (!unit || !wanted(unit.resource.document)) continue;
        const environment = snapshot.environments.get(unit.environment);
        if (!environment) continue;
        const result = runRules(rules, unit.resource, environment, snapshot.settings, failed);
        computed += 1;
        const before = forget(id, unit);
        const after = keep(id, unit, result);
        due.delete(id);
        yield* new Set([...before, ...after]);
        yield undefined;
      }
    },
  };
}
