import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluateConnection } from '../../../server/src/core/reach/evaluate-connection.ts';
import { formatPorts, isSubset, type PortSet } from '../../../server/src/core/reach/port-set.ts';
import { endAt } from '../../support/reach.ts';
import { openWorkspace } from '../../support/workspace.ts';
import { type Cluster, clusters, OUTSIDE_RANGE, writeCompactCluster } from './naive-cluster.ts';
import { podsIn } from './naive-evaluator.ts';
import { get, items, type Plain } from './naive-values.ts';

/** Without templates: where one may add what is not written, to write it says more, and may say less. */
const RUNS = 300;

interface Connection {
  readonly between: string;
  readonly allowed: PortSet;
  readonly possible: PortSet;
}

/** What passes between all pods and the outside. */
function connections(cluster: Cluster): Connection[] {
  const view = openWorkspace(writeCompactCluster(cluster)).view();
  const ends = [
    ...podsIn(cluster)
      .map(({ namespace, name }) => `${namespace}/${name}`)
      .sort(),
    OUTSIDE_RANGE,
  ];
  return ends.flatMap((from) =>
    ends.map((to) => ({
      between: `${from} -> ${to}`,
      ...evaluateConnection(view, endAt(view, from), endAt(view, to)),
    })),
  );
}

function inWords(cluster: Cluster): string[] {
  return connections(cluster).map(
    ({ between, allowed, possible }) =>
      `${between}: ${formatPorts(allowed)}, perhaps ${formatPorts(possible)}`,
  );
}

const isKind =
  (kind: string) =>
  (document: Plain): boolean =>
    get(document, 'kind') === kind;

const direction = fc.constantFrom('ingress', 'egress');
const rule = fc.constantFrom<Plain>(
  {},
  { ports: [{ port: 80 }] },
  { from: [{ podSelector: {} }], to: [{ podSelector: {} }] },
  { from: [{ namespaceSelector: {} }], to: [{ namespaceSelector: {} }], ports: [{ port: 'web' }] },
);

test('a rule more in a policy that isolates takes no connection away (semantics rule 3)', () => {
  fc.assert(
    fc.property(clusters(false), direction, rule, fc.nat(), (cluster, into, added, choice) => {
      const policies = cluster.filter(isKind('NetworkPolicy')).filter((policy) => isolates(policy, into));
      const chosen = policies[choice % policies.length];
      fc.pre(chosen !== undefined);
      const after = connections(
        cluster.map((document) => (document === chosen ? withRule(document, into, added) : document)),
      );
      for (const [i, before] of connections(cluster).entries()) {
        const now = after[i] ?? before;
        expect(isSubset(before.allowed, now.allowed), before.between).toBe(true);
        expect(isSubset(before.possible, now.possible), before.between).toBe(true);
      }
    }),
    { numRuns: RUNS },
  );
});

/** Of egress this is only so where the types or a rule say it: the first rule would isolate (semantics rule 5). */
function isolates(policy: Plain, into: string): boolean {
  const types = items(get(policy, 'spec', 'policyTypes'));
  return into === 'ingress' || types.length > 0 || items(get(policy, 'spec', into)).length > 0;
}

function withRule(policy: Plain, into: string, added: Plain): Plain {
  const { spec, ...rest } = policy as { readonly spec: object };
  return { ...rest, spec: { ...spec, [into]: [...items(get(spec, into)), added] } };
}

const NOWHERE = { matchLabels: { app: 'nowhere' } };
const EVERYTHING = { from: [{ namespaces: {} }], to: [{ namespaces: {} }, { networks: ['0.0.0.0/0'] }] };
const idle = fc.constantFrom<Plain>(
  ...['shop', 'edge', 'unseen'].map((namespace) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'idle', namespace },
    spec: { podSelector: NOWHERE, policyTypes: ['Ingress', 'Egress'], ingress: [{}] },
  })),
  ...['Accept', 'Deny', 'Pass'].flatMap((action) =>
    ['Admin', 'Baseline'].map((tier) => ({
      apiVersion: 'policy.networking.k8s.io/v1alpha2',
      kind: 'ClusterNetworkPolicy',
      metadata: { name: 'idle' },
      spec: {
        tier,
        // Equal to that of others, now and then.
        priority: 3,
        subject: { pods: { namespaceSelector: {}, podSelector: NOWHERE } },
        ingress: [{ action, ...EVERYTHING }],
        egress: [{ action, ...EVERYTHING }],
      },
    })),
  ),
);

test('a policy that selects nothing changes nothing', () => {
  fc.assert(
    fc.property(clusters(false), idle, (cluster, policy) => {
      expect(inWords([policy, ...cluster])).toEqual(inWords(cluster));
    }),
    { numRuns: RUNS },
  );
});

/** Lists in which the order means something: the rules of policies of the cluster (semantics rule 50). */
const ORDERED = ['ingress', 'egress'];

/** Turns every list around, so that each item has other neighbours and another place. */
function shuffle(value: Plain, turn: number, keep: readonly string[]): Plain {
  if (Array.isArray(value))
    return rotate(
      value.map((item) => shuffle(item, turn, keep)),
      turn,
    );
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, below]) => [
      key,
      Array.isArray(below) && keep.includes(key)
        ? below.map((item) => shuffle(item, turn, keep))
        : shuffle(below, turn, keep),
    ]),
  );
}

function rotate<T>(list: readonly T[], turn: number): T[] {
  const start = turn % Math.max(1, list.length);
  const rotated = [...list.slice(start), ...list.slice(0, start)];
  return turn % 2 === 0 ? rotated : rotated.reverse();
}

test('the order of documents, and of what adds up in them, means nothing (semantics rule 3)', () => {
  fc.assert(
    fc.property(clusters(false), fc.nat({ max: 11 }), (cluster, turn) => {
      const shuffled = cluster.map((document) =>
        shuffle(document, turn, isKind('NetworkPolicy')(document) ? [] : ORDERED),
      );
      expect(inWords(rotate(shuffled, turn))).toEqual(inWords(cluster));
    }),
    { numRuns: RUNS },
  );
});
