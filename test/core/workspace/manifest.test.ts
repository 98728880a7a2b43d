import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Source } from '../../../server/src/core/model/source.ts';
import { createLineIndex } from '../../../server/src/core/text/line-index.ts';
import type { Manifest } from '../../../server/src/core/workspace/manifest.ts';
import { arbitrarySteps, arbitraryTexts } from '../../support/arbitrary-changes.ts';
import { openWorkspace } from '../../support/workspace.ts';

const URI = 'file:///fixture.yaml';

function read(text: string): Manifest {
  const manifest = openWorkspace(text).host.snapshot().manifests.get(URI);
  if (!manifest) throw new Error('the fixture is not there');
  return manifest;
}

test('whatever happens to a manifest, its documents know where they are', () => {
  fc.assert(
    fc.property(arbitraryTexts, arbitrarySteps, (initial, steps) => {
      const texts = new Map(initial);
      const { host } = openWorkspace('');
      host.apply([...texts].map(([uri, text]) => ({ uri, text, editedAt: undefined })));
      for (const { run } of steps) host.apply(run(texts));
      const { manifests, manifestOf } = host.snapshot();
      const ids = new Set<number>();
      for (const [uri, text] of texts) {
        const manifest = manifests.get(uri);
        expect(manifest?.text).toBe(text);
        const lines = createLineIndex(text);
        for (const chunk of manifest?.chunks ?? []) {
          const { id } = chunk.document;
          expect(ids.has(id)).toBe(false);
          ids.add(id);
          expect(manifestOf.get(id)).toBe(uri);
          expect(manifest?.chunkOf(id)).toBe(chunk);
          if (chunk.span.start < text.length)
            expect(lines.positionAt(chunk.span.start)).toEqual({ line: chunk.line, character: 0 });
        }
      }
      // The fixture's own empty manifest is the only other one.
      expect(manifestOf.size).toBe(ids.size + 1);
    }),
    { numRuns: 60 },
  );
});

describe('what is no Kubernetes object', () => {
  test.each([
    ['nothing', ''],
    ['comments', '# nothing\n'],
    ['other YAML', 'on: push\njobs: {}\n'],
    ['a text', 'hello\n'],
    ['a list', '- apiVersion: v1\n  kind: Service\n'],
    ['broken YAML of another sort', 'a: "b\nc: [\n'],
    ['an object without an API version', 'kind: Service\nmetadata: {name: a}\n'],
    ['a Helm chart', 'apiVersion: v2\nname: shop\nversion: 1.0.0\n'],
  ])('%s: no facts, and nothing wrong with it', (_, text) => {
    for (const { document } of read(text).chunks) {
      expect(document.facts).toEqual([]);
      expect(document.problems).toEqual([]);
      expect(document.broken).toBe(false);
    }
  });
});

