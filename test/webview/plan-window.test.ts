import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countElements, MOST_ELEMENTS, planWindow } from '../../client/webview/plan-window.ts';
import type { Badge, Box, Edge, Frame, Scene } from '../../server/src/core/drawing/scene.ts';

const rect = fc.record({
  x: fc.integer({ min: 0, max: 2000 }),
  y: fc.integer({ min: 0, max: 2000 }),
  width: fc.constant(160),
  height: fc.constant(40),
});
const text = { text: 'a', full: 'a' };
const badge: Badge = { sign: 'open', text: '1', label: 'open' };
const looks = { emphasis: 'normal', label: 'a' } as const;

const box = fc.tuple(rect, fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 })).map(
  ([place, lines, badges]): Omit<Box, 'id'> => ({
    ...place,
    ...looks,
    shape: 'workload',
    title: text,
    lines: Array.from({ length: lines }, () => ({ ...text, tone: 'plain', target: undefined })),
    badges: Array.from({ length: badges }, () => badge),
  }),
);
const edge = fc.tuple(rect, rect, fc.boolean(), fc.constantFrom('opened' as const, undefined)).map(
  ([from, to, hasPill, change]): Omit<Edge, 'id'> => ({
    ...looks,
    from: '',
    to: '',
    curve: [from, from, to, to],
    style: 'allowed',
    weight: 1,
    pill: hasPill ? { ...from, sign: '', text } : undefined,
    change,
  }),
);
const frame = rect.map((place): Omit<Frame, 'id'> => ({ ...place, ...looks, title: text, subtitle: text }));

/** So many of each that they do and do not fit. */
const scene = fc
  .record({
    boxes: fc.array(box, { minLength: 1, maxLength: 20 }),
    edges: fc.array(edge, { minLength: 1, maxLength: 20 }),
    frames: fc.array(frame, { minLength: 1, maxLength: 5 }),
    times: fc.constantFrom(1, 5, 20, 50, 100),
  })
  .map(({ boxes, edges, frames, times }): Scene => {
    const many = <Item>(items: readonly Item[], name: string): (Item & { id: string })[] =>
      Array.from({ length: times }, () => items)
        .flat()
        .map((item, i) => ({ ...item, id: `${name}${i}` }));
    return {
      width: 2200,
      height: 2200,
      boxes: many(boxes, 'box'),
      edges: many(edges, 'edge'),
      frames: many(frames, 'frame'),
      left: { links: 0, nodes: 0 },
    };
  });

const ALL = { x: 0, y: 0, width: 2200, height: 2200 };

describe('what is put into the page', () => {
  test('is never more than the page can take, and has what the keyboard is on', () => {
    fc.assert(
      fc.property(
        scene,
        fc.constantFrom(0.2, 1),
        fc.constantFrom('box', 'edge', undefined),
        (all, zoom, keep) => {
          const ids = [...all.boxes, ...all.edges].map(({ id }) => id);
          const kept = ids.findLast((id) => keep !== undefined && id.startsWith(keep));
          const plan = planWindow(all, ALL, zoom, kept);
          expect(countElements(plan)).toBeLessThanOrEqual(MOST_ELEMENTS);
          const shown = [...plan.boxes, ...plan.edges].map(({ id }) => id);
          if (kept !== undefined) expect(shown).toContain(kept);
        },
      ),
    );
  });

  test('is all of it where there is room', () => {
    fc.assert(
      fc.property(scene, (all) => {
        const plan = planWindow(all, ALL, 0.2, undefined);
        const isAll = plan.boxes.length === all.boxes.length && plan.edges.length === all.edges.length;
        const cost = countElements({ ...all, detail: 'bare' });
        if (cost <= MOST_ELEMENTS && all.frames.length <= 100) expect(isAll).toBe(true);
      }),
    );
  });
});
