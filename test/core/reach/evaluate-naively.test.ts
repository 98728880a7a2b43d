import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCidr } from '../../../server/src/core/reach/address-set.ts';
import { type Endpoint, endpointOf } from '../../../server/src/core/reach/endpoint.ts';
import { answerFor, evaluateConnection } from '../../../server/src/core/reach/evaluate-connection.ts';
import type { View } from '../../../server/src/core/workspace/view.ts';
import { openWorkspace } from '../../support/workspace.ts';
import {
  type Cluster,
  clusters,
  OUTSIDE,
  OUTSIDE_RANGE,
  PORTS_ASKED,
  writeCluster,
  writeCompactCluster,
} from './naive-cluster.ts';
import { decide, podsIn, type Verdict } from './naive-evaluator.ts';
import type { End, Protocol } from './naive-matching.ts';

/** More in a long night: `KUBEREACH_RUNS=100000`. */
const RUNS = Number(process.env.KUBEREACH_RUNS ?? 10_000);

/** What a slow machine needs for one of them. */
const PATIENCE = 50;

/** One side of a connection to the engine, and the ends that it stands for to the naive evaluator. */
interface Side {
  readonly name: string;
  readonly endpoint: Endpoint;
  readonly ends: readonly End[];
}

function podSide(view: View, end: End & { readonly type: 'pod' }): Side {
  const [resource] = view.named('apps', 'Deployment', end.namespace, end.name);
  const found = resource && endpointOf(view, resource);
  if (!found) throw new Error(`no ${end.name}`);
  return { name: `${end.namespace}/${end.name}`, endpoint: found, ends: [end] };
}

function outsideSide(cidr: string, addresses: readonly string[]): Side {
  const parsed = parseCidr(cidr);
  if (!parsed.ok) throw new Error(parsed.reason);
  return {
    name: cidr,
    endpoint: { type: 'addresses', addresses: parsed.set },
    ends: addresses.map((address) => ({ type: 'outside', address })),
  };
}

const OUTSIDES: readonly Side[] = [
  ...OUTSIDE.map((address) => outsideSide(`${address}/32`, [address])),
  outsideSide(OUTSIDE_RANGE, OUTSIDE),
];

/** How often each verdict was given, so that no test passes because everything is allowed. */
const seen = { allowed: 0, denied: 0, depends: 0 };

/**
 * Every answer in which the engine and the naive evaluator differ. With templates the engine may know less, for to it a
 * template line may add any field to the maps around it; what it is sure of must be so.
 */
function differences(cluster: Cluster, templates: boolean): string[] {
  const view = openWorkspace(writeCompactCluster(cluster)).view();
  const pods = podsIn(cluster).map((pod) => podSide(view, pod));
  const pairs = [
    ...pods.flatMap((from) => [...pods, ...OUTSIDES].map((to) => [from, to] as const)),
    ...OUTSIDES.flatMap((from) => pods.map((to) => [from, to] as const)),
  ];
  const decideOnce = remember((from, to, protocol, port) => decide(cluster, from, to, protocol, port));
  return pairs.flatMap(([from, to]) => {
    const verdict = evaluateConnection(view, from.endpoint, to.endpoint);
    return PORTS_ASKED.flatMap(([protocol, port]) => {
      const answer = answerFor(verdict, protocol, port);
      const naive = decideAll(decideOnce, from, to, protocol, port);
      seen[naive] += 1;
      return answer === naive || (templates && answer === 'depends')
        ? []
        : [`${from.name} -> ${to.name} ${protocol} ${port}: ${answer}, naively ${naive}`];
    });
  });
}

type Decide = (from: End, to: End, protocol: Protocol, port: number) => Verdict;

/** The verdict on which all ends agree; where they do not, it depends on the end. */
function decideAll(decideOne: Decide, from: Side, to: Side, protocol: Protocol, port: number): Verdict {
  const [first = 'depends', ...others] = from.ends.flatMap((source) =>
    to.ends.map((destination) => decideOne(source, destination, protocol, port)),
  );
  return others.every((other) => other === first) ? first : 'depends';
}

/** Addresses are asked by themselves and as parts of a range: each is judged once. */
function remember(decideOne: Decide): Decide {
  const known = new Map<string, Verdict>();
  return (from, to, protocol, port) => {
    const key = [nameOf(from), nameOf(to), protocol, port].join();
    const verdict = known.get(key) ?? decideOne(from, to, protocol, port);
    known.set(key, verdict);
    return verdict;
  };
}

function nameOf(end: End): string {
  return end.type === 'pod' ? end.name : end.address;
}

test.each([
  ['plain manifests', false],
  ['templates', true],
])(
  'the engine agrees with a naive evaluator on random clusters: %s',
  { timeout: RUNS * PATIENCE },
  (_, templates) => {
    fc.assert(
      fc.property(clusters(templates), (cluster) => {
        const found = differences(cluster, templates);
        expect(found, found.length > 0 ? writeCluster(cluster) : '').toEqual([]);
      }),
      { numRuns: RUNS / 2 },
    );
    const all = seen.allowed + seen.denied + seen.depends;
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(all / 50);
  },
);
