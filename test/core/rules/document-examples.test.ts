import { describe, expect, test } from 'vitest';
import { documentFindings } from '../../../server/src/core/rules/define-document-rule.ts';
import { DOCUMENT_RULES } from '../../../server/src/core/rules/document-registry.gen.ts';
import { DEFAULT_SETTINGS } from '../../../server/src/core/workspace/settings.ts';
import { openWorkspace } from '../../support/workspace.ts';

describe.each(DOCUMENT_RULES)('$id', (rule) => {
  test.each([...rule.examples.bad, ...rule.examples.good])(
    'example %#: exactly the annotated findings',
    (example) => {
      const { host, fixture } = openWorkspace(example);
      for (const { uri, text, annotations } of fixture.files) {
        const chunks = host.snapshot().manifests.get(uri)?.chunks ?? [];
        const found = chunks.flatMap(({ document }) =>
          documentFindings([rule], document, DEFAULT_SETTINGS).map(({ at, message }) => {
            const span = host.locator.locate(host.snapshot(), at)?.span;
            return `${text.slice(span?.start, span?.end)}: ${message}`;
          }),
        );
        expect(found).toEqual(
          annotations.map(({ start, end, text: message }) => `${text.slice(start, end)}: ${message}`),
        );
      }
    },
  );

  test('the bad examples are annotated', () => {
    for (const example of rule.examples.bad) expect(example).toMatch(/\^ /);
  });
});
