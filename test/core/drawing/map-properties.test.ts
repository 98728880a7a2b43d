import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DrawnMap, drawMap, type MapOptions } from '../../../server/src/core/drawing/draw-map.ts';
import { MOST_BUNDLES } from '../../../server/src/core/drawing/map/draw-bundles.ts';
import type { Scene } from '../../../server/src/core/drawing/scene.ts';
import { namespaceLinks } from '../../../server/src/core/topology/namespace-links.ts';
import { MOST_LINKS } from '../../../server/src/core/topology/topology-question.ts';
import { pods } from '../../support/pods.ts';
import { policy } from '../../support/policy.ts';
import { stateOf, topologyOf } from '../../support/topology-state.ts';

function optionsOf(
  source: string,
  expanded: readonly string[],
  chosen: Partial<MapOptions> = {},
): MapOptions {
  const state = stateOf(source);
  return {
    topology: topologyOf(source),
    links: new Map(expanded.map((name) => [name, namespaceLinks(state, name)])),
    expanded: new Set(expanded),
    selected: undefined,
    slots: {},
    width: 1000,
    changes: [],
    isShown: () => true,
    ...chosen,
  };
}

function sceneOf(source: string, expanded: readonly string[], chosen: Partial<MapOptions> = {}): Scene {
  return drawMap(optionsOf(source, expanded, chosen)).scene;
}

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const apps = ['web', 'api', 'db', 'jobs', 'cache', 'mail', 'feed', 'auth', 'docs', 'chat'];
const pairs = (own: string): string[] => apps.map((app) => `Deployment/${own}/${app}`);
const peers = (homes: readonly string[]): string =>
  `[{ from: [{ podSelector: {} }, { namespaceSelector: { matchExpressions: [{ key: kubernetes.io/metadata.name, operator: In, values: [${homes.join(', ')}] }] } }] }]`;
const cluster = fc
  .record({
    homes: fc.uniqueArray(fc.constantFrom(...names), { minLength: 1 }),
    count: fc.integer({ min: 1, max: apps.length }),
    targets: fc.uniqueArray(fc.constantFrom(...names), { minLength: 1 }),
  })
  .map(({ homes, count, targets }) =>
    homes
      .map(
        (namespace) =>
          apps
            .slice(0, count)
            .map((app) => pods(app, { namespace }))
            .join('') + policy({ namespace, types: 'Ingress', ingress: peers(targets) }),
      )
      .join(''),
  );
const chosen = fc.option(fc.constantFrom(...names.flatMap((name) => [`ns:${name}`, ...pairs(name)])), {
  nil: undefined,
});

describe('what is not drawn is counted', () => {
  test('no picture has more lines than its budget, and those shown and hidden are all', () => {
    fc.assert(
      fc.property(cluster, fc.subarray(names), chosen, (source, expanded, selected) => {
        const { edges, left, frames } = sceneOf(source, expanded, { selected });
        const state = stateOf(source);
        const open = frames.map(({ id }) => id.slice(3));
        const between = edges.filter(({ from }) => from.startsWith('ns:'));
        const inside = edges.filter(({ from, style }) => !from.startsWith('ns:') && style !== 'declared');
        expect(between.length).toBeLessThanOrEqual(MOST_BUNDLES);
        for (const name of open) {
          const own = inside.filter(({ from }) => from.split('/')[1] === name);
          expect(own.length).toBeLessThanOrEqual(MOST_LINKS);
        }
        // Lines to and from what is expanded are counted at its sides.
        const isAtSide = ({ from, to }: { readonly from: string; readonly to: string }): boolean =>
          open.includes(from) || open.includes(to);
        const bundles = topologyOf(source).bundles.filter(({ from, to }) => from !== to);
        const drawnAtSide = between.filter(({ from, to }) =>
          isAtSide({ from: from.slice(3), to: to.slice(3) }),
        );
        const links = open.map((name) => namespaceLinks(state, name));
        const total =
          bundles.filter((bundle) => !isAtSide(bundle)).length +
          links.reduce((sum, known) => sum + known.links.length + known.hidden, 0);
        expect(between.length - drawnAtSide.length + inside.length + left.links).toBe(total);
      }),
      { numRuns: 60 },
    );
  });

  test('nodes that are filtered out are counted', () => {
    fc.assert(
      fc.property(cluster, fc.subarray(apps), (source, shown) => {
        const { nodes } = topologyOf(source);
        const scene = sceneOf(source, names, { isShown: ({ name }) => shown.includes(name) });
        expect(scene.left.nodes).toBe(nodes.filter(({ name }) => !shown.includes(name)).length);
      }),
      { numRuns: 30 },
    );
  });
});

describe('what was drawn before', () => {
  test('what is taken over from the picture before makes no difference', () => {
    const step = fc.record({
      edit: fc.boolean(),
      expanded: fc.subarray(names, { minLength: 5 }),
      selected: fc.option(fc.nat(), { nil: undefined }),
    });
    const steps = fc.array(step, { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(cluster, cluster, steps, (source, edited, all) => {
        const states = [source, edited].map((each) => optionsOf(each, names));
        let now = 0;
        let former: DrawnMap | undefined;
        for (const { edit, expanded, selected: at } of all) {
          if (edit) now = 1 - now;
          const shown = former?.scene;
          const ids = [...(shown?.frames ?? []), ...(shown?.boxes ?? []), ...(shown?.edges ?? [])].map(
            ({ id }) => id,
          );
          const selected = at === undefined ? undefined : ids[at % ids.length];
          const state = states[now];
          if (state === undefined) return;
          const options = { ...state, expanded: new Set(expanded), selected };
          const drawn = drawMap({ ...options, former: former?.frames });
          expect(drawn.scene).toEqual(drawMap(options).scene);
          former = drawn;
        }
      }),
      { numRuns: 60 },
    );
  });

  test('what somebody does in one namespace draws no other again', () => {
    const source = ['shop', 'stock']
      .map((namespace) => pods('web', { namespace }) + pods('api', { namespace }))
      .join('');
    const options = optionsOf(source, ['shop', 'stock']);
    const before = drawMap(options);
    const after = drawMap({ ...options, selected: 'Deployment/shop/api', former: before.frames });
    expect(after.frames.get('stock')?.drawn).toBe(before.frames.get('stock')?.drawn);
    expect(after.frames.get('shop')?.drawn).not.toBe(before.frames.get('shop')?.drawn);
  });
});

const peersOf = (app: string): string => `[{ from: [{ podSelector: { matchLabels: { app: ${app} } } }] }]`;

test('the same resources in another order are the same picture', () => {
  const documents = [
    ...['web', 'api', 'db'].flatMap((name) =>
      ['shop', 'stock'].map((namespace) => pods(name, { namespace })),
    ),
    policy({ name: 'api', namespace: 'shop', pods: 'app: api', types: 'Ingress', ingress: peersOf('web') }),
    policy({ name: 'db', namespace: 'stock', pods: 'app: db', types: 'Ingress', ingress: peersOf('api') }),
  ];
  const expanded = ['shop', 'stock'];
  const wanted = sceneOf(documents.join(''), expanded);
  const order = fc.shuffledSubarray(documents, { minLength: documents.length });
  fc.assert(
    fc.property(order, (shuffled) => {
      expect(topologyOf(shuffled.join('')).hash).toBe(topologyOf(documents.join('')).hash);
      expect(sceneOf(shuffled.join(''), expanded)).toEqual(wanted);
    }),
    { numRuns: 30 },
  );
});
