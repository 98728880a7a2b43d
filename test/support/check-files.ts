import type { Finding } from '../../server/src/core/model/finding.ts';
import { documentFindings } from '../../server/src/core/rules/define-document-rule.ts';
import { DOCUMENT_RULES } from '../../server/src/core/rules/document-registry.gen.ts';
import { RULES } from '../../server/src/core/rules/registry.gen.ts';
import { createLineIndex } from '../../server/src/core/text/line-index.ts';
import type { Host } from '../../server/src/core/workspace/host.ts';
import { DEFAULT_SETTINGS } from '../../server/src/core/workspace/settings.ts';
import { findAll } from './check-findings.ts';
import type { FoundText } from './texts-in.ts';
import { hostOf } from './workspace.ts';

/** Where a finding is, in short: `policies.yaml:12 warning policy-blocks-dns`. Lines count from 1. */
export type Place = `${string}:${number} ${string} ${string}`;

/** All findings of files that are one environment, of rules about resources and about the text alike, sorted by place. */
export function checkFiles(files: readonly FoundText[]): Place[] {
  const host = hostOf(files.map(({ path, text }) => ({ uri: `file:///${path}`, text })));
  const found = allFindings(host).flatMap((finding) => locate(host, finding) ?? []);
  return found
    .sort((a, b) =>
      a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || (a.rule < b.rule ? -1 : 1),
    )
    .map(({ file, line, severity, rule }): Place => `${file}:${line} ${severity} ${rule}`);
}

function allFindings(host: Host): Finding[] {
  const { manifests } = host.snapshot();
  const documents = [...manifests.values()].flatMap(({ chunks }) => chunks.map(({ document }) => document));
  return [
    ...findAll(RULES, host),
    ...documents.flatMap((document) => documentFindings(DOCUMENT_RULES, document, DEFAULT_SETTINGS)),
  ];
}

function locate(host: Host, { at, severity, rule }: Finding) {
  const snapshot = host.snapshot();
  const location = host.locator.locate(snapshot, at);
  if (!location) return undefined;
  const lines = createLineIndex(snapshot.manifests.get(location.uri)?.text ?? '');
  const file = location.uri.replace('file:///', '');
  return { file, line: lines.positionAt(location.span.start).line + 1, severity, rule };
}
