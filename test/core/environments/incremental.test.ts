import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createAnalysis } from '../../../server/src/core/rules/analysis.ts';
import { mergeFindings } from '../../../server/src/core/rules/merge-findings.ts';
import { RULES } from '../../../server/src/core/rules/registry.gen.ts';
import type { Host } from '../../../server/src/core/workspace/host.ts';
import { formatResource } from '../../../server/src/core/workspace/resource.ts';
import { pods } from '../../support/pods.ts';
import { openRepository } from '../../support/workspace.ts';

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
  'other/web.yaml': [undefined, service('web', 8080)],
};

type State = Readonly<Record<string, string | undefined>>;

const files = Object.keys(FILES);
const arbitraryEdit = fc
  .nat(files.length - 1)
  .chain((i) =>
    fc.constantFrom(...(FILES[files[i] ?? ''] ?? [])).map((text) => ({ file: files[i] ?? '', text })),
  );

describe('after any edits', () => {
  test('environments and findings are those of a fresh workspace', () => {
    fc.assert(
      fc.property(fc.array(arbitraryEdit, { minLength: 1, maxLength: 12 }), (edits) => {
        const { host } = openRepository('');
        const analysis = createAnalysis(RULES, (rule, error) => {
          throw new Error(`${rule} failed`, { cause: error });
        });
        let state: State = {};
        for (const { file, text } of edits) {
          state = { ...state, [file]: text };
          analysis.invalidate(host.apply([{ uri: `file:///${file}`, text, editedAt: undefined }]));
          for (const _ of analysis.run(host.snapshot(), () => true));
        }
        const fixture = Object.entries(state)
          .flatMap(([file, text]) => (text === undefined ? [] : [`#-- ${file}\n${text}\n`]))
          .sort()
          .join('');
        const fresh = openRepository(fixture);
        const freshAnalysis = createAnalysis(RULES, () => {});
        freshAnalysis.invalidate(fresh.host.everything());
        for (const _ of freshAnalysis.run(fresh.host.snapshot(), () => true));
        expect(describeAll(host, analysis.all())).toEqual(describeAll(fresh.host, freshAnalysis.all()));
      }),
      { numRuns: 300 },
    );
  });
});

function describeAll(
  host: Host,
  all: ReturnType<ReturnType<typeof createAnalysis>['all']>,
): readonly string[] {
  const snapshot = host.snapshot();
  const resources = [...snapshot.environments.values()]
    .filter(({ namespaces }) => namespaces.size > 0)
    .flatMap(({ id, namespaces }) =>
      [...namespaces.values()].flatMap(({ resources: own }) =>
        own.map((one) => `${id}: ${formatResource(one)}`),
      ),
    );
  const findings = mergeFindings(snapshot, all).map(({ finding, environments }) => {
    const at = host.locator.locate(snapshot, finding.at);
    return `${at?.uri}:${at?.span.start} ${finding.rule} ${[...environments].sort().join()}`;
  });
  return [...resources, ...findings].sort();
}
