import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as addresses from '../../../server/src/core/reach/address-set.ts';
import type { ChangedEnd } from '../../../server/src/core/reach/changes/changed-ends.ts';
import { compareConnections } from '../../../server/src/core/reach/changes/compare-connections.ts';
import { type Connectivity, connectivityOf } from '../../../server/src/core/reach/pairs/connectivity.ts';
import { listConnections } from '../../../server/src/core/reach/pairs/list-connections.ts';
import { formatPorts } from '../../../server/src/core/reach/port-set.ts';
import type { Traffic } from '../../../server/src/core/reach/traffic.ts';
import { pods } from '../../support/pods.ts';
import { policy } from '../../support/policy.ts';
import { openWorkspace } from '../../support/workspace.ts';
import { clusters, writeCompactCluster } from './naive-cluster.ts';

/** Both states of a workspace whose only manifest changes, the later one made from the earlier one. */
function statesOf(before: string, after: string): readonly [Connectivity, Connectivity] {
  const { host, view } = openWorkspace(before);
  const old = connectivityOf(view());
  host.apply([{ uri: 'file:///fixture.yaml', text: after, editedAt: undefined }]);
  return [old, connectivityOf(view(), old)];
}

/** Each end and what passes, by the names of the ends; addresses are pieces of which none can be told apart. */
function listed({ all, peers }: Connectivity, pieces: readonly addresses.AddressSet[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { from, to, traffic } of listConnections(all, peers)) {
    for (const a of namesOf(from, pieces))
      for (const b of namesOf(to, pieces)) found.set(`${a} => ${b}`, write(traffic));
  }
  return found;
}

type End = { readonly type: 'pods'; readonly name: string } | Extract<ChangedEnd, { type: 'outside' }>;

function namesOf(end: End, pieces: readonly addresses.AddressSet[]): string[] {
  if (end.type === 'pods') return [end.name];
  return pieces
    .filter((piece) => addresses.isSubset(piece, end.addresses))
    .map((piece) => addresses.formatRanges(piece).join());
}

function write({ allowed, possible }: Traffic): string {
  return `${formatPorts(allowed)}, perhaps ${formatPorts(possible)}`;
}

const NOTHING = 'No Connections, perhaps No Connections';

/** What differs between two lists of connections. */
function differences(
  states: readonly [Connectivity, Connectivity],
  pieces: readonly addresses.AddressSet[],
): string[] {
  const [old, now] = states.map((state) => listed(state, pieces));
  return [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])]
    .map((key) => `${key}: ${old?.get(key) ?? NOTHING} -> ${now?.get(key) ?? NOTHING}`)
    .filter((line) => {
      const [, before, after] = /: (.*) -> (.*)$/.exec(line) ?? [];
      return before !== after;
    })
    .sort();
}

function compared(
  [old, now]: readonly [Connectivity, Connectivity],
  pieces: readonly addresses.AddressSet[],
): string[] {
  return [...compareConnections(old, now)]
    .flatMap(({ from, to, traffic }) =>
      namesOf(from, pieces).flatMap((a) =>
        namesOf(to, pieces).map((b) => `${a} => ${b}: ${write(traffic.before)} -> ${write(traffic.after)}`),
      ),
    )
    .sort();
}

/** Addresses that nothing in either state tells apart. */
function piecesOf(states: readonly Connectivity[]): readonly addresses.AddressSet[] {
  const cells = states.flatMap(({ all }) =>
    all.classes.flatMap((one) =>
      (['ingress', 'egress'] as const).flatMap((direction) =>
        all.outside(one, direction).map((cell) => cell.addresses),
      ),
    ),
  );
  return addresses.partition(addresses.ALL_ADDRESSES, cells);
}

test.each([
  ['plain manifests', false],
  ['templates', true],
])('what is compared by classes is what differs between the lists: %s', (_, templates) => {
  const step = fc.record({ cluster: clusters(templates), onlyPolicies: fc.boolean() });
  fc.assert(
    fc.property(clusters(templates), step, (first, { cluster, onlyPolicies }) => {
      const isPolicy = (document: unknown): boolean => JSON.stringify(document).includes('NetworkPolicy"');
      // While only policies change, classes are the same ones.
      const next = onlyPolicies
        ? [...first.filter((one) => !isPolicy(one)), ...cluster.filter(isPolicy)]
        : cluster;
      const states = statesOf(writeCompactCluster(first), writeCompactCluster(next));
      const pieces = piecesOf(states);
      expect(compared(states, pieces)).toEqual(differences(states, pieces));
    }),
    { numRuns: 200 },
  );
});

test('nothing has changed where only a comment has', () => {
  const text =
    pods('web') + pods('api') + policy({ pods: 'app: api', ingress: '[{ ports: [{ port: 80 }] }]' });
  expect([...compareConnections(...statesOf(text, `# better\n${text}`))]).toEqual([]);
});

test('pods of one controller are shown alike in both states', () => {
  const owned = (name: string, label: string): string =>
    `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  labels: { app: web, at: ${label} }
  ownerReferences: [{ apiVersion: apps/v1, kind: ReplicaSet, name: web, controller: true }]
spec: { containers: [{ name: main }] }
---
`;
  const text = owned('web-1', 'a') + owned('web-2', 'b');
  const changes = compareConnections(...statesOf(text, text + policy({ pods: 'at: a', types: 'Egress' })));
  const names = [...changes].map(({ from, to }) =>
    [from, to].map((end) => ('name' in end ? end.name : 'outside')),
  );
  expect(names).toEqual([
    ['default/web-1[Pod]', 'outside'],
    ['default/web-1[Pod]', 'default/web-2[Pod]'],
  ]);
});
