import { describe, expect, test } from 'vitest';
import { OWN_VALUES } from '../../../server/src/core/environments/gitops/chart-values.ts';
import {
  compositionFindings,
  type DocumentRule,
  documentFindings,
} from '../../../server/src/core/rules/define-document-rule.ts';
import { DOCUMENT_RULES } from '../../../server/src/core/rules/document-registry.gen.ts';
import { DEFAULT_SETTINGS } from '../../../server/src/core/workspace/settings.ts';
import { createChartRenderer } from '../../../server/src/io/chart-renderer.ts';
import { uriOfPath } from '../../../server/src/io/file-uri.ts';
import { KUBE_TOOLS } from '../../support/kube-tools.ts';
import { makeTemporaryFolder } from '../../support/temporary-folder.ts';
import { openRepository, type TestRepository } from '../../support/workspace.ts';

if (!KUBE_TOOLS) console.warn('The examples of charts are left out: there is no helm for this platform.');

describe.each(DOCUMENT_RULES)('$id', (rule) => {
  const isSkipped = rule.id.startsWith('chart-') && !KUBE_TOOLS;
  test.skipIf(isSkipped).each([...rule.examples.bad, ...rule.examples.good])(
    'example %#: exactly the annotated findings',
    async (example) => {
      const repository = openRepository(example, { rendered: await renderExample(example) });
      for (const { uri, text, annotations } of repository.fixture.files) {
        const found = findingsIn(repository, uri, rule);
        const wanted = annotations.map(({ start, end, text: message }) => {
          const place = `${text.slice(start, end)}: `;
          const prefix = `${place}${message.replace(/…$/, '')}`;
          return (message.endsWith('…') && found.find((one) => one.startsWith(prefix))) || place + message;
        });
        expect(found).toEqual(wanted);
      }
    },
  );

  test('the bad examples are annotated', () => {
    for (const example of rule.examples.bad) expect(example).toMatch(/\^ /);
  });
});

/** What the real helm makes of an example that is a chart. */
async function renderExample(example: string) {
  if (!KUBE_TOOLS || !example.includes('Chart.yaml')) return undefined;
  const { path: chartFolder } = makeTemporaryFolder(example);
  const made = await createChartRenderer(KUBE_TOOLS.helm)({
    chartFolder,
    unsaved: new Map(),
    installation: {
      ...{ name: undefined, namespace: undefined, release: undefined },
      ...{ values: OWN_VALUES, root: uriOfPath(chartFolder) },
    },
  });
  if (typeof made === 'string') throw new Error(made);
  return made;
}

function findingsIn({ host }: TestRepository, uri: string, rule: DocumentRule): string[] {
  const snapshot = host.snapshot();
  const manifest = snapshot.manifests.get(uri);
  const ofCompositions = compositionFindings([rule], snapshot.division.composed, () => DEFAULT_SETTINGS);
  const findings = (manifest?.chunks ?? []).flatMap(({ document }) => [
    ...documentFindings([rule], document, DEFAULT_SETTINGS),
    ...(ofCompositions.get(document.id) ?? []),
  ]);
  return findings.map(({ at, message }) => {
    const span = host.locator.locate(snapshot, at)?.span;
    return `${manifest?.text.slice(span?.start, span?.end)}: ${message}`;
  });
}
