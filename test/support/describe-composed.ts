import type { ComposedNode } from '../../server/src/core/environments/composed-node.ts';
import { originsOf } from '../../server/src/core/environments/origins-of.ts';
import type { Origin } from '../../server/src/core/model/origin.ts';
import { createLineIndex } from '../../server/src/core/text/line-index.ts';
import { originAt } from '../../server/src/core/workspace/derived-document.ts';
import { locateOrigin } from '../../server/src/core/workspace/locate-origin.ts';
import { isNull } from '../../server/src/core/yaml/yaml-node.ts';
import { childPath } from '../../server/src/core/yaml/yaml-path.ts';
import type { TestChart } from './chart-files.ts';

/** A scalar, or an empty map or list, of a composed tree, and the line of a template that it comes from. */
export interface ComposedLeaf {
  readonly path: string;
  readonly value: string;
  readonly altered: boolean;
  /** Below the chart's folder. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly lineText: string;
}

/** All leaves of a composed tree, in order, each where its document is told to be written. */
export function leavesOf(root: ComposedNode, chart: TestChart): ComposedLeaf[] {
  const origins = originsOf(root);
  const walk = (node: ComposedNode, path: string): ComposedLeaf[] => {
    if (node.type === 'map' && node.entries.length > 0)
      return node.entries.flatMap(({ key, value }) => walk(value, childPath(path, key.text)));
    if (node.type === 'sequence' && node.items.length > 0)
      return node.items.flatMap((item, i) => walk(item, childPath(path, i)));
    const origin = originAt(origins, path);
    if (!origin) throw new Error(`nobody knows where ${path} is written`);
    return [leafAt(node, path, origin, chart)];
  };
  return walk(root, '');
}

function leafAt(node: ComposedNode, path: string, origin: Origin, chart: TestChart): ComposedLeaf {
  const { uri, text, start } = chart.fileOf(origin.document);
  const document = chart.documentOf(origin.document);
  const span = locateOrigin(document.text, document.root, origin, 'value');
  const { line } = createLineIndex(text).positionAt(start + span.start);
  const value = node.type === 'scalar' ? (isNull(node) ? 'null' : JSON.stringify(node.text)) : 'empty';
  return {
    path,
    value,
    altered: origin.altered === true,
    file: uri.slice(chart.folder.length + 1),
    line: line + 1,
    lineText: text.split('\n')[line]?.trim() ?? '',
  };
}

/** The line can have printed the value. */
export function isWellPlaced(leaf: ComposedLeaf): boolean {
  return holdsKey(leaf) || holdsItem(leaf) || isPrinted(leaf);
}

/** The line holds the key of the value. */
export function holdsKey({ path: at, lineText }: ComposedLeaf): boolean {
  const key = at.split('/').at(-1)?.replaceAll('~1', '/') ?? '';
  return new RegExp(`(?:^|[\\s{])["']?${key.replace(/[.*+?^$()|[\]\\]/g, '\\$&')}["']?:`).test(lineText);
}

/** It is an item of a list, on its own line. */
export function holdsItem({ path: at, lineText }: ComposedLeaf): boolean {
  return /\/\d+$/.test(at) && lineText.startsWith('- ');
}

/** The line holds nothing but actions, which say something else than what they print. */
export function isPrinted({ altered, lineText }: ComposedLeaf): boolean {
  return altered && /^\{\{.*\}\}$/.test(lineText) && /\b(?:toYaml|include)\b/.test(lineText);
}
