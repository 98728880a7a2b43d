import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameEnvironment } from '../../../server/src/core/environments/name-environment.ts';
import type { DocumentId } from '../../../server/src/core/model/source.ts';
import { type Analysis, createAnalysis } from '../../../server/src/core/rules/analysis.ts';
import { compositionFindings } from '../../../server/src/core/rules/define-document-rule.ts';
import { DOCUMENT_RULES } from '../../../server/src/core/rules/document-registry.gen.ts';
import { mergeFindings } from '../../../server/src/core/rules/merge-findings.ts';
import { RULES } from '../../../server/src/core/rules/registry.gen.ts';
import { affectedManifests } from '../../../server/src/core/workspace/affected-manifests.ts';
import type { Host } from '../../../server/src/core/workspace/host.ts';
import { formatResource } from '../../../server/src/core/workspace/resource.ts';
import { DEFAULT_SETTINGS } from '../../../server/src/core/workspace/settings.ts';
import type { Snapshot } from '../../../server/src/core/workspace/snapshot.ts';
import { manifestUriOf } from '../../../server/src/core/workspace/written-at.ts';
import { pods } from '../../support/pods.ts';
import { openRepository, REPOSITORY } from '../../support/workspace.ts';

const service = (name: string, port: number): string => `apiVersion: v1
kind: Service
metadata: { name: ${name} }
spec:
  selector: { app: ${name} }
  ports: [{ port: 80, targetPort: ${port} }]
`;

/** What each file of the repository may hold; undefined is no such file. */
const FILES: Readonly<Record<string, readonly (string | undefined)[]>> = {
  'base/kustomization.yaml': [
    undefined,
    'resources: [web.yaml, pods.yaml]',
    'resources: [web.yaml]',
    'resources: [',
  ],
  'base/web.yaml': [service('web', 8080), service('web', 9090), undefined],
  'base/pods.yaml': [pods('web', { ports: ['http: 8080'] }), pods('web', { ports: ['http: 9090'] })],
  'dev/kustomization.yaml': [
    undefined,
    'resources: [../base]\nnamespace: dev',
    'resources: [../base, more.yaml]\nnamePrefix: dev-',
  ],
  'dev/more.yaml': [undefined, service('more', 80), service('web', 8080)],
  'prod/kustomization.yaml': [
    undefined,
    'resources: [../base]\npatches:\n  - path: patch.yaml',
    'resources: [../base, ../dev]',
    'resources: [../base]\ncommonLabels: { tier: front }',
  ],
  'prod/patch.yaml': [
    undefined,
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { template: { metadata: { labels: { app: other } } } }',
  ],
  'plain/web.yaml': [undefined, service('web', 8080), pods('web')],
  'plain/more.yaml': [undefined, service('api', 80), service('apis', 80)],
  'other/web.yaml': [undefined, service('web', 8080)],
  'other/more.yaml': [undefined, service('api', 80), pods('web', { ports: ['http: 9090'] })],
  'apps.yaml': [
    undefined,
    application('plain', 'shop'),
    application('prod', 'shop'),
    application('other', 'b'),
  ],
  'chart/Chart.yaml': [
    undefined,
    'apiVersion: v2\nname: chart\nversion: 1.0.0',
    'apiVersion: v2\nname: chart\nversion: 1.0.0\ntype: library',
  ],
  'chart/more/web.yaml': [undefined, service('web', 9090)],
  'chart/templates/web.yaml': [service('web', 8080), undefined],
};

function application(folder: string, namespace: string): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: ${folder}, namespace: argocd }
spec:
  source: { repoURL: https://example.com/shop.git, path: ${folder} }
  destination: { namespace: ${namespace} }
`;
}

interface Edit {
  readonly file: string;
  readonly text: string | undefined;
}

interface Analysed {
  readonly host: Host;
  readonly analysis: Analysis;
}

interface Step extends Analysed {
  readonly uri: string;
  readonly before: Snapshot;
  /** Those that the analysis gave out. */
  readonly documents: readonly DocumentId[];
}

const files = Object.keys(FILES);
const arbitraryEdit = fc
  .nat(files.length - 1)
  .chain((i) =>
    fc.constantFrom(...(FILES[files[i] ?? ''] ?? [])).map((text) => ({ file: files[i] ?? '', text })),
  );

/** A workspace that has gone through edits, with its findings. */
function editWorkspace(edits: readonly Edit[], done: (step: Step) => void): Analysed {
  const { host } = openRepository('');
  const analysis = createAnalysis(RULES, fail);
  for (const { file, text } of edits) {
    const before = host.snapshot();
    const uri = `file:///${file}`;
    analysis.invalidate(host.apply([{ uri, text, editedAt: undefined }]));
    const documents = [...analysis.run(host.snapshot(), () => true)].flatMap((document) => document ?? []);
    done({ host, analysis, uri, before, documents });
  }
  return { host, analysis };
}

