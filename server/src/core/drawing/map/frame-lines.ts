import type { DeclaredLink } from '../../topology/topology.ts';
import type { TopologyChange, TrafficLink } from '../../topology/topology-question.ts';
import { bowBeside, type Curve, curveBack, curveBetween, joinCurves, sideOf } from '../curves.ts';
import { placePills } from '../place-pills.ts';
import type { Box, Edge, EdgeStyle, Emphasis, Point, Rect } from '../scene.ts';
import { shortenPorts } from '../shorten-ports.ts';
import { sayVerdict } from '../verdict-words.ts';
import { passingId } from './plan-frame.ts';

/** A line inside a namespace, between nodes that may stand for others. */
export interface FrameLine {
  readonly from: string;
  readonly to: string;
  readonly style: EdgeStyle;
  readonly text: string;
  readonly words: string;
}

/** Where a node stands, or where a line has room to pass, and in which column that is. */
export interface FramePlace extends Rect {
  readonly column: number;
}

/** Pills on more lines than these cover one another. */
const MOST_PILLS = 24;

/** What is declared and what is meant, once for each pair of nodes. */
export function frameLines(
  declared: readonly DeclaredLink[],
  traffic: readonly TrafficLink[],
  standsFor: (id: string) => string,
): FrameLine[] {
  const found = new Map<string, FrameLine>();
  for (const { from, to, type, ports } of declared) {
    const ends = { from: standsFor(from), to: standsFor(to) };
    found.set(`${ends.from} ${ends.to} declared`, {
      ...ends,
      style: 'declared',
      text: '',
      words: ports === '' ? type : `${type}, ${ports}`,
    });
  }
  for (const { from, to, verdict, ports } of traffic) {
    const ends = { from: standsFor(from), to: standsFor(to) };
    if (ends.from !== ends.to)
      found.set(`${ends.from} ${ends.to}`, {
        ...ends,
        style: verdict,
        text: ports,
        words: sayVerdict(verdict, ports),
      });
  }
  return [...found.values()];
}

/** Draws lines between nodes; `room` is the width between two columns, in pixels. */
export function drawFrameLines(
  lines: readonly FrameLine[],
  places: ReadonlyMap<string, FramePlace>,
  boxes: readonly Box[],
  selected: string | undefined,
  changes: readonly TopologyChange[],
  room: number,
): Edge[] {
  const drawn = lines.flatMap((line) => {
    const curve = curveOf(line, places);
    return curve ? [{ line, curve }] : [];
  });
  const hasPills = drawn.filter(({ line }) => line.style !== 'declared').length <= MOST_PILLS;
  const isChosen = ({ from, to }: FrameLine): boolean => from === selected || to === selected;
  const isOneChosen = drawn.some(({ line }) => isChosen(line));
  const wanting = drawn.filter(({ line }) => line.style !== 'declared' && (hasPills || isChosen(line)));
  const placed = placePills(
    wanting.map(({ line, curve }) => ({
      curve,
      style: line.style,
      texts: shortenPorts(line.text),
      width: room - 4,
    })),
    boxes,
  );
  const pills = new Map(wanting.map(({ line }, i) => [line, placed[i]]));
  return drawn.map(({ line, curve }): Edge => {
    const isDeclared = line.style === 'declared';
    const id = `${line.from} → ${line.to} ${isDeclared ? 'declared' : 'traffic'}`;
    const change = changes.find((one) => one.from === line.from && one.to === line.to);
    return {
      id,
      from: line.from,
      to: line.to,
      curve,
      style: line.style,
      weight: isDeclared || !(hasPills || isChosen(line)) ? 1.2 : 1.8,
      pill: pills.get(line),
      change: isDeclared ? undefined : change?.type,
      emphasis: emphasisOf(id, isChosen(line), selected, isOneChosen),
      label: `${nameOf(line.from)} to ${nameOf(line.to)}: ${line.words}`,
    };
  });
}

/** An id without its namespace, which is that of both: `Deployment web`. */
function nameOf(id: string): string {
  const [kind = id, , ...name] = id.split('/');
  return `${kind} ${name.join('/')}`.trim();
}

/** Beside those of a node that is selected all others fade. */
function emphasisOf(
  id: string,
  isOfChosen: boolean,
  selected: string | undefined,
  isOneChosen: boolean,
): Emphasis {
  if (id === selected) return 'selected';
  return isOfChosen ? 'related' : isOneChosen ? 'dimmed' : 'normal';
}

function curveOf(line: FrameLine, places: ReadonlyMap<string, FramePlace>): Curve | undefined {
  const [from, to] = [places.get(line.from), places.get(line.to)];
  if (!from || !to) return undefined;
  if (from.column === to.column) return bowBeside(from, to);
  if (to.column < from.column) {
    return curveBack(sideOf(from, 'left'), sideOf(to, 'right'));
  }
  const [start, end] = [sideOf(from, 'right'), sideOf(to, 'left')];
  const vias = Array.from({ length: to.column - from.column - 1 }, (_, i) =>
    places.get(passingId(line.from, line.to, from.column + 1 + i)),
  ).flatMap((via) => (via ? [via] : []));
  return throughVias(start, vias, end);
}

/** Between the boxes of the columns that it passes a line runs straight. */
function throughVias(start: Point, vias: readonly Rect[], end: Point): Curve {
  const pieces: Curve[] = [];
  let at = start;
  for (const via of vias) {
    const [into, outOf] = [sideOf(via, 'left'), sideOf(via, 'right')];
    pieces.push(curveBetween(at, into), [into, into, outOf, outOf]);
    at = outOf;
  }
  return joinCurves([...pieces, curveBetween(at, end)]);
}
