import type { BoxShape, Emphasis } from './scene.ts';

/** Sizes of texts and distances inside boxes, in pixels: whoever shows a scene needs the same ones, so that texts fit. */
export const SIZES = {
  title: 13,
  nodeTitle: 12,
  line: 11,
  lineHeight: 17,
  pill: 11,
  pillHeight: 20,
  badge: 10,
  badgeHeight: 16,
  icon: 12,
  /** From the left edge of a box to its texts. */
  padding: 12,
  /** From the upper edge of a box with lines to the baseline of its title. */
  titleBaseline: 20,
  /** The bar at the left edge that says by its colour what a box is. */
  bar: 3,
  /** Where the title and the subtitle of a frame stand in it. */
  frameTitle: { x: 14, y: 23 },
  frameSubtitle: { x: 14, y: 40 },
  frameHeader: 60,
} as const;

/** Font weights as CSS counts them. */
export const WEIGHTS = { title: 600, text: 400 } as const;

/** How large the title of a box is, in pixels. */
export function titleSize(shape: BoxShape, emphasis: Emphasis): number {
  if (shape === 'stub') return SIZES.line;
  const isNode = shape === 'workload' || shape === 'service' || shape === 'route' || shape === 'policy';
  return isNode && emphasis !== 'subject' ? SIZES.nodeTitle : SIZES.title;
}

/** How high a box with a title and so many lines is, in pixels. */
export function heightOfLines(lines: number): number {
  return lines === 0 ? 32 : SIZES.titleBaseline + lines * SIZES.lineHeight + 11;
}
