import type { Finding } from '../core/model/finding.ts';
import type { Severity } from '../core/model/severity.ts';
import type { Analysis } from '../core/rules/analysis.ts';
import { compositionFindings, documentFindings } from '../core/rules/define-document-rule.ts';
import { DOCUMENT_RULES } from '../core/rules/document-registry.gen.ts';
import { mergeFindings } from '../core/rules/merge-findings.ts';
import { proposeFixes } from '../core/rules/propose-fixes.ts';
import { RULES } from '../core/rules/registry.gen.ts';
import type { Environment } from '../core/workspace/environment.ts';
import type { Host } from '../core/workspace/host.ts';
import { resourcesAt } from '../core/workspace/resource-at.ts';
import { DEFAULT_SETTINGS } from '../core/workspace/settings.ts';
import { environmentNames } from './choose-environment.ts';
import type { LoadedWorkspace } from './load-workspace.ts';
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
  /** The environments that it holds in, where there are several and it does not hold in all that its place is part of. */
  readonly only: readonly string[] | undefined;
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

/** Puts findings into the words of a report, sorted by file and place; of one environment, or of all. */
export function makeReport(
  { host, rendered, fileCount }: LoadedWorkspace,
  analysis: Analysis,
  environment: Environment | undefined,
): Report {
  const place = createPlacer(host, rendered);
  const nameOf = environmentNames(host);
  const isWanted = (id: string | undefined): boolean =>
    !environment || id === undefined || id === environment.id;
  const found = [...analysis.all(), ...textFindings(host)].filter((one) => isWanted(one.environment));
  const merged = mergeFindings(host.snapshot(), found, environment?.id);
  const all = merged.flatMap(({ finding, only }): ReportedFinding[] => {
    const at = place(finding.at);
    if (!at) return [];
    return [
      {
        rule: finding.rule,
        severity: finding.severity,
        message: finding.message,
        place: at,
        resource: resourceOf(host, finding),
        only: environment ? undefined : only?.map(nameOf),
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
  const { manifests, environments, division } = host.snapshot();
  // All that a command reads has the same settings.
  const settings = [...environments.values()][0]?.settings ?? DEFAULT_SETTINGS;
  const ofTexts = [...manifests.values()].flatMap(({ chunks }) =>
    chunks.flatMap(({ document }) => documentFindings(DOCUMENT_RULES, document, settings)),
  );
  const ofCompositions = compositionFindings(DOCUMENT_RULES, division.composed, () => settings);
  return [...ofTexts, ...[...ofCompositions.values()].flat()];
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
  const { manifests, derived } = host.snapshot();
  const written = [...manifests.values()].flatMap(({ chunks }) =>
    chunks
      .map(({ document }) => document)
      .filter((document) => document.facts.length > 0 || document.problems.length > 0),
  );
  // Where templates print all that there is, nothing is written as it is.
  const documents = written.length > 0 ? written : [...derived.values()];
  return {
    files,
    documents: documents.length,
    resources: documents.reduce((sum, { facts }) => sum + facts.length, 0),
    errors: count('error'),
    warnings: count('warning'),
    infos: count('info'),
    hints: count('hint'),
  };
}
