import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatRanges } from '../../../server/src/core/reach/address-set.ts';
import { evaluateConnection } from '../../../server/src/core/reach/evaluate-connection.ts';
import { type AllPairs, evaluateAllPairs } from '../../../server/src/core/reach/pairs/all-pairs.ts';
import { idsOf } from '../../../server/src/core/reach/pairs/class-set.ts';
import { type PodClass, podsOf } from '../../../server/src/core/reach/pairs/pod-classes.ts';
import { formatPorts } from '../../../server/src/core/reach/port-set.ts';
import type { Traffic } from '../../../server/src/core/reach/traffic.ts';
import { qualifiedName } from '../../../server/src/core/workspace/resource.ts';
import type { View } from '../../../server/src/core/workspace/view.ts';
import { pods } from '../../support/pods.ts';
import { policy } from '../../support/policy.ts';
import { openWorkspace } from '../../support/workspace.ts';
import { clusters, writeCompactCluster } from './naive-cluster.ts';

const evaluate = (view: View, before?: AllPairs): AllPairs => evaluateAllPairs(view, podsOf(view), before);

/** Every pair of classes with what passes between them, and every class with what passes to and from the outside. */
function allPairs({ classes, outgoing, outside }: AllPairs): string[] {
  const inside = classes.flatMap((from) => {
    const found = outgoing(from).flatMap(({ to, traffic }) => idsOf(to).map((id) => [id, traffic] as const));
    const byId = new Map(found);
    expect(byId.size, 'no class is in two answers').toBe(found.length);
    return classes.map((to) => write(from, name(to), byId.get(to.id)));
  });
  const beyond = classes.flatMap((of) =>
    (['ingress', 'egress'] as const).flatMap((direction) =>
      outside(of, direction).map(({ addresses, traffic }) =>
        write(of, `${direction} ${formatRanges(addresses).join()}`, traffic),
      ),
    ),
  );
  return [...inside, ...beyond];
}

/** The same, with each pair asked for by itself; ranges of the outside as the other one has them. */
function pairByPair(view: View, { classes, outside }: AllPairs): string[] {
  const inside = classes.flatMap((from) =>
    classes.map((to) => write(from, name(to), evaluateConnection(view, from.endpoint, to.endpoint))),
  );
  const beyond = classes.flatMap((of) =>
    (['ingress', 'egress'] as const).flatMap((direction) =>
      outside(of, direction).map(({ addresses }) => {
        const other = { type: 'addresses', addresses } as const;
        const verdict =
          direction === 'egress'
            ? evaluateConnection(view, of.endpoint, other)
            : evaluateConnection(view, other, of.endpoint);
        return write(of, `${direction} ${formatRanges(addresses).join()}`, verdict);
      }),
    ),
  );
  return [...inside, ...beyond];
}

function name({ members }: PodClass): string {
  return members.map(({ workload }) => qualifiedName(workload)).join('+');
}

function write(from: PodClass, to: string, traffic: Traffic | undefined): string {
  const words = traffic
    ? `${formatPorts(traffic.allowed)}, perhaps ${formatPorts(traffic.possible)}`
    : NOTHING;
  return `${name(from)} => ${to}: ${words}`;
}

const NOTHING = 'No Connections, perhaps No Connections';

test.each([
  ['plain manifests', false],
  ['templates', true],
])('all pairs at once are what each pair is by itself: %s', (_, templates) => {
  fc.assert(
    fc.property(clusters(templates), (cluster) => {
      const view = openWorkspace(writeCompactCluster(cluster)).view();
      const all = evaluate(view);
      expect(allPairs(all)).toEqual(pairByPair(view, all));
    }),
    { numRuns: 300 },
  );
});

test('what is patched is what would be made anew', () => {
  const step = fc.record({ cluster: clusters(false), onlyPolicies: fc.boolean() });
  fc.assert(
    fc.property(clusters(false), fc.array(step, { minLength: 1, maxLength: 3 }), (first, steps) => {
      const workspace = openWorkspace(writeCompactCluster(first));
      const [file] = workspace.fixture.files;
      let patched = evaluate(workspace.view());
      for (const { cluster, onlyPolicies } of steps) {
        // While only policies change, classes are kept.
        const next = onlyPolicies
          ? [...first.filter((one) => !isPolicy(one)), ...cluster.filter(isPolicy)]
          : cluster;
        const text = writeCompactCluster(next);
        workspace.host.apply([{ uri: file?.uri ?? '', text, editedAt: undefined }]);
        patched = evaluate(workspace.view(), patched);
        expect(allPairs(patched)).toEqual(allPairs(evaluate(workspace.view())));
      }
    }),
    { numRuns: 200 },
  );
});

function isPolicy(document: unknown): boolean {
  return JSON.stringify(document).includes('"NetworkPolicy"');
}

test('pods that no policy can tell apart are one class', () => {
  const { classes } = evaluate(
    openWorkspace(
      pods('web', { labels: 'app: a' }) +
        pods('web2', { labels: 'app: a' }) +
        pods('api', { labels: 'app: b' }),
    ).view(),
  );
  expect(classes.map(name)).toEqual(['default/api', 'default/web+default/web2']);
});

test('a policy with hundreds of blocks sorts the outside into a few pieces', () => {
  const blocks = Array.from({ length: 640 }, (_, i) => `{ ipBlock: { cidr: 10.${i >> 8}.${i & 255}.0/25 } }`);
  const view = openWorkspace(
    pods('web', {}) + policy({ types: 'Ingress', ingress: `[{ from: [${blocks.join(', ')}] }]` }),
  ).view();
  const all = evaluate(view);
  const [web] = all.classes;
  const cells = web ? all.outside(web, 'ingress') : [];
  expect(cells.map(({ traffic }) => formatPorts(traffic.allowed))).toEqual([
    'No Connections',
    'All Connections',
  ]);
  expect(formatRanges(cells[1]?.addresses ?? { bounds: [] })).toHaveLength(640);
});
