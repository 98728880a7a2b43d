import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pointAt } from '../../../server/src/core/drawing/curves.ts';
import { drawMap } from '../../../server/src/core/drawing/draw-map.ts';
import { assignSlots, type Slots } from '../../../server/src/core/drawing/map/assign-slots.ts';
import { MOST_BUNDLES } from '../../../server/src/core/drawing/map/draw-bundles.ts';
import type { Rect, Scene } from '../../../server/src/core/drawing/scene.ts';
import { namespaceLinks } from '../../../server/src/core/topology/namespace-links.ts';
import type { Topology, TopologyNode } from '../../../server/src/core/topology/topology.ts';
import { MOST_LINKS } from '../../../server/src/core/topology/topology-question.ts';
import { pods } from '../../support/pods.ts';
import { policy } from '../../support/policy.ts';
import { stateOf, topologyOf } from '../../support/topology-state.ts';

interface Options {
  readonly expanded?: readonly string[];
  readonly selected?: string;
  readonly width?: number;
  readonly slots?: Slots;
  readonly isShown?: (node: TopologyNode) => boolean;
}

function mapOf(source: string, options: Options = {}): Scene {
  const state = stateOf(source);
  const { expanded = [] } = options;
  const links = new Map(expanded.map((name) => [name, namespaceLinks(state, name)]));
  return draw(topologyOf(source), links, options);
}

function draw(
  topology: Topology,
  links: Parameters<typeof drawMap>[0]['links'],
  options: Options = {},
): Scene {
  const { expanded = [], selected, width = 1000, slots = {}, isShown = () => true } = options;
  return drawMap({
    topology,
    links,
    expanded: new Set(expanded),
    selected,
    slots,
    width,
    changes: [],
    isShown,
  }).scene;
}

const RULE = (app: string): string =>
  `[{ from: [{ podSelector: { matchLabels: { app: ${app} } } }], ports: [{ port: 80 }] }]`;
const SHOP =
  pods('web', { namespace: 'shop' }) +
  pods('api', { namespace: 'shop' }) +
  pods('db', { namespace: 'shop' }) +
  policy({ name: 'api', namespace: 'shop', pods: 'app: api', types: 'Ingress', ingress: RULE('web') }) +
  policy({ name: 'db', namespace: 'shop', pods: 'app: db', types: 'Ingress', ingress: RULE('api') });

describe('namespaces', () => {
  test('are tiles that count what is in them', () => {
    const [tile] = mapOf(SHOP).boxes;
    expect(tile?.title.text).toBe('shop');
    expect(tile?.lines.map(({ text }) => text)).toEqual(['3 workloads']);
    expect(tile?.badges.map(({ sign, text }) => `${sign} ${text}`)).toEqual(['partly-isolated 2/3']);
    expect(tile?.label).toBe('Namespace shop, 3 workloads, 2 of 3 workloads isolated');
  });

  test('stand in as many columns as there is room for', () => {
    const many = Array.from({ length: 5 }, (_, i) => pods('a', { namespace: `n${i}` })).join('');
    const columns = (width: number): number => new Set(mapOf(many, { width }).boxes.map(({ x }) => x)).size;
    expect([columns(300), columns(500), columns(2000)]).toEqual([1, 2, 5]);
  });

  test('that most others use stand above, and lines to them are left out until one asks', () => {
    const peer = '[{ to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: dns } } }] }]';
    const users = Array.from(
      { length: 6 },
      (_, i) =>
        pods('a', { namespace: `n${i}` }) + policy({ namespace: `n${i}`, types: 'Egress', egress: peer }),
    ).join('');
    const source = pods('coredns', { namespace: 'dns' }) + users;
    const scene = mapOf(source);
    expect(scene.boxes[0]).toMatchObject({ id: 'ns:dns', shape: 'hub' });
    expect(scene.boxes[0]?.lines[0]).toMatchObject({
      text: 'used by 6 namespaces',
      full: 'used by 6 namespaces · 1 workload',
    });
    expect(scene.edges).toEqual([]);
    expect(scene.left.links).toBe(6);
    expect(mapOf(source, { selected: 'ns:dns' }).edges).toHaveLength(6);
  });
});

