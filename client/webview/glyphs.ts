import type { Badge } from '../../server/src/core/drawing/scene.ts';
import { makeSvg } from './make-element.ts';

type BadgeSign = Exclude<Badge['sign'], 'fold'>;

/** A sign of 12 × 12 pixels as paths: an icon font would be one more file to load, and its letters would be read out. */
export function badgeGlyph(sign: BadgeSign): SVGGElement {
  const glyph = makeSvg('g', { class: `glyph glyph-${sign}` });
  for (const { d, filled } of PATHS[sign]) {
    glyph.append(makeSvg('path', { d, class: filled ? 'glyph-fill' : 'glyph-line' }));
  }
  return glyph;
}

interface GlyphPath {
  readonly d: string;
  readonly filled: boolean;
}

const SHIELD = 'M6 .8 10.8 2.4V6c0 2.7-2 4.5-4.8 5.4C3.200 10.500 1.200 8.700 1.200 6V2.400Z';
const HALF_SHIELD = 'M6 .8V11.400C3.200 10.500 1.200 8.700 1.200 6V2.400Z';

const line = (d: string): GlyphPath => ({ d, filled: false });
const fill = (d: string): GlyphPath => ({ d, filled: true });

/** Full, half and empty shields, so that isolation can be told without colours. */
const PATHS: Readonly<Record<BadgeSign, readonly GlyphPath[]>> = {
  open: [line(SHIELD)],
  isolated: [fill(SHIELD), line(SHIELD)],
  'partly-isolated': [fill(HALF_SHIELD), line(SHIELD)],
  unknown: [line(SHIELD), line('M4.600 4.500a1.400 1.400 0 1 1 1.900 1.300c-.4.2-.5.4-.5.9M6 8.100v.5')],
  error: [line('M6 1a5 5 0 1 0 0 10A5 5 0 1 0 6 1ZM4.200 4.200l3.600 3.600M7.800 4.200 4.200 7.800')],
  warning: [line('M6 1.300 11.200 10.700H.8ZM6 4.600v2.900M6 8.700v.6')],
  exposed: [line('M6 1a5 5 0 1 0 0 10A5 5 0 1 0 6 1ZM1 6h10M6 1c-3 3-3 7 0 10M6 1c3 3 3 7 0 10')],
};
