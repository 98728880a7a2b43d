import { isTemplated } from '../../yaml/mask-templates.ts';
import { parseChunk } from '../../yaml/parse-chunk.ts';
import { splitChunks } from '../../yaml/split-chunks.ts';
import {
  type ComposedMap,
  type ComposedNode,
  type ComposedScalar,
  type ComposedSequence,
  composedAt,
  composedFrom,
} from '../composed-node.ts';
import { asOldYaml } from './as-old-yaml.ts';
import type { BuildContext } from './build-context.ts';
import { isAbsent, textOf, valueAt } from './edit-composed.ts';
import { loadFile, resolveFile } from './load-file.ts';
import { objectsIn } from './load-resources.ts';

/** What a patch consists of. */
export type Patch =
  | { readonly type: 'merge'; readonly documents: readonly ComposedMap[] }
  /** Operations of JSON Patch (RFC 6902). */
  | { readonly type: 'json'; readonly operations: ComposedSequence };

/** Reads the patch that an item of `patches` holds or names; undefined, with a report, where there is none. */
export function readPatch(item: ComposedNode, folder: string, context: BuildContext): Patch | undefined {
  const inline = valueAt(item, 'patch');
  const path = valueAt(item, 'path');
  const hasText = textOf(inline).trim() !== '';
  if (hasText === (textOf(path) !== '')) {
    const message = hasText
      ? 'This patch has both a patch and a path: remove one of the two'
      : 'This patch is empty: write it below patch, or name its file below path';
    context.report('invalid', item, message);
    if (!hasText) return undefined;
  }
  if (hasText && inline?.type === 'scalar')
    return patchOf(parseInline(inline, context), inline.text, inline, context);
  const trees = path && loadFile(path, folder, context);
  if (!trees || !path) return undefined;
  const text = context.files.text(resolveFile(path, folder, context) ?? '') ?? '';
  return patchOf(
    trees.map(({ root }) => root),
    text,
    path,
    context,
  );
}

/** Reads an item of `patchesStrategicMerge`, which is a patch or the path of one. */
export function readMergePatch(
  item: ComposedNode,
  folder: string,
  context: BuildContext,
): readonly ComposedMap[] {
  const inline = item.type === 'scalar' && item.text.includes(':') ? parseInline(item, undefined) : [];
  const trees = inline.some(({ type }) => type === 'map')
    ? inline
    : (loadFile(item, folder, context) ?? []).map(({ root }) => root);
  return trees.flatMap((tree) => objectsIn(tree, context));
}

/** The documents of a text that stands within a document. Places in it are known if there is one alone. */
export function parseInline(scalar: ComposedScalar, context: BuildContext | undefined): ComposedNode[] {
  const { text, origin } = scalar;
  const parsed = splitChunks(text).map(({ span, role }) => ({
    ...parseChunk(text.slice(span.start, span.end), undefined),
    isItem: role.type === 'list-item',
    isFrame: role.type === 'list-frame',
  }));
  if (context && parsed.some(({ broken }) => broken)) {
    context.report('invalid', scalar, 'The YAML of this text is broken: correct it');
    context.open();
  }
  const trees = parsed.flatMap(({ root, isItem, isFrame }) => {
    if (!root || isFrame) return [];
    return isItem && root.type === 'sequence' ? root.items : [root];
  });
  return trees.map((root) =>
    parsed.length === 1 ? composedFrom(root, { ...origin, inner: '' }) : composedAt(root, origin),
  );
}

function patchOf(
  trees: readonly ComposedNode[],
  text: string,
  at: ComposedNode,
  context: BuildContext,
): Patch | undefined {
  const some = trees.filter((tree) => !isAbsent(tree));
  const operations = some.find((tree) => tree.type === 'sequence');
  if (operations) {
    if (some.length > 1)
      context.report(
        'invalid',
        at,
        'Only the first document of this patch counts: give each list of operations an item of its own',
      );
    if (/^\s*\[/.test(text) && !isTemplated(text) && !isJson(text))
      context.report(
        'invalid',
        at,
        'kustomize reads a patch that begins with a bracket as JSON: put all keys and texts into double quotes, leave out ' +
          'comments and commas before a closing bracket, or begin each operation with a dash',
      );
    return { type: 'json', operations: { ...operations, items: operations.items.map(asOldYaml) } };
  }
  const documents = some.flatMap((tree) => objectsIn(tree, context));
  if (documents.length > 0) return { type: 'merge', documents };
  if (some.length === 0)
    context.report('invalid', at, 'This patch is empty: write a part of a resource, or a list of operations');
  return undefined;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
