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
  PORTS,
  writeCluster,
  writeCompactCluster,
} from './naive-cluster.ts';
import { decide, type End, podsIn } from './naive-evaluator.ts';

/** More in a long night: `KUBEREACH_RUNS=10000`. */
const RUNS = 4000;

function endpoint(view: View, end: End): Endpoint {
  if (end.type === 'outside') {
    const parsed = parseCidr(`${end.address}/32`);
    if (!parsed.ok) throw new Error(parsed.reason);
    return { type: 'addresses', addresses: parsed.set };
  }
  const [resource] = view.named('apps', 'Deployment', end.namespace, end.name);
  const found = resource && endpointOf(view, resource);
  if (!found) throw new Error(`no ${end.name}`);
  return found;
}

function formatEnd(end: End): string {
  return end.type === 'pod' ? `${end.namespace}/${end.name}` : end.address;
}

/** How often each verdict was given, so that no test passes because everything is allowed. */
const seen = { allowed: 0, denied: 0, depends: 0 };

/**
 * Every answer in which the engine and the naive evaluator differ. With templates the engine may know less, for to it a
 * template line may add any field to the maps around it; what it is sure of must be so.
 */
function differences(cluster: Cluster, templates: boolean): string[] {
  const view = openWorkspace(writeCompactCluster(cluster)).view();
  const pods = podsIn(cluster);
  const outside = OUTSIDE.map((address): End => ({ type: 'outside', address }));
  const pairs = [
    ...pods.flatMap((from) => [...pods, ...outside].map((to) => [from, to] as const)),
    ...outside.flatMap((from) => pods.map((to) => [from, to] as const)),
  ];
  return pairs.flatMap(([from, to]) => {
    const verdict = evaluateConnection(view, endpoint(view, from), endpoint(view, to));
    return (['TCP', 'UDP', 'SCTP'] as const).flatMap((protocol) =>
      PORTS.flatMap((port) => {
        const answer = answerFor(verdict, protocol, port);
        const naive = decide(cluster, from, to, protocol, port);
        seen[naive] += 1;
        return answer === naive || (templates && answer === 'depends')
          ? []
          : [`${formatEnd(from)} -> ${formatEnd(to)} ${protocol} ${port}: ${answer}, naively ${naive}`];
      }),
    );
  });
}

test.each([
  ['plain manifests', false],
  ['templates', true],
])('the engine agrees with a naive evaluator on random clusters: %s', (_, templates) => {
  fc.assert(
    fc.property(clusters(templates), (cluster) => {
      const found = differences(cluster, templates);
      expect(found, found.length > 0 ? writeCluster(cluster) : '').toEqual([]);
    }),
    { numRuns: RUNS / 2 },
  );
  const all = seen.allowed + seen.denied + seen.depends;
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(all / 50);
});
