import type { YamlNode, YamlScalar } from '../../server/src/core/yaml/yaml-node.ts';
import { childPath, type YamlPath } from '../../server/src/core/yaml/yaml-path.ts';

/**
 * A tree as lines to be compared: every node with its path, its place and all that is known of it.
 * Where nothing stands that could have a place (an empty document, `: value` without a key), none is given.
 */
export function describeTree(root: YamlNode | undefined): string[] {
  if (!root) return ['nothing'];
  if (root.type === 'scalar' && isAbsent(root)) return ['nothing but a document'];
  return describeNode(root, '');
}

function describeNode(node: YamlNode, path: YamlPath): string[] {
  const { start, end } = node.span;
  const startsNowhere = node.type === 'map' && node.entries[0] && isAbsent(node.entries[0].key);
  const place = `${path || '/'} ${startsNowhere ? '?' : start}-${end}${node.shared ? ' shared' : ''}`;
  if (node.type === 'scalar') return [`${place} ${describeScalar(node)}`];
  const head = `${place} ${node.type}${node.flow ? ' flow' : ''}${node.open ? ' open' : ''}`;
  if (node.type === 'sequence')
    return [head, ...node.items.flatMap((item, i) => describeNode(item, childPath(path, i)))];
  return [
    head,
    ...node.entries.flatMap(({ key, value }) => [
      isAbsent(key) ? 'no key' : `key ${key.span.start}-${key.span.end} ${describeScalar(key)}`,
      ...describeNode(value, childPath(path, key.text)),
    ]),
  ];
}

function describeScalar({ style, text, templated }: YamlScalar): string {
  return `${style}${templated ? ' templated' : ''} ${JSON.stringify(text)}`;
}

function isAbsent({ text, style }: YamlScalar): boolean {
  return text === '' && style === 'plain';
}
