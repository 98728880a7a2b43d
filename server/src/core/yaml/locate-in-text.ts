import type { Span } from '../text/span.ts';
import { locate, type Part } from './locate.ts';
import { parseChunk } from './parse-chunk.ts';
import type { YamlNode } from './yaml-node.ts';
import type { YamlPath } from './yaml-path.ts';

/**
 * The span of a path within YAML that stands in a literal block of another document (`patch: |-`), in the text of that
 * document. Undefined for other scalars: what is folded or stands between quotes has no lines of its own.
 */
export function locateInText(
  text: string,
  scalar: YamlNode | undefined,
  path: YamlPath,
  part: Part,
): Span | undefined {
  if (scalar?.type !== 'scalar' || scalar.style !== 'block' || text[scalar.span.start] !== '|')
    return undefined;
  const { root } = parseChunk(scalar.text, undefined);
  if (!root) return undefined;
  const { start, end } = locate(root, path, part);
  const header = text.indexOf('\n', scalar.span.start) + 1;
  const body = text.slice(header, scalar.span.end);
  const indent = indentOf(body, scalar.text);
  const outside = (offset: number): number => header + offsetIn(body, scalar.text, offset, indent);
  return { start: outside(start), end: outside(end) };
}

/**
 * By how much a literal block is indented. Its text tells, since it may begin with spaces of its own, behind a header such
 * as `|2-`: what its first line that says something has more of in the block.
 */
function indentOf(body: string, text: string): number {
  const leading = (lines: string): number => /^(?: *\r?\n)*( *)/.exec(lines)?.[1]?.length ?? 0;
  return leading(body) - leading(text);
}

/** Lines of a literal block are those of its text, moved by its indentation. */
function offsetIn(body: string, text: string, offset: number, indent: number): number {
  const line = text.slice(0, offset).split('\n').length - 1;
  const column = offset - (text.lastIndexOf('\n', offset - 1) + 1);
  let start = 0;
  for (let i = 0; i < line; i++) start = body.indexOf('\n', start) + 1;
  return Math.min(body.length, start + indent + column);
}
