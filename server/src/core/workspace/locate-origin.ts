import type { Origin } from '../model/origin.ts';
import type { Span } from '../text/span.ts';
import { actionLines } from '../yaml/action-lines.ts';
import { locate, nodeAt, type Part } from '../yaml/locate.ts';
import { locateInText } from '../yaml/locate-in-text.ts';
import type { YamlNode } from '../yaml/yaml-node.ts';
import { childPath, type YamlPath } from '../yaml/yaml-path.ts';

/** The span of an origin within its document, of which the text and the tree are given. */
export function locateOrigin(
  text: string,
  root: YamlNode | undefined,
  { path, inner, action, branches }: Pick<Origin, 'path' | 'inner' | 'action' | 'branches'>,
  part: Part,
): Span {
  const line = action === undefined ? undefined : actionLines(text)[action];
  if (line) return line.span;
  const meant = branches && root ? onlyBranches(root, branches, '') : root;
  if (inner === undefined) return locate(meant, path, part);
  return locateInText(text, nodeAt(meant, path), inner, part) ?? locate(meant, path, 'key');
}

/** The tree without the entries that are not meant. */
function onlyBranches(node: YamlNode, branches: NonNullable<Origin['branches']>, path: YamlPath): YamlNode {
  if (node.type === 'scalar') return node;
  if (node.type === 'sequence')
    return { ...node, items: node.items.map((item, i) => onlyBranches(item, branches, childPath(path, i))) };
  const entries = node.entries.flatMap((entry) => {
    const { key, value } = entry;
    const at = childPath(path, key.text);
    const branch = branches[at];
    const isOther =
      branch !== undefined && node.entries.filter((one) => one.key.text === key.text)[branch] !== entry;
    return isOther ? [] : [{ key, value: onlyBranches(value, branches, at) }];
  });
  return { ...node, entries };
}
