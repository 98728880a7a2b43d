import type { Span } from '../text/span.ts';

/**
 * A parsed YAML value with its place in the text of its chunk. Both parsers build this one tree, so nothing outside
 * of `yaml/` knows which of them read a document. Aliases are resolved to the node they name, merge keys are merged.
 */
export type YamlNode = YamlScalar | YamlMap | YamlSequence;

export interface YamlScalar {
  readonly type: 'scalar';
  /** The decoded text, without quotes and escapes. */
  readonly text: string;
  readonly style: 'plain' | 'quoted' | 'block';
  /** From the opening quote to the closing one. An absent value (`key:`) is an empty span after the colon. */
  readonly span: Span;
  /** Part of the text is a template expression: what it will say is unknown. */
  readonly templated: boolean;
}

export interface YamlMap {
  readonly type: 'map';
  readonly entries: readonly YamlEntry[];
  readonly span: Span;
  /** Template lines stand inside: there may be more entries than can be seen. */
  readonly open: boolean;
}

export interface YamlSequence {
  readonly type: 'sequence';
  readonly items: readonly YamlNode[];
  readonly span: Span;
  /** Template lines stand inside: there may be more items than can be seen. */
  readonly open: boolean;
}

export interface YamlEntry {
  readonly key: YamlScalar;
  readonly value: YamlNode;
}

/** The value of a key, or undefined. Of a key that is written twice the last one counts, as in Kubernetes' own reader. */
export function getEntry(node: YamlNode | undefined, key: string): YamlEntry | undefined {
  if (node?.type !== 'map') return undefined;
  for (let i = node.entries.length - 1; i >= 0; i--) {
    const entry = node.entries[i];
    if (entry?.key.text === key) return entry;
  }
  return undefined;
}

/** True for a value that is absent or says null. */
export function isNull(node: YamlNode): boolean {
  return node.type === 'scalar' && node.style === 'plain' && /^(?:|~|null|Null|NULL)$/.test(node.text);
}
