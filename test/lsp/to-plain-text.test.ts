import { expect, test } from 'vitest';
import { code, escapeText } from '../../server/src/core/features/hover/markdown.ts';
import { toPlainText } from '../../server/src/lsp/to-plain-text.ts';

test.each([
  ['**Reached by** **nothing**\n\n- [Pod a/b](file:///a.yaml#L1,2): x', 'Reached by nothing\n\n- Pod a/b: x'],
  [`${code('**a** [b](c)')} and ${code('a`b')}`, '**a** [b](c) and a`b'],
  [escapeText('*a* [b](c) <d> _e_ `f` \\'), '*a* [b](c) <d> _e_ `f` \\'],
  [`[${escapeText('a]b_c')}](file:///x)`, 'a]b_c'],
  ['x\n\n_The YAML has an error._', 'x\n\nThe YAML has an error.'],
])('%j', (markdown, text) => {
  expect(toPlainText(markdown)).toBe(text);
});
