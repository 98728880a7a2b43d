import { below, type Origin } from '../model/origin.ts';
import type { Origins } from '../workspace/derived-document.ts';
import { childPath, type YamlPath } from '../yaml/yaml-path.ts';
import type { ComposedNode } from './composed-node.ts';

/** Where the parts of a tree were written; a part that stands where its parent says is not listed. */
export function originsOf(root: ComposedNode): Origins {
  const origins = new Map<YamlPath, Origin>();
  const walk = (node: ComposedNode, path: YamlPath, expected: Origin | undefined): void => {
    if (!expected || !sameOrigin(node.origin, expected)) origins.set(path, node.origin);
    if (node.type === 'map') {
      for (const { key, value } of node.entries)
        walk(value, childPath(path, key.text), below(node.origin, key.text));
    } else if (node.type === 'sequence') {
      node.items.forEach((item, i) => {
        walk(item, childPath(path, i), below(node.origin, i));
      });
    }
  };
  walk(root, '', undefined);
  return origins;
}

function sameOrigin(a: Origin, b: Origin): boolean {
  return (
    a.document === b.document &&
    a.path === b.path &&
    a.inner === b.inner &&
    a.action === b.action &&
    a.altered === b.altered &&
    JSON.stringify(a.branches) === JSON.stringify(b.branches)
  );
}
