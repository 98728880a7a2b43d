import type { Box, Edge, Frame } from '../../server/src/core/drawing/scene.ts';
import { text } from './texts.ts';

/**
 * What a box is called. It holds the words that are seen, in their order: who speaks to the computer says those. What they
 * leave out follows.
 */
export function nameOfBox(box: Box): string {
  const seen = [
    box.title.text,
    ...box.lines.map((line) => line.text),
    ...box.badges.map((badge) => badge.text),
  ]
    .filter((part) => part !== '')
    .join(' ');
  if (plain(box.label).includes(plain(seen))) return box.label;
  if (box.shape !== 'namespace' && box.shape !== 'hub') return `${seen}: ${box.label}`;
  const cut = [box.title, ...box.lines].filter((part) => part.text !== part.full).map((part) => part.full);
  return `${text('Namespace')} ${seen}: ${[...cut, ...box.badges.map(({ label }) => label)].join(', ')}`;
}

/** The same for an expanded namespace. */
export function nameOfFrame({ title, subtitle }: Frame): string {
  const cut = [title, subtitle].filter((part) => part.text !== part.full).map((part) => part.full);
  return [`${text('Namespace')} ${title.text} ${subtitle.text}`, ...cut].join(': ');
}

/** The same for a line with a pill. */
export function nameOfEdge({ label, pill }: Edge): string {
  if (pill === undefined) return label;
  return plain(label).includes(plain(pill.text.text)) ? label : `${label}, ${pill.text.text}`;
}

function plain(words: string): string {
  return words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
