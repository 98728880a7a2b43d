import { type Curve, pointAt } from './curves.ts';
import { fitText } from './fit-text.ts';
import { measureText } from './measure-text.ts';
import { type EdgeStyle, type Pill, type Rect, SIGNS } from './scene.ts';
import { SIZES } from './sizes.ts';

/** A line that wants a pill with this text. */
export interface WantedPill {
  readonly curve: Curve;
  readonly style: EdgeStyle;
  readonly text: string;
  /** The most that it may take, in pixels. */
  readonly width: number;
}

/** How far along their lines pills are tried, from the middle outwards. */
const SHARES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82];

/** Puts a pill onto each line where it covers no other and none of the boxes; where there is no room, into the middle. */
export function placePills(wanted: readonly WantedPill[], boxes: readonly Rect[]): (Pill | undefined)[] {
  const taken: Rect[] = [...boxes];
  return wanted.map(({ curve, style, text, width }) => {
    const sign = SIGNS[style];
    if (sign === '' && text === '') return undefined;
    const signWidth = sign === '' ? 0 : SIZES.pill + (text === '' ? 0 : 4);
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
    return { ...place, sign, text: shown };
  });
}

const PADDING = 7;

function overlaps(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
