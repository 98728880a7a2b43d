import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ComposedNode } from '../../../server/src/core/environments/composed-node.ts';
import { originsOf } from '../../../server/src/core/environments/origins-of.ts';
import { below, type Origin } from '../../../server/src/core/model/origin.ts';
import { originAt } from '../../../server/src/core/workspace/derived-document.ts';
import { childPath, type YamlPath } from '../../../server/src/core/yaml/yaml-path.ts';

const path = fc.constantFrom('', '/a', '/a/0');
const fork = fc.option(fc.constantFrom({ '/a': 0 }, { '/a': 1 }), { nil: undefined });
const elsewhere = fc
  .record({
    document: fc.constantFrom(1, 2),
    path,
    inner: fc.option(path, { nil: undefined }),
    action: fc.option(fc.constantFrom(0, 1), { nil: undefined }),
    branches: fork,
    altered: fc.constantFrom(true as const, undefined),
  })
  .map((origin): Origin => JSON.parse(JSON.stringify(origin)));

const SPAN = { start: 0, end: 0 };
const SHARED = { span: SPAN, shared: false } as const;

/** What stands where its parent says, and what does not. */
interface Plan {
  readonly own: Origin | undefined;
  readonly parts: readonly Plan[];
}
const own = fc.option(elsewhere, { nil: undefined });
const plan = fc.letrec<{ plan: Plan }>((tie) => ({
  plan: fc.record({
    own,
    parts: fc.oneof({ maxDepth: 4 }, fc.constant([]), fc.array(tie('plan'), { maxLength: 3 })),
  }),
})).plan;

function treeOf({ own, parts }: Plan, expected: Origin): ComposedNode {
  const origin = own ?? expected;
  if (parts.length === 0)
    return { ...SHARED, type: 'scalar', text: 'x', style: 'plain', templated: false, origin };
  const items = parts.map((part, i) => treeOf(part, below(origin, i)));
  return { ...SHARED, type: 'sequence', open: false, flow: false, items, origin };
}

function eachPart(node: ComposedNode, at: YamlPath): [YamlPath, Origin][] {
  const parts = node.type === 'sequence' ? node.items : [];
  return [[at, node.origin], ...parts.flatMap((part, i) => eachPart(part, childPath(at, i)))];
}

test('every part of a tree is found where it was written', () => {
  fc.assert(
    fc.property(plan, (each) => {
      const tree = treeOf(each, { document: 1, path: '' });
      const origins = originsOf(tree);
      for (const [at, origin] of eachPart(tree, '')) expect(originAt(origins, at)).toEqual(origin);
    }),
  );
});

test('what was written as it stands takes one entry', () => {
  const tree = treeOf({ own: undefined, parts: [{ own: undefined, parts: [] }] }, { document: 1, path: '' });
  expect([...originsOf(tree)]).toEqual([['', { document: 1, path: '' }]]);
});

test('what is in another branch of a condition is so with all that is below it', () => {
  const branch: Origin = { document: 1, path: '/a', branches: { '/a': 0 } };
  expect(below(branch, 'b')).toEqual({ document: 1, path: '/a/b', branches: { '/a': 0 } });
});

test('all that a line of actions prints is at that line', () => {
  const printed: Origin = { document: 1, path: '/a', action: 3, altered: true };
  expect(below(printed, 'b')).toEqual(printed);
});