describe('lines between namespaces', () => {
  const mesh = (count: number): string =>
    Array.from({ length: count }, (_, i) => {
      const names = Array.from({ length: count }, (_unused, other) => `n${other}`).join(', ');
      const selector = `{ matchExpressions: [{ key: kubernetes.io/metadata.name, operator: In, values: [${names}] }] }`;
      const ingress = `[{ from: [{ namespaceSelector: ${selector} }] }]`;
      return pods('a', { namespace: `n${i}` }) + policy({ namespace: `n${i}`, types: 'Ingress', ingress });
    }).join('');

  test('are drawn where they are few', () => {
    const { edges, left } = mapOf(mesh(3));
    expect([edges.length, left.links]).toEqual([6, 0]);
    expect(edges[0]).toMatchObject({ style: 'allowed', label: 'n0 to n1: ✓ 1 allowed' });
  });

  test('are only those of the one that is selected where they are many, and all are counted', () => {
    const source = mesh(8);
    expect(8 * 7).toBeGreaterThan(MOST_BUNDLES);
    expect(mapOf(source)).toMatchObject({ edges: [], left: { links: 56 } });
    const { edges, left, boxes } = mapOf(source, { selected: 'ns:n3' });
    expect([edges.length, left.links]).toEqual([14, 42]);
    expect(boxes.find(({ id }) => id === 'ns:n3')?.emphasis).toBe('selected');
  });
});

