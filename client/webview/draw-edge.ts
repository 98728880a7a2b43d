import { pathOf } from '../../server/src/core/drawing/curves.ts';
import { CHANGE_SIGNS, type Edge, type Pill } from '../../server/src/core/drawing/scene.ts';
import { makeSvg } from './make-element.ts';

/** What can be hit of a line: a wide path that is seen only where it is chosen, and the pill. */
export function drawEdge(edge: Edge): readonly SVGElement[] {
  const hit = makeSvg('path', { class: 'edge-hit', d: pathOf(edge.curve) });
  return edge.pill === undefined ? [hit] : [hit, drawPill(edge.pill, edge.change)];
}

/** What is seen of a line. It lies below the pills of all others, which could not be read below lines. */
export function drawLine(edge: Edge): readonly SVGElement[] {
  const d = pathOf(edge.curve);
  const line = makeSvg('path', {
    class: 'edge-line',
    d,
    'stroke-width': edge.weight,
    'marker-end': `url(#arrow-${edge.style})`,
  });
  return edge.change === undefined ? [line] : [makeSvg('path', { class: 'edge-halo', d }), line];
}

/** Two groups, their paths, and the pill where there is one. */
export function countEdgeElements(edge: Edge): number {
  return (edge.pill === undefined ? 4 : 7) + (edge.change === undefined ? 0 : 3);
}

/** The heads of the arrows, one for each style: a marker does not take the colour of its line in every browser. */
export function drawArrowHeads(): SVGDefsElement {
  const defs = makeSvg('defs');
  for (const style of ['allowed', 'denied', 'one-sided', 'depends', 'declared']) {
    const marker = makeSvg('marker', {
      id: `arrow-${style}`,
      class: `arrow style-${style}`,
      viewBox: '0 0 8 8',
      refX: 7,
      refY: 4,
      markerWidth: 8,
      markerHeight: 8,
      markerUnits: 'userSpaceOnUse',
      orient: 'auto',
    });
    marker.append(makeSvg('path', { d: 'M0 .5 8 4 0 7.500Z' }));
    defs.append(marker);
  }
  return defs;
}

function drawPill(pill: Pill, change: Edge['change']): SVGElement {
  const { x, y, width, height } = pill;
  const words = [pill.sign, pill.text.text].filter((part) => part !== '').join(' ');
  const middle = y + height / 2;
  const sign =
    change === undefined
      ? []
      : [
          makeSvg('circle', { class: 'change-sign', cx: x, cy: middle, r: 7 }),
          makeSvg(
            'text',
            { class: 'change-text', x, y: middle + 4, 'text-anchor': 'middle' },
            CHANGE_SIGNS[change],
          ),
        ];
  return makeSvg(
    'g',
    { class: 'pill' },
    makeSvg('rect', { x, y, width, height, rx: height / 2 }),
    makeSvg('text', { x: x + width / 2, y: middle + 4, 'text-anchor': 'middle' }, words),
    ...sign,
  );
}
