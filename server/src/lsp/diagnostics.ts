import type { Connection, Diagnostic } from 'vscode-languageserver/node';
import { sayEnvironments } from '../core/features/say-environments.ts';
import type { Finding } from '../core/model/finding.ts';
import type { DocumentId } from '../core/model/source.ts';
import type { Analysis } from '../core/rules/analysis.ts';
import { compositionFindings, documentFindings } from '../core/rules/define-document-rule.ts';
import { DOCUMENT_RULES } from '../core/rules/document-registry.gen.ts';
import { type MergedFinding, mergeFindings } from '../core/rules/merge-findings.ts';
import type { Division } from '../core/workspace/division.ts';
import type { Host } from '../core/workspace/host.ts';
import type { Settings } from '../core/workspace/settings.ts';
import { createDiagnosticCache } from './diagnostic-cache.ts';

/** Sends findings to the client. They are pushed, because a change of one manifest changes those of many others. */
export interface Publisher {
  /** The findings of a manifest may have changed. */
  readonly markChanged: (uri: string) => void;
  readonly markAllChanged: () => void;
  /** Sends what has changed, of the manifests that are wanted. */
  readonly publish: (wanted: (uri: string) => boolean) => void;
  /** Every finding of a manifest as it is now, each place once. */
  readonly findingsOf: (uri: string) => readonly MergedFinding[];
}

export interface PublisherOptions {
  readonly connection: Connection;
  readonly host: Host;
  readonly analysis: () => Analysis;
  /** The version of an open document. */
  readonly version: (uri: string) => number | undefined;
  /** What users set for a manifest. */
  readonly settingsOf: (uri: string) => Settings;
  readonly supportsRelated: () => boolean;
  /** What people call an environment. */
  readonly nameOf: (environment: string) => string;
}

/** The same diagnostics in the same order: each is the same object for as long as it says the same. */
function isEqual(a: readonly Diagnostic[], b: readonly Diagnostic[]): boolean {
  return a.length === b.length && a.every((diagnostic, i) => diagnostic === b[i]);
}

/** Makes a publisher that has sent nothing. */
export function createPublisher({
  connection,
  host,
  analysis,
  version,
  settingsOf,
  supportsRelated,
  nameOf,
}: PublisherOptions): Publisher {
  const changed = new Set<string>();
  const sent = new Map<string, readonly Diagnostic[]>();
  /** For a manifest, the others whose diagnostics show places in it. */
  const shownIn = new Map<string, Set<string>>();
  const cache = createDiagnosticCache(host, supportsRelated);
  const sayOnly = (environments: readonly string[]): string => sayEnvironments(environments.map(nameOf));

  type Composed = Division['composed'];
  type OfComposed = ReturnType<typeof compositionFindings>;
  let known: { readonly composed: Composed; readonly findings: OfComposed } | undefined;
  const ofComposed = (composed: Composed): OfComposed => {
    if (known?.composed !== composed) {
      const { manifestOf } = host.snapshot();
      const settings = (id: DocumentId): Settings => settingsOf(manifestOf.get(id) ?? '');
      known = { composed, findings: compositionFindings(DOCUMENT_RULES, composed, settings) };
    }
    return known.findings;
  };

  const findingsOf = (uri: string): readonly MergedFinding[] => {
    const { manifests, division } = host.snapshot();
    const settings = settingsOf(uri);
    const findings: Finding[] = [];
    for (const { document } of manifests.get(uri)?.chunks ?? []) {
      if (document.problems.length > 0)
        findings.push(...documentFindings(DOCUMENT_RULES, document, settings));
      findings.push(...(ofComposed(division.composed).get(document.id) ?? []));
      findings.push(...analysis().findingsOf(document.id));
    }
    return mergeFindings(host.snapshot(), findings);
  };

  const send = (uri: string): void => {
    const findings = findingsOf(uri);
    const diagnostics = findings.flatMap(
      ({ finding, only }) => cache.diagnosticOf(finding, only && sayOnly(only)) ?? [],
    );
    for (const other of findings.flatMap(({ finding }) => cache.relatedUris(finding))) {
      if (other !== uri) shownIn.set(other, (shownIn.get(other) ?? new Set()).add(uri));
    }
    if (isEqual(diagnostics, sent.get(uri) ?? [])) return;
    if (diagnostics.length > 0) sent.set(uri, diagnostics);
    else sent.delete(uri);
    const openVersion = version(uri);
    const message =
      openVersion === undefined ? { uri, diagnostics } : { uri, version: openVersion, diagnostics };
    // A client that is gone needs no diagnostics.
    connection.sendDiagnostics(message).catch(() => {});
  };

  return {
    findingsOf,
    markChanged: (uri) => {
      changed.add(uri);
      for (const other of shownIn.get(uri) ?? []) changed.add(other);
      shownIn.delete(uri);
    },
    markAllChanged: () => {
      for (const uri of [...host.snapshot().manifests.keys(), ...sent.keys()]) changed.add(uri);
    },
    publish: (wanted) => {
      for (const uri of [...changed].filter(wanted)) {
        changed.delete(uri);
        send(uri);
      }
    },
  };
}