describe('the way of lines between namespaces', () => {
  const LINKS = fc.uniqueArray(fc.tuple(fc.nat(11), fc.nat(11)), {
    minLength: 1,
    maxLength: 30,
    selector: ([from, to]) => `${from} ${to}`,
  });

  function linked(pairs: readonly (readonly [number, number])[]): Topology {
    const namespaces = Array.from({ length: 12 }, (_, i) => ({
      name: `n${String(i).padStart(2, '0')}`,
      exposed: false,
    }));
    const nameOf = (i: number): string => namespaces[i]?.name ?? '';
    const counts = { allowed: 1, 'one-sided': 0, denied: 0, depends: 0 };
    const bundles = pairs
      .filter(([from, to]) => from !== to)
      .map(([from, to]) => ({ from: nameOf(from), to: nameOf(to), counts }));
    return { hash: '', namespaces, nodes: [], links: [], bundles, notes: [] };
  }

  test('leads through the streets, and below no tile or frame', () => {
    fc.assert(
      fc.property(
        LINKS,
        fc.uniqueArray(fc.nat(11), { maxLength: 3 }),
        fc.integer({ min: 200, max: 1600 }),
        fc.nat(11),
        (pairs, open, width, chosen) => {
          const topology = linked(pairs);
          const expanded = open.map((i) => topology.namespaces[i]?.name ?? '');
          const selected = `ns:${topology.namespaces[chosen]?.name}`;
          const { boxes, frames, edges, ...size } = draw(topology, new Map(), { expanded, selected, width });
          for (const { curve, from, to } of edges) {
            const others = [...boxes, ...frames].filter(({ id }) => id !== from && id !== to);
            for (let share = 0; share <= 1; share += 0.02) {
              const { x, y } = pointAt(curve, share);
              expect(others.filter((other) => overlap(other, { x, y, width: 0, height: 0 }))).toEqual([]);
              expect(x >= 0 && x <= size.width && y >= 0 && y <= size.height).toBe(true);
            }
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  test('there and back are beside one another', () => {
    const { edges } = draw(
      linked([
        [0, 1],
        [1, 0],
      ]),
      new Map(),
    );
    const heights = edges.map(({ curve }) => curve.map(({ y }) => y));
    expect(heights.map((ys) => new Set(ys).size)).toEqual([1, 1]);
    expect(heights[0]?.[0]).not.toBe(heights[1]?.[0]);
  });

  test('a line that is selected stays, however many others there are', () => {
    const pairs = Array.from({ length: 12 }, (_, from) =>
      [0, 1, 2, 3, 4, 5].map((to) => [from, to] as const),
    ).flat();
    const topology = linked(pairs);
    expect(draw(topology, new Map()).edges).toEqual([]);
    expect(draw(topology, new Map(), { selected: 'ns:n07 → ns:n03' }).edges).toMatchObject([
      { from: 'ns:n07', to: 'ns:n03', emphasis: 'selected' },
    ]);
  });
});

describe('an expanded namespace', () => {
  const columnsOf = ({ boxes }: Scene): string[][] => {
    const byX = new Map<number, string[]>();
    const nodes = boxes.filter(({ shape }) => shape !== 'stub' && shape !== 'policy');
    for (const { x, title } of [...nodes].sort((a, b) => a.x - b.x || a.y - b.y))
      byX.set(x, [...(byX.get(x) ?? []), title.text]);
    return [...byX.values()];
  };

  test('is read from left to right as the traffic goes', () => {
    expect(columnsOf(mapOf(SHOP, { expanded: ['shop'] }))).toEqual([['web'], ['api'], ['db']]);
  });

  test('says the verdict and the ports on each line', () => {
    const { edges } = mapOf(SHOP, { expanded: ['shop'] });
    expect(
      edges.map(({ from, to, style, pill }) => `${from} ${to} ${style} ${pill?.sign} ${pill?.text.full}`),
    ).toEqual([
      'Deployment/shop/api Deployment/shop/db allowed ✓ TCP 80',
      'Deployment/shop/web Deployment/shop/api allowed ✓ TCP 80',
    ]);
  });

  test('what goes in a circle is cut somewhere', () => {
    const circle =
      SHOP +
      policy({ name: 'web', namespace: 'shop', pods: 'app: web', types: 'Ingress', ingress: RULE('db') });
    expect(columnsOf(mapOf(circle, { expanded: ['shop'] })).flat()).toHaveLength(3);
  });

  test('folds workloads with the same answers', () => {
    const twins = SHOP + pods('web-2', { namespace: 'shop', labels: 'app: web' });
    const scene = mapOf(twins, { expanded: ['shop'] });
    expect(scene.boxes.find(({ title }) => title.text === 'web')?.badges).toContainEqual({
      sign: 'fold',
      text: '+1',
      label: 'and 1 more like it',
    });
    expect(columnsOf(scene).flat()).not.toContain('web-2');
  });

  test('counts the others that reach it, and that it reaches', () => {
    const other = pods('x', { namespace: 'far' });
    const peer = '[{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: far } } }] }]';
    const open = policy({
      name: 'far',
      namespace: 'shop',
      pods: 'app: web',
      types: 'Ingress',
      ingress: peer,
    });
    const stubs = (source: string): string[] =>
      mapOf(source, { expanded: ['shop'] })
        .boxes.filter(({ shape }) => shape === 'stub')
        .map(({ title }) => title.text);
    expect(stubs(SHOP + other + open)).toEqual(['◂ 1']);
  });

  test('with too many lines shows those of what is selected, and counts the rest', () => {
    const many = Array.from({ length: 14 }, (_, i) => pods(`w${i}`)).join('');
    const source = many + policy({ types: 'Ingress', ingress: '[{ from: [{ podSelector: {} }] }]' });
    const { edges, left } = mapOf(source, { expanded: ['default'] });
    expect(edges.length).toBeLessThanOrEqual(MOST_LINKS);
    expect(edges.length + left.links).toBe(14 * 13);
  });

  test('what is filtered out is counted', () => {
    const scene = mapOf(SHOP, { expanded: ['shop'], isShown: ({ name }) => name !== 'db' });
    expect(scene.left.nodes).toBe(2);
    expect(scene.edges).toHaveLength(1);
  });
});

test('frames end where tiles do', () => {
  const lone = (name: string): string => pods('a', { namespace: name });
  const scene = mapOf(SHOP + ['b', 'c', 'd', 'e'].map(lone).join(''), {
    expanded: ['shop', 'b'],
    width: 1000,
  });
  const ends = scene.frames.map(({ x, width }) => x + width);
  const tileEnds = scene.boxes.filter(({ shape }) => shape === 'namespace').map(({ x, width }) => x + width);
  expect(new Set(ends).size).toBe(1);
  expect(Math.max(...tileEnds)).toBe(ends[0]);
});

describe('stability', () => {
  test('namespaces keep their places, new ones take the first that is free', () => {
    expect(assignSlots({}, ['a', 'b', 'c'])).toEqual({ a: 0, b: 1, c: 2 });
    expect(assignSlots({ a: 0, b: 1, c: 2 }, ['a', 'c'])).toEqual({ a: 0, c: 2 });
    expect(assignSlots({ a: 0, c: 2 }, ['0', 'a', 'c', 'd'])).toEqual({ '0': 1, a: 0, c: 2, d: 3 });
    expect(assignSlots({}, ['__proto__', 'constructor'])).toEqual(
      Object.fromEntries([
        ['__proto__', 0],
        ['constructor', 1],
      ]),
    );
  });

  const namespaces = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { minLength: 2 });
  const names = fc.uniqueArray(fc.constantFrom('web', 'api', 'db', 'jobs', 'cache'), { minLength: 1 });

  test('what is added to one namespace moves nothing in another, but down', () => {
    fc.assert(
      fc.property(namespaces, names, names, fc.boolean(), (all, before, after, isExpanded) => {
        const [first = '', ...rest] = all;
        const source = (own: readonly string[]): string =>
          own.map((name) => pods(name, { namespace: first })).join('') +
          rest.map((namespace) => before.map((name) => pods(name, { namespace })).join('')).join('');
        const expanded = isExpanded ? all : [];
        const slots = assignSlots({}, [...all].sort());
        const [old, now] = [before, after].map((own) => mapOf(source(own), { expanded, slots }));
        for (const box of old?.boxes ?? []) {
          if (box.id === `ns:${first}` || box.id.includes(`/${first}/`)) continue;
          const moved = now?.boxes.find(({ id }) => id === box.id);
          expect(moved?.x).toBe(box.x);
          if (!isExpanded) expect(moved?.y).toBe(box.y);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('no two boxes overlap, and nothing sticks out', () => {
    fc.assert(
      fc.property(namespaces, names, fc.integer({ min: 200, max: 1600 }), (all, own, width) => {
        const source = all
          .map(
            (namespace) =>
              own.map((name) => pods(name, { namespace })).join('') +
              policy({ namespace, types: 'Ingress', ingress: RULE(own[0] ?? '') }),
          )
          .join('');
        const scene = mapOf(source, { expanded: all.slice(0, 3), width });
        for (const [i, box] of scene.boxes.entries()) {
          expect(box.x).toBeGreaterThanOrEqual(0);
          expect(box.x + box.width).toBeLessThanOrEqual(scene.width);
          expect(box.y + box.height).toBeLessThanOrEqual(scene.height);
          expect(scene.boxes.slice(i + 1).filter((other) => overlap(box, other))).toEqual([]);
        }
      }),
      { numRuns: 40 },
    );
  });
});

function overlap(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

test('an environment without anything is an empty picture', () => {
  expect(
    draw({ hash: '', namespaces: [], nodes: [], links: [], bundles: [], notes: [] }, new Map()),
  ).toMatchObject({
    boxes: [],
    edges: [],
    left: { links: 0, nodes: 0 },
  });
});
