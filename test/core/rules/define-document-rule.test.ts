import { expect, test } from 'vitest';
import { compositionFindings } from '../../../server/src/core/rules/define-document-rule.ts';
import { DOCUMENT_RULES } from '../../../server/src/core/rules/document-registry.gen.ts';
import { DEFAULT_SETTINGS } from '../../../server/src/core/workspace/settings.ts';
import { openRepository } from '../../support/workspace.ts';

test('the name of a file or a field begins a message as it is written', () => {
  const { host } = openRepository(`
#-- kustomization.yaml
namespace: 5
resources: [nok]
configMapGenerator:
  - {name: a, files: [nothing]}
replicas: [{count: 1}]
namePrefix: {}
patchesJson6902: [{target: {kind: Service}, path: patch.yaml}]
#-- patch.yaml
- {op: remove, path: /spec}
`);
  const { composed } = host.snapshot().division;
  const found = [...compositionFindings(DOCUMENT_RULES, composed, () => DEFAULT_SETTINGS).values()].flat();
  expect(found.map(({ message }) => message)).toEqual(
    expect.arrayContaining([
      'namespace must be a text: put 5 into quotes.',
      'There is no kustomization in the folder nok: correct the path, or create it.',
      'nothing does not exist: correct the path, or create it.',
      'Kustomize refuses a target without a name here: name the resource.',
    ]),
  );
});
