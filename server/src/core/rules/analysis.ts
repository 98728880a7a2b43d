import type { Finding } from '../model/finding.ts';
import type { DocumentId } from '../model/source.ts';
import type { Change, Snapshot } from '../workspace/snapshot.ts';
import { writtenAt } from '../workspace/written-at.ts';
import type { Rule } from './define-rule.ts';
import { type FindingsAfter, findingsAfter, type Untouched } from './findings-after.ts';
import { createLedger, type Unit } from './ledger.ts';
import { runRules } from './run-rules.ts';
import { surroundingsIn } from './surroundings.ts';

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
  /**
   * What a change would make of the findings, resource by resource, for as long as the caller asks; nothing of it is
   * kept. Only what may differ is looked at. What is still due counts as without findings.
   */
  readonly findingsAfter: (change: Change) => Iterable<FindingsAfter>;
  /** How many results have been computed so far: what tests count. */
  readonly computed: () => number;
}

/** Makes an analysis without results. */
export function createAnalysis(
  rules: readonly Rule[],
  failed: (rule: string, error: unknown) => void,
): Analysis {
  const ledger = createLedger();
  const byDocument = new Map<DocumentId, Map<Unit, Finding[]>>();
  /** The documents that the findings of a unit are filed under. */
  const filed = new Map<Unit, ReadonlySet<DocumentId>>();
  const due = new Set<Unit>();
  /** Documents whose findings went away with their resource; they are given out by the next run. */
  const cleared = new Set<DocumentId>();
  const untouched: Untouched = new Map();
  let computed = 0;

  /** Takes the findings of a unit back; gives the documents that had some. */
  const withdraw = (unit: Unit): ReadonlySet<DocumentId> => {
    const documents = filed.get(unit) ?? NOWHERE;
    for (const document of documents) byDocument.get(document)?.delete(unit);
    filed.delete(unit);
    return documents;
  };

  /** Files the findings of a unit where they were written; gives the documents that have some. */
  const file = (unit: Unit, snapshot: Snapshot): ReadonlySet<DocumentId> => {
    const documents = new Set<DocumentId>();
    for (const finding of unit.result.findings) {
      const { document } = writtenAt(snapshot, finding.at);
      const ofDocument = byDocument.get(document) ?? new Map<Unit, Finding[]>();
      byDocument.set(document, ofDocument.set(unit, [...(ofDocument.get(unit) ?? []), finding]));
      documents.add(document);
    }
    if (documents.size > 0) filed.set(unit, documents);
    return documents;
  };

  return {
    computed: () => computed,
    findingsAfter: (change) => findingsAfter(rules, ledger, untouched, change),
    findingsOf: (document) => {
      const results = byDocument.get(document);
      return results ? [...results.values()].flat() : [];
    },
    all: () => [...byDocument.values()].flatMap((results) => [...results.values()].flat()),
    invalidate: ({ touched, added, removed }) => {
      untouched.clear();
      for (const placed of removed) {
        const unit = ledger.find(placed);
        if (!unit) continue;
        for (const document of withdraw(unit)) cleared.add(document);
        ledger.remove(unit);
        due.delete(unit);
      }
      for (const placed of added) due.add(ledger.add(placed));
      for (const unit of ledger.readersOf(touched)) due.add(unit);
    },
    *run(snapshot, wanted) {
      yield* cleared;
      cleared.clear();
      const surroundings = surroundingsIn(snapshot);
      for (const unit of [...due]) {
        const environment = snapshot.environments.get(unit.environment);
        if (!environment || !due.has(unit) || !wanted(unit.resource.document)) continue;
        const around = surroundings(unit.environment);
        const { findings, ...reads } = runRules(rules, unit.resource, environment, around, failed);
        computed += 1;
        due.delete(unit);
        const old = unit.result.findings;
        const isSame = JSON.stringify(old) === JSON.stringify(findings);
        const before = withdraw(unit);
        // Findings that say what they said stay the same objects, so nobody has to look at them again.
        ledger.record(unit, { findings: isSame ? old : findings, ...reads });
        const after = file(unit, snapshot);
        if (!isSame) yield* new Set([...before, ...after]);
        yield undefined;
      }
    },
  };
}

const NOWHERE: ReadonlySet<DocumentId> = new Set();
