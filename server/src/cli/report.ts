import type { Finding } from '../core/model/finding.ts';
import type { Severity } from '../core/model/severity.ts';
import type { Analysis } from '../core/rules/analysis.ts';
import { documentFindings } from '../core/rules/define-document-rule.ts';
import { DOCUMENT_RULES } from '../core/rules/document-registry.gen.ts';
import { proposeFixes } from '../core/rules/propose-fixes.ts';
import { RULES } from '../core/rules/registry.gen.ts';
import type { Host } from '../core/workspace/host.ts';
import { resourcesAt } from '../core/workspace/resource-at.ts';
import { DEFAULT_SETTINGS } from '../core/workspace/settings.ts';
import { createPlacer, type Place } from './place.ts';
import { type ReportedResource, reportedResource } from './reported-resource.ts';

/** What a command has found, with every place in lines and columns: all that reporters need. */
export interface Report {
  readonly findings: readonly ReportedFinding[];
  readonly summary: Summary;
}

export interface ReportedFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly place: Place;
  readonly resource: ReportedResource | undefined;
  readonly related: readonly { readonly place: Place; readonly message: string }[];
  /** The titles of the fixes. */
  readonly fixes: readonly string[];
}

export interface Summary {
  readonly files: number;
  readonly documents: number;
  readonly resources: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly hints: number;
}

/** Puts findings into the words of a report, sorted by file and place. */
export function makeReport(host: Host, analysis: Analysis, fileCount: number): Report {
  const place = createPlacer(host);
  const all = [...analysis.all(), ...textFindings(host)].flatMap((finding): ReportedFinding[] => {
    const at = place(finding.at);
    if (!at) return [];
    return [
      {
        rule: finding.rule,
        severity: finding.severity,
        message: finding.message,
        place: at,
        resource: resourceOf(host, finding),
        related: finding.related.flatMap(({ at: other, message }) => {
          const found = place(other);
          return found ? [{ place: found, message }] : [];
        }),
        fixes: proposeFixes(RULES, finding, host, analysis).map(({ title }) => title),
      },
    ];
  });
  const sorted = all.sort(byPlace);
  return { findings: sorted, summary: summarize(host, sorted, fileCount) };
}

function textFindings(host: Host): Finding[] {
  const { manifests, environments } = host.snapshot();
  // All that a command reads is one environment.
  const settings = [...environments.values()][0]?.settings ?? DEFAULT_SETTINGS;
  return [...manifests.values()].flatMap(({ chunks }) =>
    chunks.flatMap(({ document }) => documentFindings(DOCUMENT_RULES, document, settings)),
  );
}

function resourceOf(host: Host, { at }: Finding): ReportedResource | undefined {
  const placed = resourcesAt(host.snapshot(), at)[0];
  return placed && reportedResource(placed.resource);
}

function byPlace(a: ReportedFinding, b: ReportedFinding): number {
  if (a.place.file !== b.place.file) return a.place.file < b.place.file ? -1 : 1;
  return a.place.line - b.place.line || a.place.column - b.place.column || (a.rule < b.rule ? -1 : 1);
}

function summarize(host: Host, findings: readonly ReportedFinding[], files: number): Summary {
  const count = (severity: Severity): number =>
    findings.filter((finding) => finding.severity === severity).length;
  const documents = [...host.snapshot().manifests.values()].flatMap(({ chunks }) =>
    chunks.filter(({ document }) => document.facts.length > 0 || document.problems.length > 0),
  );
  return {
    files,
    documents: documents.length,
    resources: documents.reduce((sum, { document }) => sum + document.facts.length, 0),
    errors: count('error'),
    warnings: count('warning'),
    infos: count('info'),
    hints: count('hint'),
  };
}
