import { placeInBox } from '../../server/src/core/drawing/place-in-box.ts';
import type { Badge, Box, BoxLine, Point, Rect } from '../../server/src/core/drawing/scene.ts';
import { badgeGlyph } from './glyphs.ts';
import { makeSvg } from './make-element.ts';

/** How much of a box is drawn: far away nobody can read its lines, and the page has to stay small. */
export type Detail = 'full' | 'title' | 'bare';

/** The parts of a box that stands at 0, 0; whoever shows it moves it to its place. */
export function drawBox(box: Box, detail: Detail): readonly SVGElement[] {
  const body = makeSvg('rect', { class: 'box-body', width: box.width, height: box.height, rx: 5 });
  if (detail === 'bare') return [body];
  const places = placeInBox({ ...box, x: 0, y: 0 });
  const { x, y, size, anchor } = places.title;
  const title = { class: 'box-title', x, y, 'font-size': size, 'text-anchor': anchor };
  const parts: SVGElement[] = [body, drawBar(box), makeSvg('text', title, box.title.text)];
  if (detail === 'title') return parts;
  box.lines.forEach((line, index) => {
    const place = places.lines[index];
    if (place !== undefined) parts.push(drawLine(line, place));
  });
  box.badges.forEach((badge, index) => {
    const place = places.badges[index];
    if (place !== undefined) parts.push(drawBadge(badge, place));
  });
  return parts;
}

/** How many elements that are, the group included. */
export function countBoxElements(box: Box, detail: Detail): number {
  if (detail === 'bare') return 2;
  return detail === 'title' ? 4 : 4 + box.lines.length + box.badges.length * 5;
}

function drawBar({ height }: Box): SVGElement {
  return makeSvg('path', {
    class: 'box-bar',
    d: `M4 0H4V${height}H4A4 4 0 0 1 0 ${height - 4}V4A4 4 0 0 1 4 0Z`,
  });
}

function drawLine(line: BoxLine, { x, y }: Point): SVGElement {
  const link = line.target === undefined ? '' : ' box-link';
  const attributes = { class: `box-line tone-${line.tone}${link}`, x, y, 'data-target': line.target };
  return makeSvg('text', attributes, line.text);
}

/** A fold is a number in a pill; the others are a sign with a number behind it. */
function drawBadge(badge: Badge, { x, y, width, height }: Rect): SVGElement {
  const group = makeSvg('g', { class: `badge badge-${badge.sign}`, transform: `translate(${x} ${y})` });
  if (badge.sign === 'fold') {
    group.append(
      makeSvg('rect', { width, height, rx: height / 2 }),
      makeSvg('text', { class: 'badge-text', x: width / 2, y: 11.5, 'text-anchor': 'middle' }, badge.text),
    );
    return group;
  }
  const glyph = badgeGlyph(badge.sign);
  glyph.setAttribute('transform', 'translate(2 2)');
  group.append(glyph);
  if (badge.text !== '') group.append(makeSvg('text', { class: 'badge-text', x: 17, y: 11.5 }, badge.text));
  return group;
}
