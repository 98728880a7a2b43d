import type { DiffReport, ReasonPlace, ReportedChange } from '../../core/features/diff/diff-report.ts';
import * as addresses from '../../core/reach/address-set.ts';
import type { ChangedEnd } from '../../core/reach/changes/changed-ends.ts';
import type { ChangeType } from '../../core/reach/changes/explain-change.ts';
import type { Answer } from '../../core/reach/evaluate-connection.ts';
import { formatPorts } from '../../core/reach/port-set.ts';

/**
 * The form of `diff --format json`: one object. Fields are added, never changed or taken away. Lines and columns count
 * from 1; files are relative to the working directory, and those of a revision have it in front: `HEAD:deploy/api.yaml`.
 */
export interface JsonDiff {
  /** What it is compared with. */
  readonly base: string;
  readonly changes: readonly JsonChange[];
  /** How many connections there are of each type. */
  readonly summary: Readonly<Record<ChangeType, number>>;
}

export interface JsonChange {
  readonly type: ChangeType;
  readonly from: JsonEnd;
  readonly to: JsonEnd;
  /** As `TCP 80,8080-8090,UDP 53`, or `All Connections`. */
  readonly ports: string;
  readonly before: Answer;
  readonly after: Answer;
  /** What decides it; without a file where no policy does. */
  readonly reasons: readonly ({ readonly message: string } & Partial<ReasonPlace>)[];
}

/** Pods by the name of what makes them, with a mark where they are not there before or after; or addresses. */
export type JsonEnd =
  | { readonly pods: string; readonly is?: 'new' | 'gone' }
  | { readonly addresses: readonly string[] };

/** The comparison as one JSON object in lines of its own. */
export function formatDiffJson({ base, changes, summary }: DiffReport): string {
  const report: JsonDiff = { base, changes: changes.map(toJson), summary };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function toJson({ change: { from, to }, ports, reasons }: ReportedChange): JsonChange {
  return {
    type: ports.type,
    from: toEnd(from),
    to: toEnd(to),
    ports: formatPorts(ports.ports),
    before: ports.before,
    after: ports.after,
    reasons: reasons.map(({ message, place }) => ({ message, ...place })),
  };
}

function toEnd(end: ChangedEnd): JsonEnd {
  if (end.type === 'outside') return { addresses: addresses.formatRanges(end.addresses) };
  if (end.before && end.after) return { pods: end.name };
  return { pods: end.name, is: end.after ? 'new' : 'gone' };
}
