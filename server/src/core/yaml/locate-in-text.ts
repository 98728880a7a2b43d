import type { Span } from '../text/span.ts';
import { locate, type Part } from './locate.ts';
import { parseChunk } from './parse-chunk.ts';
import type { YamlNode } from './yaml-node.ts';
import type { YamlPath } from './yaml-path.ts';

/**
 * The span of a path within YAML that stands in a block scalar of another document (`patch: |-`), in the text of that
 * document. Undefined for other scalars: what stands between quotes has no lines of its own.
 */
export function locateInText(
  text: string,
  scalar: YamlNode | undefined,
  path: YamlPath,
  part: Part,
): Span | undefined {
  if (scalar?.type !== 'scalar' || scalar.style !== 'block') return undefined;
  const { root } = parseChunk(scalar.text, undefined);
  if (!root) return undefined;
  const { start, end } = locate(root, path, part);
  const header = text.indexOf('\n', scalar.span.start) + 1;
  const body = text.slice(header, scalar.span.end);
  const indent = /^(?: *\r?\n)*( *)/.exec(body)?.[1]?.length ?? 0;
  const outside = (offset: number): number => header + offsetIn(body, scalar.text, offset, indent);
  return { start: outside(start), end: outside(end) };
}

/** Lines of a literal block are those of its text, moved by its indentation. */
function offsetIn(body: string, text: string, offset: number, indent: number): number {
  const line = text.slice(0, offset).split('\n').length - 1;
  const column = offset - (text.lastIndexOf('\n', offset - 1) + 1);
  let start = 0;
  for (let i = 0; i < line; i++) start = body.indexOf('\n', start) + 1;
  return Math.min(body.length, start + indent + column);
}
