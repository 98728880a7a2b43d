import { type Curve, pointAt } from './curves.ts';
import { fitText } from './fit-text.ts';
import { measureText } from './measure-text.ts';
import { type EdgeStyle, type Pill, type Rect, SIGNS } from './scene.ts';
import { SIZES } from './sizes.ts';

/** A line that wants a pill. */
export interface WantedPill {
  readonly curve: Curve;
  readonly style: EdgeStyle;
  /** What it may say, the fullest first: the first one that fits is shown. */
  readonly texts: readonly string[];
  /** The most that it may take, in pixels. */
  readonly width: number;
}

/** How far along their lines pills are tried, from the middle outwards. */
const SHARES = [
  0.5, 0.46, 0.54, 0.42, 0.58, 0.38, 0.62, 0.34, 0.66, 0.3, 0.7, 0.26, 0.74, 0.22, 0.78, 0.18, 0.82, 0.14,
  0.86,
];

/** Puts a pill onto each line where it covers no other and none of the boxes; where there is no room, into the middle. */
export function placePills(wanted: readonly WantedPill[], boxes: readonly Rect[]): (Pill | undefined)[] {
  const taken: Rect[] = [...boxes];
  return wanted.map(({ curve, style, texts, width }) => {
    const sign = SIGNS[style];
    const [full = ''] = texts.filter((one) => one !== '');
    const text = firstThatFits(texts, style, width);
    if (sign === '' && text === '') return undefined;
    const signWidth = widthOfSign(style, text);
    const shown = fitText(text, width - signWidth - PADDING * 2, SIZES.pill);
    const size = {
      width: signWidth + measureText(shown.text, SIZES.pill) + PADDING * 2,
      height: SIZES.pillHeight,
    };
    const tried = SHARES.map((share): Rect => {
      const { x, y } = pointAt(curve, share);
      return { x: x - size.width / 2, y: y - size.height / 2, ...size };
    });
    const place = tried.find((rect) => !taken.some((other) => overlaps(rect, other))) ?? tried[0];
    if (!place) return undefined;
    taken.push(place);
    return {
      ...place,
      sign,
      text: { ...shown, full: fitText(full, Number.POSITIVE_INFINITY, SIZES.pill).full },
    };
  });
}

function firstThatFits(texts: readonly string[], style: EdgeStyle, width: number): string {
  const said = texts.filter((text) => text !== '');
  const fits = (text: string): boolean =>
    widthOfSign(style, text) + measureText(text, SIZES.pill) + PADDING * 2 <= width;
  return said.find(fits) ?? said.at(-1) ?? '';
}

function widthOfSign(style: EdgeStyle, text: string): number {
  return SIGNS[style] === '' ? 0 : SIZES.pill + (text === '' ? 0 : 4);
}

const PADDING = 7;

function overlaps(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