function freshWorkspace(edits: readonly Edit[]): Analysed {
  const state = Object.fromEntries(edits.map(({ file, text }) => [file, text]));
  const fixture = Object.entries(state)
    .flatMap(([file, text]) => (text === undefined ? [] : [`#-- ${file}\n${text}\n`]))
    .sort()
    .join('');
  const { host } = openRepository(fixture);
  const analysis = createAnalysis(RULES, fail);
  analysis.invalidate(host.everything());
  for (const _ of analysis.run(host.snapshot(), () => true));
  return { host, analysis };
}

function fail(rule: string, error: unknown): never {
  throw new Error(`${rule} failed`, { cause: error });
}

describe('after any edits', () => {
  const edits = fc.array(arbitraryEdit, { minLength: 1, maxLength: 12 });

  test('environments and findings are those of a fresh workspace', () => {
    fc.assert(
      fc.property(edits, (all) => {
        const edited = editWorkspace(all, () => {});
        expect(describeAll(edited)).toEqual(describeAll(freshWorkspace(all)));
      }),
      { numRuns: 300 },
    );
  });

  test('whoever looks again only at what may have changed sees all that has', () => {
    fc.assert(
      fc.property(edits, (all) => {
        const shown = new Map<string, readonly string[]>();
        const edited = editWorkspace(all, ({ host, analysis, uri, before, documents }) => {
          const after = host.snapshot();
          const written = documents.flatMap((document) => manifestUriOf(after, document) ?? []);
          for (const one of new Set([uri, ...written, ...affectedManifests(before, after)]))
            shown.set(one, describeManifest({ host, analysis }, one));
        });
        for (const uri of edited.host.snapshot().manifests.keys())
          expect([uri, shown.get(uri) ?? []]).toEqual([uri, describeManifest(edited, uri)]);
      }),
      { numRuns: 300 },
    );
  });
});

/** All that is said of a manifest. */
function describeManifest({ host, analysis }: Analysed, uri: string): readonly string[] {
  const snapshot = host.snapshot();
  const ofDivision = compositionFindings(DOCUMENT_RULES, snapshot.division.composed, () => DEFAULT_SETTINGS);
  const findings = (snapshot.manifests.get(uri)?.chunks ?? []).flatMap(({ document }) => [
    ...(ofDivision.get(document.id) ?? []),
    ...analysis.findingsOf(document.id),
  ]);
  const said = mergeFindings(snapshot, findings).map(({ finding, only }) => {
    const environments = only?.map((id) =>
      nameEnvironment(id, [REPOSITORY], (one) => snapshot.environments.has(one)),
    );
    return `${finding.rule} ${finding.message} ${environments?.sort().join() ?? 'everywhere'}`;
  });
  return said.sort();
}

function describeAll({ host, analysis }: Analysed): readonly string[] {
  const snapshot = host.snapshot();
  const resources = [...snapshot.environments.values()]
    .filter(({ namespaces }) => namespaces.size > 0)
    .flatMap(({ id, namespaces }) =>
      [...namespaces.values()].flatMap(({ resources: own }) =>
        own.map((one) => `${id}: ${formatResource(one)}`),
      ),
    );
  const findings = mergeFindings(snapshot, analysis.all()).map(({ finding, environments }) => {
    const at = host.locator.locate(snapshot, finding.at);
    return `${at?.uri}:${at?.span.start} ${finding.rule} ${[...environments].sort().join()}`;
  });
  return [...resources, ...findings].sort();
}
