import { CHANGE_SIGNS, type Edge, type Pill } from '../../server/src/core/drawing/scene.ts';
import { makeSvg } from './make-element.ts';

/** A line, a wide invisible one over it that is easy to hit, and the pill. */
export function drawEdge(edge: Edge): readonly SVGElement[] {
  const d = edgePath(edge);
  const line = makeSvg('path', {
    class: 'edge-line',
    d,
    'stroke-width': edge.weight,
    'marker-end': `url(#arrow-${edge.style})`,
  });
  const parts: SVGElement[] = [line, makeSvg('path', { class: 'edge-hit', d })];
  if (edge.pill !== undefined) parts.push(drawPill(edge.pill, edge.change));
  return parts;
}

/** The group, its paths, and the pill where there is one, with the sign of a change. */
export function countEdgeElements(edge: Edge): number {
  if (edge.pill === undefined) return 3;
  return edge.change === undefined ? 6 : 8;
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

function edgePath({ curve: [start, first, second, end] }: Edge): string {
  return `M${start.x} ${start.y}C${first.x} ${first.y} ${second.x} ${second.y} ${end.x} ${end.y}`;
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
