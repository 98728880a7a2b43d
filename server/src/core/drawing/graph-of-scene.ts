import { type Box, CHANGE_SIGNS, type Edge, type Frame, type Scene } from './scene.ts';

/** A scene without its places: for those who lay graphs out themselves. */
export interface PlainGraph {
  readonly groups: readonly { readonly title: string; readonly boxes: readonly NumberedBox[] }[];
  /** Boxes in no group. */
  readonly boxes: readonly NumberedBox[];
  readonly edges: readonly PlainEdge[];
}

/** A box with a name that every language takes: `n12`. */
export interface NumberedBox {
  readonly number: string;
  readonly box: Box;
}

export interface PlainEdge {
  readonly from: string;
  readonly to: string;
  readonly edge: Edge;
  /** `✓ TCP 8080`, `+✓ TCP 8080` where that is new; empty where there is nothing to say. */
  readonly text: string;
}

/** Takes the places out of a scene; stubs are left out, which only count what is not there. */
export function graphOfScene({ frames, boxes, edges }: Scene): PlainGraph {
  const numbered = boxes
    .filter(({ shape }) => shape !== 'stub')
    .map((box, i): NumberedBox => ({ number: `n${i}`, box }));
  const numbers = new Map(numbered.map(({ number, box }) => [box.id, number]));
  const groups = frames.map((frame) => ({
    title: frame.title.full,
    boxes: numbered.filter(({ box }) => isIn(box, frame)),
  }));
  const grouped = new Set(groups.flatMap((group) => group.boxes));
  return {
    groups,
    boxes: numbered.filter((one) => !grouped.has(one)),
    edges: edges.flatMap((edge): PlainEdge[] => {
      const [from, to] = [numbers.get(edge.from), numbers.get(edge.to)];
      const mark = edge.change ? CHANGE_SIGNS[edge.change] : '';
      const text = [`${mark}${edge.pill?.sign ?? ''}`, edge.pill?.text.full].filter((part) => part).join(' ');
      return from && to ? [{ from, to, edge, text }] : [];
    }),
  };
}

function isIn(box: Box, frame: Frame): boolean {
  return (
    box.x >= frame.x && box.y >= frame.y && box.x < frame.x + frame.width && box.y < frame.y + frame.height
  );
}

/** What stands in a box: its title in full, and its lines. */
export function textsOf({ title, lines, shape }: Box): string[] {
  const isNode = shape === 'workload' || shape === 'service' || shape === 'route' || shape === 'policy';
  return [
    isNode && lines.length === 0 ? title.full.replace(/ .*\//, ' ') : title.full,
    ...lines.map(({ full }) => full),
  ];
}
