import type { ConnectionChanges } from '../core/features/connection-changes.ts';
import { describeEnd } from '../core/features/describe-change.ts';
import { describeReason } from '../core/features/describe-reason.ts';
import type { ChangedEnd } from '../core/reach/changed-ends.ts';
import type { ConnectionChange } from '../core/reach/compare-connections.ts';
import type { ChangedPorts, ChangeReason, ChangeType } from '../core/reach/explain-change.ts';
import type { Host } from '../core/workspace/host.ts';
import { positionAt } from '../core/workspace/manifest-positions.ts';
import { displayPath } from './display-path.ts';
import type { Base } from './load-base.ts';

/** What a comparison has found, with every place in lines and columns: all that reporters need. */
export interface DiffReport {
  /** What it is compared with, as people name it. */
  readonly base: string;
  readonly changes: readonly ReportedChange[];
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
  /** As people at this working directory name it; in a revision `HEAD:deploy/api.yaml`. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Explains every change. A connection of which several ports are opened for several reasons counts once. */
export function makeDiffReport(host: Host, compared: ConnectionChanges, base: Base): DiffReport {
  const changes: ReportedChange[] = [];
  const summary: Record<ChangeType, number> = { opened: 0, closed: 0, confirmed: 0, doubted: 0 };
  for (const change of compared.changes()) {
    const explained = compared.explain(change);
    for (const type of new Set(explained.map((ports) => ports.type))) summary[type] += 1;
    for (const ports of explained)
      changes.push({ change, ports, reasons: reasonsOf(host, compared, base, change, ports) });
  }
  return { base: base.name, changes, summary };
}

function reasonsOf(
  host: Host,
  compared: ConnectionChanges,
  base: Base,
  { from, to }: ConnectionChange,
  { reasons }: ChangedPorts,
): ReportedReason[] {
  const gone = [from, to].filter(isGone).map((end) => ({
    message: `${describeEnd(end).replace(/ \(gone\)$/, '')} is gone`,
    place: undefined,
  }));
  if (gone.length > 0) return gone;
  // Where one side is free, the other one decides.
  const written = reasons.filter(({ reason }) => reason.type !== 'default');
  if (written.length === 0) return [{ message: 'no policy is in the way', place: undefined }];
  return written.map((reason) => reported(host, compared, base, reason));
}

function isGone(end: ChangedEnd): boolean {
  return end.type === 'pods' && !end.after;
}

function reported(
  host: Host,
  { before, after }: ConnectionChanges,
  base: Base,
  reason: ChangeReason,
): ReportedReason {
  const { text: message, at } = describeReason(reason, after.environment);
  const place = (
    snapshot: typeof after.snapshot,
    display: (uri: string) => string,
  ): ReasonPlace | undefined => {
    const found = at && host.locator.locate(snapshot, at);
    const manifest = found && snapshot.manifests.get(found.uri);
    if (!manifest) return undefined;
    const { line, character } = positionAt(manifest, found.span.start);
    return { file: display(found.uri), line: line + 1, column: character + 1 };
  };
  // A manifest that has not changed is known in the later state only, and says the same there.
  const old = reason.state === 'before' ? place(before.snapshot, base.display) : undefined;
  return { message, place: old ?? place(after.snapshot, displayPath) };
}
