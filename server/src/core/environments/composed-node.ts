import { below, type Origin } from '../model/origin.ts';
import type { YamlEntry, YamlMap, YamlNode, YamlScalar, YamlSequence } from '../yaml/yaml-node.ts';

/**
 * A YAML value that was put together from several documents: each part of it knows where it was written. It is a tree as
 * the kinds read it; its spans mean nothing.
 */
export type ComposedNode = ComposedScalar | ComposedMap | ComposedSequence;

export interface ComposedScalar extends YamlScalar {
  readonly origin: Origin;
}

export interface ComposedMap extends YamlMap {
  readonly entries: readonly ComposedEntry[];
  readonly origin: Origin;
}

export interface ComposedSequence extends YamlSequence {
  readonly items: readonly ComposedNode[];
  readonly origin: Origin;
}

export interface ComposedEntry extends YamlEntry {
  readonly key: ComposedScalar;
  readonly value: ComposedNode;
}

/** The tree of one document as it is written, with each part at its place. */
export function composedFrom(node: YamlNode, origin: Origin): ComposedNode {
  if (node.type === 'scalar') return { ...node, origin };
  if (node.type === 'sequence') {
    return { ...node, items: node.items.map((item, i) => composedFrom(item, below(origin, i))), origin };
  }
  const entries = node.entries.map(({ key, value }) => {
    const at = below(origin, key.text);
    return { key: { ...key, origin: at }, value: composedFrom(value, at) };
  });
  return { ...node, entries, origin };
}

/** A tree that was not written anywhere: all of it comes from one place. */
export function composedAt(node: YamlNode, origin: Origin): ComposedNode {
  if (node.type === 'scalar') return { ...node, origin };
  if (node.type === 'sequence')
    return { ...node, items: node.items.map((item) => composedAt(item, origin)), origin };
  const entries = node.entries.map(({ key, value }) => ({
    key: { ...key, origin },
    value: composedAt(value, origin),
  }));
  return { ...node, entries, origin };
}
