import type { Span } from '../text/span.ts';

/**
 * A parsed YAML value with its place in the text of its chunk. Both parsers build this one tree, so nothing outside
 * of `yaml/` knows which of them read a document. Aliases are resolved to the node they name, merge keys are merged.
 */
export type YamlNode = YamlScalar | YamlMap | YamlSequence;

interface Placed {
  /**
   * Where it stands, without comments, anchor and tag.
   * - A quoted scalar: from quote to quote. A block scalar: from its `|` or `>` on. An alias: the alias.
   * - An absent value (`key:`): empty, right after the colon or the dash.
   * - A map or list: from its first key or dash to the end of its last value; with brackets, from one to the other.
   */
  readonly span: Span;
  /**
   * An alias or a merge key led here: what is below stands elsewhere in the text and speaks for other places too,
   * so it cannot be edited for this place alone.
   */
  readonly shared: boolean;
}

export interface YamlScalar extends Placed {
  readonly type: 'scalar';
  /** The decoded text, without quotes and escapes. */
  readonly text: string;
  readonly style: 'plain' | 'quoted' | 'block';
  /** Part of the text is a template expression, or it is an alias of nothing: what it will say is unknown. */
  readonly templated: boolean;
}

export interface YamlMap extends Placed {
  readonly type: 'map';
  readonly entries: readonly YamlEntry[];
  /** Template lines stand inside: there may be more entries than can be seen. */
  readonly open: boolean;
  /** Written in brackets: `{app: web}`. */
  readonly flow: boolean;
}

export interface YamlSequence extends Placed {
  readonly type: 'sequence';
  readonly items: readonly YamlNode[];
  /** Template lines stand inside: there may be more items than can be seen. */
  readonly open: boolean;
  /** Written in brackets: `[a, b]`. */
  readonly flow: boolean;
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
