import { type DrawnFrame, drawFrame, type FrameOptions } from './draw-frame.ts';
import type { MapNamespace } from './sort-nodes.ts';

/** Expanded namespaces as they were drawn, by their names. */
export type DrawnFrames = ReadonlyMap<string, KeptFrame>;

export interface KeptFrame {
  readonly options: FrameOptions;
  readonly drawn: DrawnFrame;
}

/**
 * Draws an expanded namespace, or takes it over where the same would be drawn: what somebody does on a large map mostly
 * concerns one namespace, and to draw all others again takes longer than anybody likes to wait for a click.
 */
export function redrawFrame(options: FrameOptions, former: KeptFrame | undefined): KeptFrame {
  if (former !== undefined && isDrawnTheSame(options, former)) return former;
  return { options, drawn: drawFrame(options) };
}

function isDrawnTheSame(options: FrameOptions, { options: before, drawn }: KeptFrame): boolean {
  const { x, y, width, links, others } = before;
  return (
    options.x === x &&
    options.y === y &&
    options.width === width &&
    options.links === links &&
    options.others.in === others.in &&
    options.others.out === others.out &&
    areSame(options.declared, before.declared) &&
    areSame(options.changes, before.changes) &&
    isSameNamespace(options.namespace, before.namespace) &&
    (options.selected === before.selected ||
      ![options.selected, before.selected].some((id) => has(drawn, id)))
  );
}

function isSameNamespace(one: MapNamespace, other: MapNamespace): boolean {
  return (
    one.name === other.name &&
    areSame(one.nodes.workload, other.nodes.workload) &&
    areSame(one.nodes.service, other.nodes.service) &&
    areSame(one.nodes.route, other.nodes.route) &&
    areSame(one.nodes.policy, other.nodes.policy)
  );
}

function areSame(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((one, i) => one === others[i]);
}

function has({ frame, boxes, edges }: DrawnFrame, id: string | undefined): boolean {
  if (id === undefined) return false;
  return frame.id === id || boxes.some((box) => box.id === id) || edges.some((edge) => edge.id === id);
}
