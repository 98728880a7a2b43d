import { measureText } from './measure-text.ts';
import type { Badge, Box, Point, Rect } from './scene.ts';
import { SIZES, titleSize } from './sizes.ts';

/** Where the parts of a box stand, in the pixels of the scene. Texts start at their baseline. */
export interface PlacedParts {
  readonly title: Point & { readonly size: number; readonly anchor: 'start' | 'middle' };
  /** One for each line. */
  readonly lines: readonly Point[];
  /** One for each badge. */
  readonly badges: readonly Rect[];
}

/** Where the texts and badges of a box stand. All who show a scene use this one, because texts were cut to fit it. */
export function placeInBox(box: Box): PlacedParts {
  const size = titleSize(box.shape, box.emphasis);
  const isTile = hasBadgeRow(box.shape);
  const isBare = box.lines.length === 0 && !isTile;
  const baseline = isBare ? box.height / 2 + size * 0.36 : SIZES.titleBaseline;
  const isStub = box.shape === 'stub';
  const title = {
    x: box.x + (isStub ? box.width / 2 : SIZES.padding),
    y: box.y + baseline,
    size,
    anchor: isStub ? ('middle' as const) : ('start' as const),
  };
  const lines = box.lines.map((_, at) => ({
    x: title.x,
    y: box.y + SIZES.titleBaseline + (at + 1) * SIZES.lineHeight,
  }));
  const badges = isTile ? inRow(box) : atRight(box, box.y + baseline - size * 0.36);
  return { title, lines, badges };
}

/** True for boxes whose badges have a row of their own below the lines. */
export function hasBadgeRow(shape: Box['shape']): boolean {
  return shape === 'namespace' || shape === 'hub';
}

/** How wide a badge is, in pixels. */
export function badgeWidth({ sign, text }: Badge): number {
  const textWidth = text === '' ? 0 : measureText(text, SIZES.badge);
  if (sign === 'fold') return textWidth + 10;
  return SIZES.icon + 4 + (text === '' ? 0 : textWidth + 5);
}

/** How much of a title's row badges take, in pixels. */
export function badgesWidth(badges: readonly Badge[]): number {
  return badges.reduce((sum, badge) => sum + badgeWidth(badge) + BETWEEN_BADGES, 0);
}

const BETWEEN_BADGES = 4;

function inRow(box: Box): Rect[] {
  let x = box.x + SIZES.padding - 2;
  return box.badges.map((badge) => {
    const width = badgeWidth(badge);
    const rect = { x, y: box.y + box.height - SIZES.badgeHeight - 6, width, height: SIZES.badgeHeight };
    x += width + BETWEEN_BADGES;
    return rect;
  });
}

function atRight(box: Box, middle: number): Rect[] {
  let x = box.x + box.width - 8 - badgesWidth(box.badges) + BETWEEN_BADGES;
  return box.badges.map((badge) => {
    const width = badgeWidth(badge);
    const rect = { x, y: middle - SIZES.badgeHeight / 2, width, height: SIZES.badgeHeight };
    x += width + BETWEEN_BADGES;
    return rect;
  });
}
