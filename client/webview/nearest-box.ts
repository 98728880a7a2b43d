import type { Rect } from '../../server/src/core/drawing/scene.ts';

export type Direction = 'left' | 'right' | 'up' | 'down';

/**
 * The box that somebody means who presses an arrow: what lies straight in that direction wins over what is nearer but
 * aslant, as in a grid.
 */
export function nearestBox<B extends Rect>(
  from: Rect,
  boxes: readonly B[],
  direction: Direction,
): B | undefined {
  let best: B | undefined;
  let bestScore = Number.POSITIVE_INFINITY;
  for (const box of boxes) {
    const score = distance(from, box, direction);
    if (score < bestScore) {
      best = box;
      bestScore = score;
    }
  }
  return best;
}

function distance(from: Rect, to: Rect, direction: Direction): number {
  const dx = to.x + to.width / 2 - (from.x + from.width / 2);
  const dy = to.y + to.height / 2 - (from.y + from.height / 2);
  const horizontal = direction === 'left' || direction === 'right';
  const along = horizontal ? dx : dy;
  const ahead = direction === 'left' || direction === 'up' ? -along : along;
  if (ahead <= 1) return Number.POSITIVE_INFINITY;
  const aside = Math.abs(horizontal ? dy : dx);
  const half = horizontal ? (from.height + to.height) / 2 : (from.width + to.width) / 2;
  return ahead + Math.max(0, aside - half) * 3 + aside * 0.5;
}
