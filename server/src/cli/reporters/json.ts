import type { Severity } from '../../core/model/severity.ts';
import type { Place } from '../place.ts';
import type { Report, ReportedFinding, Summary } from '../report.ts';
import type { ReportedResource } from '../reported-resource.ts';

/**
 * The form of `check --format json`: one object. Fields are added, never changed or taken away. Lines and columns count
 * from 1, columns in UTF-16 units; the end is exclusive. Files are relative to the working directory with forward
 * slashes; `<stdin>` is standard input, unless it is what helm prints: then it is the template, if its chart is found.
 */
export interface JsonReport {
  /** Sorted by file and place. */
  readonly findings: readonly JsonFinding[];
  /** Counts: `files`, `documents` and `resources` that were read, and findings by severity. */
  readonly summary: Summary;
}

/** One finding of the report. */
export interface JsonFinding extends JsonPlace {
  /** The id of the rule: `kubereach rules <id>` explains it. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly endLine: number;
  readonly endColumn: number;
  /** The resource it is about; left out where the text is too broken to tell. */
  readonly resource?: ReportedResource;
  /** The environments that it holds in; left out where it holds in every one that its place is part of. */
  readonly environments?: readonly string[];
  /** The other ends: what the place refers to, what decides it. */
  readonly related: readonly (JsonPlace & { readonly message: string })[];
  /** What an editor would offer to do about it, as orders. */
  readonly fixes: readonly string[];
}

/** Where something starts. */
export interface JsonPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The template that has printed it, as helm names it, where the chart was not found. */
  readonly template?: string;
}

/** The report as one JSON object in lines of its own, so that it can be read and compared. */
export function formatJson({ findings, summary }: Report): string {
  const report: JsonReport = { findings: findings.map(toJson), summary };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function toJson(finding: ReportedFinding): JsonFinding {
  const { rule, severity, message, place, resource, only, related, fixes } = finding;
  return {
    rule,
    severity,
    message,
    ...startOf(place),
    endLine: place.endLine,
    endColumn: place.endColumn,
    ...(resource ? { resource } : {}),
    ...(only ? { environments: only } : {}),
    related: related.map((other) => ({ ...startOf(other.place), message: other.message })),
    fixes,
  };
}

/** Where a place starts. */
export function startOf({ file, line, column, template }: Place): JsonPlace {
  return { file, line, column, ...(template === undefined ? {} : { template }) };
}