describe('what is wrong with a document', () => {
  const problems = (text: string): string[] =>
    read(text).chunks.flatMap(({ span, document }) =>
      document.problems.map(
        (problem) =>
          `${problem.type} ${text.slice(span.start + problem.span.start, span.start + problem.span.end)}`,
      ),
    );

  test.each([
    ['a quote that is open', 'apiVersion: v1\nkind: "Service\n', ['invalid-yaml "Service']],
    [
      'a key twice',
      'apiVersion: v1\nkind: A\nspec: {a: 1, a: 2, a: 3}\n',
      ['duplicate-key a', 'duplicate-key a'],
    ],
    [
      'a key twice behind an alias, once',
      'apiVersion: v1\nkind: A\nx: &x {a: 1, a: 2}\ny: *x\n',
      ['duplicate-key a'],
    ],
    [
      'an own key that wins over a merged one',
      'apiVersion: v1\nkind: A\nx: &x {a: 1}\ny: {<<: *x, a: 2}\n',
      [],
    ],
    ['no kind', 'apiVersion: v1\nmetadata: {name: a}\n', ['missing-kind apiVersion']],
    ['an absent kind', 'apiVersion: v1\nkind:\nmetadata: {name: a}\n', ['missing-kind apiVersion']],
    ['a quote that swallows the rest', 'apiVersion: v1\nkind: A\nx: "y\nz: 1\n', ['invalid-yaml "y']],
    ['in the second document', 'a: 1\n---\napiVersion: v1\nkind: [\n', ['invalid-yaml [']],
  ])('%s', (_, text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  test('what a template prints may be sound where the template is not', () => {
    const text = 'apiVersion: v1\nkind: Service\nspec: {{ toYaml .Values.spec | nindent 2\n  }}\n bad: [\n';
    expect(problems(text)).toEqual([]);
    expect(read(text).chunks[0]?.document.broken).toBe(true);
  });
});

describe('the locator', () => {
  const text = `# first
---
apiVersion: v1
kind: Service
metadata:
  name: web # the name
spec:
  note: a:80 and a:80
  escaped: "a\\x3A80"
`;
  const { host } = openWorkspace(text);
  const document =
    read(text).chunks.length === 2 ? (host.snapshot().manifests.get(URI)?.chunks[1]?.document.id ?? 0) : 0;
  const shown = (source: Omit<Source, 'document'>, snapshot = host.snapshot()): string | undefined => {
    const found = host.locator.locate(snapshot, { document, ...source });
    return found && snapshot.manifests.get(found.uri)?.text.slice(found.span.start, found.span.end);
  };

  test('finds values, keys and entries of any document', () => {
    expect(shown({ path: '/metadata/name', part: 'value' })).toBe('web');
    expect(shown({ path: '/metadata/name', part: 'key' })).toBe('name');
    expect(shown({ path: '/metadata/name', part: 'entry' })).toBe('name: web');
    expect(shown({ path: '/spec/nothing', part: 'value' })).toBe('spec');
    expect(shown({ path: '', part: { start: 4, end: 14 } })).toBe('apiVersion');
  });

  test('finds a text within a value, the one that is meant', () => {
    const within = (occurrence: number) =>
      host.locator.locate(host.snapshot(), {
        document,
        path: '/spec/note',
        part: 'value',
        within: { text: 'a:80', occurrence },
      })?.span.start;
    expect(within(0)).toBe(text.indexOf('a:80'));
    expect(within(1)).toBe(text.lastIndexOf('a:80'));
  });

  test('gives the whole value where escapes hide the text', () => {
    expect(shown({ path: '/spec/escaped', part: 'value', within: { text: 'a:80', occurrence: 0 } })).toBe(
      '"a\\x3A80"',
    );
  });

  test('finds in a broken document what still stands there, and nothing else instead', () => {
    const whole = openWorkspace(text).host;
    const [, chunk] = whole.snapshot().manifests.get(URI)?.chunks ?? [];
    const found = (path: string): string | undefined => {
      const at = whole.locator.locate(whole.snapshot(), {
        document: chunk?.document.id ?? 0,
        path,
        part: 'value',
      });
      return at && whole.snapshot().manifests.get(URI)?.text.slice(at.span.start, at.span.end);
    };
    const half = text.replace('note: a', 'note: "a');
    whole.apply([{ uri: URI, text: half, editedAt: half.indexOf('"a') }]);
    expect(found('/metadata/name')).toBe('web');
    expect(found('/spec/escaped')).toBe('"a\\x3A80"');
    expect(found('/spec/note')).toBeUndefined();
    expect(found('/spec/nothing')).toBeUndefined();
  });

  test('knows an old snapshot as well as the new one, and nothing of what is gone', () => {
    const old = host.snapshot();
    host.apply([{ uri: URI, text: `# longer than before\n${text}`, editedAt: undefined }]);
    expect(shown({ path: '/metadata/name', part: 'value' })).toBe('web');
    host.apply([{ uri: URI, text: text.replace('web', 'website'), editedAt: undefined }]);
    expect(shown({ path: '/metadata/name', part: 'value' })).toBe('website');
    expect(shown({ path: '/metadata/name', part: 'value' }, old)).toBe('web');
    host.apply([{ uri: URI, text: undefined, editedAt: undefined }]);
    expect(shown({ path: '/metadata/name', part: 'value' })).toBeUndefined();
    expect(shown({ path: '/metadata/name', part: 'value' }, old)).toBe('web');
  });
});
