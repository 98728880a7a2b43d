import { MASK } from './mask-templates.ts';
import type { YamlScalar } from './yaml-node.ts';

/**
 * How much of a scalar of a template speaks for it having printed a text: the share of its own letters, which all have to
 * be there in their order; 0 where actions print all of it. Undefined where the template cannot have printed the text.
 */
export function matchMasked({ text: masked, style }: YamlScalar, text: string): number | undefined {
  if (masked === text) return 1;
  // Lines of actions alone are comments to YAML, and in a block scalar they are part of the text.
  const hole = style === 'block' ? BLOCK_HOLE : HOLE;
  const pieces = masked.split(hole);
  const [first = ''] = pieces;
  const last = pieces.at(-1) ?? '';
  if (pieces.length === 1 || !text.startsWith(first) || !text.endsWith(last)) return undefined;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, at);
    if (found < 0) return undefined;
    at = found + piece.length;
  }
  if (text.length - last.length < at) return undefined;
  const own = pieces.reduce((sum, piece) => sum + piece.length, 0);
  return own / Math.max(1, text.length);
}

const HOLE = new RegExp(`${MASK}+`);

const BLOCK_HOLE = new RegExp(`${MASK}+|\\n?^[ \\t]*##[# \\t]*$\\n?`, 'm');
