import {
  type Diagnostic,
  DiagnosticSeverity,
  type Location,
  type Range,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { Finding } from '../core/model/finding.ts';
import type { Severity } from '../core/model/severity.ts';
import type { Source } from '../core/model/source.ts';
import type { Span } from '../core/text/span.ts';
import type { ManifestEdits } from '../core/workspace/edit-manifests.ts';
import type { Host } from '../core/workspace/host.ts';
import type { Manifest } from '../core/workspace/manifest.ts';
import { positionAt } from '../core/workspace/manifest-positions.ts';

/** Where the pages of the rules are. */
const RULE_PAGES = 'https://github.com/kubereach/kubereach/blob/main/docs/rules';

const SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** A span of a manifest as a range. */
export function toRange(manifest: Manifest, { start, end }: Span): Range {
  return { start: positionAt(manifest, start), end: positionAt(manifest, end) };
}

/** Where a source stands now; undefined when it is gone. */
export function toLocation(host: Host, source: Source): Location | undefined {
  const snapshot = host.snapshot();
  const found = host.locator.locate(snapshot, source);
  const manifest = found && snapshot.manifests.get(found.uri);
  return manifest && { uri: found.uri, range: toRange(manifest, found.span) };
}

/** Makes links that editors open at a place: `file:///a.yaml#L3,5`, lines and columns from 1. */
export function toLink(host: Host): (source: Source) => string | undefined {
  return (source) => {
    const location = toLocation(host, source);
    if (!location) return undefined;
    const { line, character } = location.range.start;
    return `${location.uri}#L${line + 1},${character + 1}`;
  };
}

/** Findings as diagnostics; those whose place is gone are left out. */
export function toDiagnostics(findings: readonly Finding[], host: Host, withRelated: boolean): Diagnostic[] {
  return findings.flatMap((finding): Diagnostic[] => {
    const location = toLocation(host, finding.at);
    if (!location) return [];
    const related = finding.related.flatMap(({ at, message }) => {
      const place = toLocation(host, at);
      return place ? [{ location: place, message }] : [];
    });
    return [
      {
        range: location.range,
        severity: SEVERITY[finding.severity],
        source: 'kubereach',
        code: finding.rule,
        codeDescription: { href: `${RULE_PAGES}/${finding.rule}.md` },
        message: finding.message,
        ...(withRelated && related.length > 0 ? { relatedInformation: related } : {}),
      },
    ];
  });
}

/** Edits of manifests as one edit of the workspace. */
export function toWorkspaceEdit(host: Host, edits: ManifestEdits): WorkspaceEdit {
  const { manifests } = host.snapshot();
  const changes = Object.fromEntries(
    [...edits].flatMap(([uri, ofManifest]): [string, TextEdit[]][] => {
      const manifest = manifests.get(uri);
      return manifest
        ? [[uri, ofManifest.map(({ span, newText }) => ({ range: toRange(manifest, span), newText }))]]
        : [];
    }),
  );
  return { changes };
}
