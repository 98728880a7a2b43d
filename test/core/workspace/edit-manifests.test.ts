import { describe, expect, test } from 'vitest';
import type { YamlChange } from '../../../server/src/core/model/yaml-change.ts';
import { editManifests, previewTexts } from '../../../server/src/core/workspace/edit-manifests.ts';
import type { Host } from '../../../server/src/core/workspace/host.ts';
import type { Manifest } from '../../../server/src/core/workspace/manifest.ts';
import { openWorkspace } from '../../support/workspace.ts';

const URI = 'file:///fixture.yaml';

/** A change without its document, which is given by its number in the manifest, from 0. */
type ChangeOf<T> = T extends { readonly document: number } ? Omit<T, 'document'> : Omit<T, 'after'>;

function manifestOf(host: Host, uri: string): Manifest {
  const manifest = host.snapshot().manifests.get(uri);
  if (!manifest) throw new Error(`there is no ${uri}`);
  return manifest;
}

/** The manifest after changes of its documents; undefined when they are refused. */
function edited(
  text: string,
  ...changes: readonly (readonly [number, ChangeOf<YamlChange>])[]
): string | undefined {
  const { host } = openWorkspace(text);
  const { chunks } = manifestOf(host, URI);
  const full = changes.map(([nth, change]): YamlChange => {
    const id = chunks[nth]?.document.id ?? -1;
    return change.type === 'add-document'
      ? { ...change, after: id }
      : ({ ...change, document: id } as YamlChange);
  });
  const edits = editManifests(host.snapshot(), host.locator, full);
  if (!edits) return undefined;
  const [preview] = previewTexts(host.snapshot(), edits);
  return preview && 'text' in preview ? preview.text : undefined;
}

const A = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: a\n';
const B = A.replace('name: a', 'name: b');
const NEW = { kind: 'New', spec: { ports: [1] } };
const ADDED = 'kind: New\nspec:\n  ports:\n    - 1\n';

describe('edits of one document leave the others alone', () => {
  test.each([
    [
      'a scalar',
      { type: 'set-scalar', path: '/metadata/name', value: 'c' } as const,
      B.replace('name: b', 'name: c'),
    ],
    ['a key', { type: 'rename-key', path: '/metadata', key: 'meta' } as const, B.replace('metadata', 'meta')],
    ['an entry', { type: 'add-entry', path: '/spec', value: { x: 1 } } as const, `${B}spec:\n  x: 1\n`],
    ['an item', { type: 'append-item', path: '/ports', value: 80 } as const, `${B}ports:\n  - 80\n`],
    [
      'several items',
      { type: 'append-items', path: '/ports', values: [80, 81] } as const,
      `${B}ports:\n  - 80\n  - 81\n`,
    ],
  ])('%s', (_, change, expected) => {
    expect(edited(`${A}---\n${B}---\n${A}`, [1, change])).toBe(`${A}---\n${expected}---\n${A}`);
  });

  test('changes of several documents at once', () => {
    const set = (value: string) => ({ type: 'set-scalar', path: '/metadata/name', value }) as const;
    expect(edited(`${A}---\n${B}`, [1, set('y')], [0, set('longer')])).toBe(
      `${A.replace('name: a', 'name: longer')}---\n${B.replace('name: b', 'name: "y"')}`,
    );
  });

  test('two entries at one place keep their order', () => {
    const add = (key: string) => ({ type: 'add-entry', path: `/metadata/${key}`, value: 'v' }) as const;
    expect(edited(A, [0, add('x')], [0, add('z')])).toBe(`${A}  x: v\n  z: v\n`);
  });

  test('two changes of one text are refused', () => {
    const set = (value: string) => ({ type: 'set-scalar', path: '/metadata/name', value }) as const;
    expect(edited(A, [0, set('x')], [0, set('y')])).toBeUndefined();
  });

  test('one change that does not fit refuses all', () => {
    const good = { type: 'set-scalar', path: '/metadata/name', value: 'x' } as const;
    expect(edited(A, [0, good], [0, { ...good, path: '/metadata/nothing' }])).toBeUndefined();
    expect(edited(A, [0, good], [7, good])).toBeUndefined();
  });
});

