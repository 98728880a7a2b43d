import { expect } from 'vitest';
import type { Finding } from '../../server/src/core/model/finding.ts';
import { type Analysis, createAnalysis } from '../../server/src/core/rules/analysis.ts';
import type { Rule } from '../../server/src/core/rules/define-rule.ts';
import { type ProposedFix, proposeFixes } from '../../server/src/core/rules/propose-fixes.ts';
import { createLineIndex } from '../../server/src/core/text/line-index.ts';
import { applyEdits } from '../../server/src/core/text/text-edit.ts';
import type { Host } from '../../server/src/core/workspace/host.ts';
import type { Settings } from '../../server/src/core/workspace/settings.ts';
import type { FixtureFile } from './fixture.ts';
import { openWorkspace, type TestWorkspace } from './workspace.ts';

/** Runs rules over a fixture and demands exactly the findings that its annotations name, at exactly their places. */
export function checkFindings(
  rules: readonly Rule[],
  source: string,
  settings: Partial<Settings> = {},
): TestWorkspace {
  const workspace = openWorkspace(source, settings);
  const found = findAll(rules, workspace.host);
  const snapshot = workspace.host.snapshot();
  for (const file of workspace.fixture.files) {
    const here = found.flatMap((finding) => {
      const location = workspace.host.locator.locate(snapshot, finding.at);
      return location?.uri === file.uri ? [{ ...location.span, text: finding.message }] : [];
    });
    expect(describe(file, here), `findings in ${file.uri}`).toEqual(describe(file, expected(file, here)));
  }
  return workspace;
}

/** Every finding of a host's current snapshot, by a fresh analysis. */
export function findAll(rules: readonly Rule[], host: Host): readonly Finding[] {
  return analyze(rules, host).all();
}

/** A fresh analysis of a host's current snapshot; a rule that throws fails the test. */
function analyze(rules: readonly Rule[], host: Host): Analysis {
  const analysis = createAnalysis(rules, (rule, error) => {
    throw new Error(`${rule} failed`, { cause: error });
  });
  const snapshot = host.snapshot();
  analysis.invalidate(host.everything());
  for (const _ of analysis.run(snapshot, () => true));
  return analysis;
}

/** The fixes of the first finding of a rule. */
export function fixesOf(rules: readonly Rule[], { host }: TestWorkspace, rule: string): ProposedFix[] {
  const finding = findAll(rules, host).find((candidate) => candidate.rule === rule);
  if (!finding) throw new Error(`no finding of ${rule}`);
  return fixesOfFinding(rules, host, finding);
}

/** The fixes of a finding. */
export function fixesOfFinding(rules: readonly Rule[], host: Host, finding: Finding): ProposedFix[] {
  return proposeFixes(rules, finding, host, analyze(rules, host));
}

/** Takes a fix into the workspace; gives the new text of every manifest that it changes. */
export function applyFix(host: Host, { edits }: ProposedFix): ReadonlyMap<string, string> {
  const snapshot = host.snapshot();
  const texts = new Map(
    [...edits].map(([uri, ofManifest]) => [
      uri,
      applyEdits(snapshot.manifests.get(uri)?.text ?? '', ofManifest),
    ]),
  );
  host.apply([...texts].map(([uri, text]) => ({ uri, text, editedAt: undefined })));
  return texts;
}

interface Marked {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The annotations, with `…` replaced by what the finding at that place says. */
function expected(file: FixtureFile, found: readonly Marked[]): Marked[] {
  return file.annotations.map((annotation) => {
    if (!annotation.text.endsWith('…')) return annotation;
    const prefix = annotation.text.slice(0, -1);
    const match = found.find(
      ({ start, end, text }) =>
        start === annotation.start && end === annotation.end && text.startsWith(prefix),
    );
    return match ?? annotation;
  });
}

/** Places as a person reads them, sorted: `12:7 8080: message`. */
function describe(file: FixtureFile, marks: readonly Marked[]): string[] {
  const lines = createLineIndex(file.text);
  return [...marks]
    .sort((a, b) => a.start - b.start || (a.text < b.text ? -1 : 1))
    .map(({ start, end, text }) => {
      const { line, character } = lines.positionAt(start);
      return `${line + 1}:${character + 1} ${file.text.slice(start, end)}: ${text}`;
    });
}
