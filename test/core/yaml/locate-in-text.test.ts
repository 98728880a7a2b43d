import { describe, expect, test } from 'vitest';
import { nodeAt } from '../../../server/src/core/yaml/locate.ts';
import { locateInText } from '../../../server/src/core/yaml/locate-in-text.ts';
import { parseChunk } from '../../../server/src/core/yaml/parse-chunk.ts';

/** What is found at `/spec/type` of the text below `patch`. */
function find(text: string): string | undefined {
  const { root } = parseChunk(text, undefined);
  const span = locateInText(text, nodeAt(root, '/patch'), '/spec/type', 'value');
  return span && text.slice(span.start, span.end);
}

describe('a path within a block', () => {
  test.each([
    ['that is literal', 'patch: |-\n  kind: Service\n  spec:\n    type: NodePort\n'],
    ['that begins with blank lines', 'patch: |\n\n    \n  kind: Service\n  spec:\n    type: NodePort\n'],
    ['of Windows', 'patch: |-\r\n  kind: Service\r\n  spec:\r\n    type: NodePort\r\n'],
    ['that says how much it is indented', 'patch: |2-\n    kind: Service\n    spec:\n      type: NodePort\n'],
    ['that says so last', 'patch: |+1 # two more\n   kind: Service\n   spec: {type: NodePort}\n'],
  ])('%s', (_, text) => {
    expect(find(text)).toBe('NodePort');
  });

  test.each([
    ['that is folded', 'patch: >-\n  kind: Service\n\n  spec: {type: NodePort}\n'],
    ['between quotes', 'patch: "kind: Service\\nspec: {type: NodePort}"\n'],
  ])('%s has no place', (_, text) => {
    expect(find(text)).toBeUndefined();
  });
});
