import type { Finding } from '../model/finding.ts';
import type { DocumentId } from '../model/source.ts';
import type { EnvironmentId } from '../workspace/environment.ts';
import type { ReadKey } from '../workspace/read-key.ts';
import { type Resource, type ResourceId, resourceId } from '../workspace/resource.ts';
import type { Change, Snapshot } from '../workspace/snapshot.ts';
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

/** A resource in one environment, and what the rules said of it when they were last asked. */
interface Unit {
  readonly environment: EnvironmentId;
  readonly resource: Resource;
  result: RuleResult;
}

/** The units of one environment, and which of them read what. */
interface Ledger {
  readonly units: Map<ResourceId, Unit>;
  readonly readers: Map<ReadKey, Set<Unit>>;
}

const NOTHING: RuleResult = { findings: [], reads: [] };

/** Makes an analysis without results. */
export function createAnalysis(
  rules: readonly Rule[],
  failed: (rule: string, error: unknown) => void,
): Analysis {
  const ledgers = new Map<EnvironmentId, Ledger>();
  const byDocument = new Map<DocumentId, Map<Unit, Finding[]>>();
  const due = new Set<Unit>();
  /** Documents whose findings went away with their resource; they are given out by the next run. */
  const cleared = new Set<DocumentId>();
  let computed = 0;

  const ledgerOf = (environment: EnvironmentId): Ledger => {
    const known = ledgers.get(environment) ?? { units: new Map(), readers: new Map() };
    ledgers.set(environment, known);
    return known;
  };

  /** Takes the result of a unit back; gives the documents whose findings went with it. */
  const forget = (unit: Unit): Set<DocumentId> => {
    const documents = new Set<DocumentId>();
    const { readers } = ledgerOf(unit.environment);
    for (const key of unit.result.reads) {
      const ofKey = readers.get(key);
      ofKey?.delete(unit);
      if (ofKey?.size === 0) readers.delete(key);
    }
    for (const { at } of unit.result.findings) {
      if (byDocument.get(at.document)?.delete(unit)) documents.add(at.document);
    }
    unit.result = NOTHING;
    return documents;
  };

  /** Gives the documents in which the result has findings. */
  const keep = (unit: Unit, result: RuleResult): Set<DocumentId> => {
    const documents = new Set<DocumentId>();
    unit.result = result;
    const { readers } = ledgerOf(unit.environment);
    for (const key of result.reads) {
      const ofKey = readers.get(key);
      if (ofKey) ofKey.add(unit);
      else readers.set(key, new Set([unit]));
    }
    for (const finding of result.findings) {
      const ofDocument = byDocument.get(finding.at.document) ?? new Map<Unit, Finding[]>();
      byDocument.set(finding.at.document, ofDocument.set(unit, [...(ofDocument.get(unit) ?? []), finding]));
      documents.add(finding.at.document);
    }
    return documents;
  };

  return {
    computed: () => computed,
    findingsOf: (document) => {
      const results = byDocument.get(document);
      return results ? [...results.values()].flat() : [];
    },
    all: () => [...byDocument.values()].flatMap((results) => [...results.values()].flat()),
    invalidate: ({ touched, added, removed }) => {
      for (const { environment, resource } of removed) {
        const { units } = ledgerOf(environment);
        const unit = units.get(resourceId(resource));
        if (!unit) continue;
        for (const document of forget(unit)) cleared.add(document);
        units.delete(resourceId(resource));
        due.delete(unit);
      }
      for (const { environment, resource } of added) {
        const unit = { environment, resource, result: NOTHING };
        ledgerOf(environment).units.set(resourceId(resource), unit);
        due.add(unit);
      }
      for (const [environment, keys] of touched) {
        const { readers } = ledgerOf(environment);
        for (const key of keys) for (const unit of readers.get(key) ?? []) due.add(unit);
      }
    },
    *run(snapshot, wanted) {
      yield* cleared;
      cleared.clear();
      for (const unit of [...due]) {
        const environment = snapshot.environments.get(unit.environment);
        if (!environment || !due.has(unit) || !wanted(unit.resource.document)) continue;
        const { findings, reads } = runRules(rules, unit.resource, environment, snapshot.settings, failed);
        computed += 1;
        due.delete(unit);
        const old = unit.result.findings;
        const isSame = JSON.stringify(old) === JSON.stringify(findings);
        const before = forget(unit);
        // Findings that say what they said stay the same objects, so nobody has to look at them again.
        const after = keep(unit, { findings: isSame ? old : findings, reads });
        if (!isSame) yield* new Set([...before, ...after]);
        yield undefined;
      }
    },
  };
}
