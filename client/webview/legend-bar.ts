import { LEGEND } from '../../server/src/core/drawing/legend.ts';
import { SIGNS } from '../../server/src/core/drawing/scene.ts';
import { badgeGlyph } from './glyphs.ts';
import { makeElement, makeSvg } from './make-element.ts';
import { text } from './texts.ts';

/** What the lines and the signs mean, as a list. */
export function drawLegend(withChanges: boolean): HTMLElement {
  const lines = LEGEND.map(({ style, words }) => legendItem(lineSample(style, SIGNS[style]), text(words)));
  const badges = BADGES.map(({ sign, words }) => legendItem(badgeSample(sign), text(words)));
  const changes = withChanges
    ? [
        legendItem(lineSample('allowed change-opened', '+'), text('newly open')),
        legendItem(lineSample('denied change-closed', '−'), text('newly closed')),
      ]
    : [];
  return makeElement('ul', { class: 'legend-list', id: 'legend' }, ...lines, ...changes, ...badges);
}

const BADGES = [
  { sign: 'open', words: 'open: no policy' },
  { sign: 'partly-isolated', words: 'partly isolated' },
  { sign: 'isolated', words: 'isolated' },
  { sign: 'unknown', words: 'isolation unknown' },
  { sign: 'exposed', words: 'reachable from outside' },
] as const;

function legendItem(sample: SVGElement, words: string): HTMLElement {
  return makeElement('li', {}, sample, words);
}

function lineSample(style: string, sign: string): SVGElement {
  return makeSvg(
    'svg',
    { class: `sample style-${style}`, width: 44, height: 14, 'aria-hidden': 'true' },
    makeSvg('path', { class: 'edge-halo', d: 'M0 7H28' }),
    makeSvg('path', { class: 'edge-line', d: 'M0 7H28', 'stroke-width': 2 }),
    makeSvg('text', { class: 'sample-sign', x: 33, y: 11 }, sign),
  );
}

function badgeSample(sign: (typeof BADGES)[number]['sign']): SVGElement {
  return makeSvg(
    'svg',
    { class: `sample badge badge-${sign}`, width: 13, height: 13, 'aria-hidden': 'true' },
    badgeGlyph(sign),
  );
}
