import type { ChangedEnd } from '../../reach/changes/changed-ends.ts';
import type { ConnectionChange } from '../../reach/changes/compare-connections.ts';
import type { ChangedPorts, ChangeReason, ChangeType } from '../../reach/changes/explain-change.ts';
import type { Locator } from '../../workspace/locator.ts';
import { positionAt } from '../../workspace/manifest-positions.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import type { ConnectionChanges } from './connection-changes.ts';
import { describeEnd } from './describe-change.ts';
import { describeReason } from './describe-reason.ts';

/** What a comparison has found, with every place in lines and columns: all that is needed to show it. */
export interface DiffReport {
  /** What it is compared with, as people name it. */
  readonly base: string;
  readonly changes: readonly ReportedChange[];
  /** A connection of which several ports are opened for several reasons counts once. */
  readonly summary: Readonly<Record<ChangeType, number>>;
}

/** Some ports of a connection, and why another thing holds for them than before. */
export interface ReportedChange {
  readonly change: ConnectionChange;
  readonly ports: ChangedPorts;
  readonly reasons: readonly ReportedReason[];
}

export interface ReportedReason {
  readonly message: string;
  readonly place: ReasonPlace | undefined;
}

/** Where a reason stands; lines and columns count from 1. */
export interface ReasonPlace {
  /** As people name it; in a revision `HEAD:deploy/api.yaml`. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** How people name what is compared. */
export interface DiffNames {
  readonly base: string;
  /** A manifest of the state before. */
  readonly before: (uri: string) => string;
  readonly after: (uri: string) => string;
}

/** Explains changes of a comparison: all, or those that are wanted. */
export function makeDiffReport(
  locator: Locator,
  compared: ConnectionChanges,
  names: DiffNames,
  wanted: Iterable<ConnectionChange> = compared.changes(),
): DiffReport {
  const changes: ReportedChange[] = [];
  const summary: Record<ChangeType, number> = { opened: 0, closed: 0, confirmed: 0, doubted: 0 };
  for (const change of wanted) {
    const explained = compared.explain(change);
    for (const type of new Set(explained.map((ports) => ports.type))) summary[type] += 1;
    for (const ports of explained) {
      const reasons = goneEnds(change) ?? reasonsOf(locator, compared, names, ports);
      changes.push({ change, ports, reasons });
    }
  }
  return { base: names.base, changes, summary };
}

function goneEnds({ from, to }: ConnectionChange): ReportedReason[] | undefined {
  const gone = [from, to].filter(isGone);
  if (gone.length === 0) return undefined;
  // Both ends may be replicas of one workload.
  const messages = new Set(gone.map((end) => describeEnd(end).replace(/ \(gone\)$/, ' is gone')));
  return [...messages].map((message) => ({ message, place: undefined }));
}

function isGone(end: ChangedEnd): boolean {
  return end.type === 'pods' && !end.after;
}

function reasonsOf(
  locator: Locator,
  compared: ConnectionChanges,
  names: DiffNames,
  { reasons }: ChangedPorts,
): ReportedReason[] {
  // Where one side is free, the other one decides.
  const written = reasons.filter(({ reason }) => reason.type !== 'default');
  if (written.length === 0) return [{ message: 'no policy is in the way', place: undefined }];
  return written.map((reason) => reported(locator, compared, names, reason));
}

function reported(
  locator: Locator,
  { before, after }: ConnectionChanges,
  names: DiffNames,
  reason: ChangeReason,
): ReportedReason {
  const { text: message, at } = describeReason(reason, after.environment);
  const placeIn = (snapshot: Snapshot, name: (uri: string) => string): ReasonPlace | undefined => {
    const found = at && locator.locate(snapshot, at);
    const manifest = found && snapshot.manifests.get(found.uri);
    if (!manifest) return undefined;
    const { line, character } = positionAt(manifest, found.span.start);
    return { file: name(found.uri), line: line + 1, column: character + 1 };
  };
  // A manifest that has not changed is known in the later state only, and says the same there.
  const old = reason.state === 'before' ? placeIn(before.snapshot, names.before) : undefined;
  return { message, place: old ?? placeIn(after.snapshot, names.after) };
}