describe('replace-within', () => {
  const text = `${A}data:\n  urls: http://a:80 http://b:80 http://a:80 # a:80\n  quoted: "say \\"a:80\\""\n`;
  const replace = (path: string, occurrence: number) =>
    ({ type: 'replace-within', path, text: 'a:80', occurrence, newText: 'c:8080' }) as const;

  test('the text that is meant is replaced, and no other', () => {
    expect(edited(text, [0, replace('/data/urls', 1)])).toBe(
      text.replace('http://b:80 http://a:80', 'http://b:80 http://c:8080'),
    );
  });

  test('both of them at once', () => {
    expect(edited(text, [0, replace('/data/urls', 0)], [0, replace('/data/urls', 1)])).toBe(
      text.replace('http://a:80 http://b:80 http://a:80', 'http://c:8080 http://b:80 http://c:8080'),
    );
  });

  test('behind escapes it is still found', () => {
    expect(edited(text, [0, replace('/data/quoted', 0)])).toBe(text.replace('\\"a:80\\"', '\\"c:8080\\"'));
  });

  test('a text that is not there is refused, not replaced by the value around it', () => {
    expect(edited(text, [0, replace('/data/urls', 2)])).toBeUndefined();
    expect(edited(text, [0, replace('/data/none', 0)])).toBeUndefined();
  });
});

describe('add-document', () => {
  const add = { type: 'add-document', value: NEW } as const;

  test.each([
    ['between two', `${A}---\n${B}`, 0, `${A}---\n${ADDED}---\n${B}`],
    ['after the last', `${A}---\n${B}`, 1, `${A}---\n${B}---\n${ADDED}`],
    ['after the only one', A, 0, `${A}---\n${ADDED}`],
    ['after a comment', `${A}# end\n`, 0, `${A}# end\n---\n${ADDED}`],
    ['without a line break at the end', A.trimEnd(), 0, `${A}---\n${ADDED}`],
    [
      'after an end and before a document without a separator',
      `${A}...\n${B}`,
      0,
      `${A}...\n---\n${ADDED}...\n${B}`,
    ],
    [
      'after an end and before a directive',
      `${A}...\n%YAML 1.2\n---\n${B}`,
      0,
      `${A}...\n---\n${ADDED}...\n%YAML 1.2\n---\n${B}`,
    ],
    ['in a Windows file', A.replaceAll('\n', '\r\n'), 0, `${A}---\n${ADDED}`.replaceAll('\n', '\r\n')],
  ])('%s', (_, text, nth, expected) => {
    expect(edited(text, [nth, add])).toBe(expected);
  });

  test('what is added is a document of its own', () => {
    const text = edited(`${A}...\n${B}`, [0, add]) ?? '';
    const { host } = openWorkspace(text);
    expect(
      manifestOf(host, URI).chunks.map(({ document }) => document.facts.map(({ name }) => name?.value)),
    ).toEqual([['a'], [], ['b']]);
  });

  test('in JSON there is no place', () => {
    expect(edited('{"apiVersion": "v1", "kind": "Service"}\n', [0, add])).toBeUndefined();
  });

  test('between the items of a large list there is no place', () => {
    const items = Array.from({ length: 1200 }, (_, n) => `- ${A.trimEnd().replaceAll('\n', '\n  ')}${n}\n`);
    expect(edited(`apiVersion: v1\nkind: List\nitems:\n${items.join('')}`, [3, add])).toBeUndefined();
  });
});

test('an item of a large list is edited at its own place', () => {
  const items = Array.from({ length: 1200 }, (_, n) => `- ${A.trimEnd().replaceAll('\n', '\n  ')}${n}\n`);
  const text = `apiVersion: v1\nkind: List\nitems:\n${items.join('')}`;
  // The first chunk is what stands before the items.
  expect(edited(text, [8, { type: 'set-scalar', path: '/0/metadata/name', value: 'x' }])).toBe(
    text.replace('name: a7\n', 'name: x\n'),
  );
});
