import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { startLspClient } from '../support/lsp-client.ts';

// Each pair is a mistake whose place is known: whatever the edits do to the comments, the second key is underlined.
const PAIRS = 4;
const START = [
  'apiVersion: v1',
  'kind: X',
  ...Array.from({ length: PAIRS }, (_, i) => [
    `the key ${i}: 1 # 🚀`,
    `# ${i}`,
    `the key ${i}: 2 # ключ`,
    '#',
  ]).flat(),
].join('\r\n');

/** An edit of the comment of some line: text goes in, or all of it goes. */
type CommentEdit = {
  readonly line: number;
  readonly at: number;
  readonly text: string;
  readonly isDeletion: boolean;
};

const commentEdit: fc.Arbitrary<CommentEdit> = fc.record({
  line: fc.nat(),
  at: fc.nat(),
  text: fc.constantFrom('a', '🚢', 'é', '\r\n#', '\n# ', '\r#🚀', '', ' # # ', 'a: b', "'", '\t'),
  isDeletion: fc.boolean(),
});

/** The change of a document that an edit is, as LSP has it. */
function toChange(
  document: TextDocument,
  { line, at, text, isDeletion }: CommentEdit,
): TextDocumentContentChangeEvent {
  const comments = [...document.getText().matchAll(/#([^\r\n]*)/g)];
  const comment = comments[line % comments.length];
  const start = (comment?.index ?? 0) + 1;
  const length = comment?.[1]?.length ?? 0;
  const from = isDeletion ? start : start + (at % (length + 1));
  const range = {
    start: document.positionAt(from),
    end: document.positionAt(isDeletion ? start + length : from),
  };
  return { range, text: isDeletion ? '' : text };
}

test('the server has the text that the editor has, whatever is typed, pasted and deleted', async () => {
  const client = await startLspClient('', { folders: [] });
  let count = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(commentEdit, { minLength: 1, maxLength: 3 }), { maxLength: 12 }),
      async (batches) => {
        count += 1;
        const uri = `untitled:${count}`;
        client.open(uri, START);
        let document = TextDocument.create(uri, 'yaml', 1, START);
        for (const batch of batches) {
          const contentChanges: TextDocumentContentChangeEvent[] = [];
          for (const edit of batch) {
            const change = toChange(document, edit);
            contentChanges.push(change);
            document = TextDocument.update(document, [change], document.version + 1);
          }
          const { version } = document;
          await client.connection.sendNotification('textDocument/didChange', {
            textDocument: { uri, version },
            contentChanges,
          });
        }
        const diagnostics = await client.waitForDiagnostics(uri, 'duplicate-key');
        const underlined = diagnostics.map(({ range }) => document.getText(range));
        expect(underlined).toEqual(Array.from({ length: PAIRS }, (_, i) => `the key ${i}`));
        client.close(uri);
      },
    ),
    { numRuns: 60 },
  );
});
