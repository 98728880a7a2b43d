import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { allowTraffic } from '../../../../server/src/core/features/allow-traffic.ts';
import { applyEdits } from '../../../../server/src/core/text/text-edit.ts';
import { openWorkspace } from '../../../support/workspace.ts';
import { clusters, OUTSIDE, PORTS, writeCluster } from '../../reach/naive-cluster.ts';
import { decide, podsIn } from '../../reach/naive-evaluator.ts';
import type { End, Protocol } from '../../reach/naive-matching.ts';
import type { Plain } from '../../reach/naive-values.ts';

const RUNS = Number(process.env.KUBEREACH_RUNS ?? 2000) / 8;

const COREDNS = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'coredns', namespace: 'kube-system' },
  spec: { template: { metadata: { labels: { 'k8s-app': 'kube-dns' } }, spec: { containers: [] } } },
};

/** Random clusters with the cluster's DNS, and some namespaces that start from nothing. */
const GUARDED = fc.tuple(clusters(false), fc.subarray(['shop', 'edge', 'unseen'])).map(([cluster, shut]) => [
  ...cluster,
  COREDNS,
  ...shut.map((namespace) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'deny', namespace },
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
  })),
]);

/** How often something was offered, already allowed, or refused for which reason. */
const seen = new Map<string, number>();
const count = (what: string): unknown => seen.set(what, (seen.get(what) ?? 0) + 1);

test('what is offered allows what was wanted, and changes nothing else than what its title names', () => {
  fc.assert(
    fc.property(GUARDED, fc.nat(), (cluster, choice) => {
      const denied = deniedConnections(cluster);
      const wish = denied[choice % denied.length];
      if (wish?.from.type !== 'pod' || wish.to.type !== 'pod') return;
      const { host, environment, view } = openWorkspace(writeCluster(cluster));
      const [sender] = view().named('apps', 'Deployment', wish.from.namespace, wish.from.name);
      const [receiver] = view().named('apps', 'Deployment', wish.to.namespace, wish.to.name);
      if (!sender || !receiver) throw new Error('the cluster lost its pods');
      const from = { type: 'workload', resource: sender } as const;
      const answer = allowTraffic(host, environment(), { ...wish, from, to: receiver });
      count(answer.type === 'refusal' ? answer.why.replace(/Deployment .*/, '…') : answer.type);
      if (answer.type !== 'edit') return;

      const [edits, ...others] = [...answer.edits.values()];
      expect(others).toEqual([]);
      const after: Plain[] = parseAllDocuments(applyEdits(writeCluster(cluster), edits ?? [])).map(
        (document) => document.toJS(),
      );
      const granted = decide(after, wish.from, wish.to, wish.protocol, wish.port);
      expect(granted, answer.title).toBe('allowed');
      const unnamed = changedConnections(cluster, after).filter(
        (change) => !isNamed(change, answer.title, wish),
      );
      expect(unnamed, `${answer.title}\n${writeCluster(cluster)}`).toEqual([]);
    }),
    { numRuns: RUNS },
  );
  expect(seen.get('edit') ?? 0).toBeGreaterThan(RUNS / 4);
});

/** What pods cannot do with pods. */
function deniedConnections(cluster: readonly Plain[]): Connection[] {
  const pods = podsIn(cluster);
  return pods.flatMap((from) =>
    pods.flatMap((to) =>
      (['TCP', 'UDP'] as const).flatMap((protocol) =>
        [80, 8080]
          .filter((port) => decide(cluster, from, to, protocol, port) === 'denied')
          .map((port) => ({ from, to, protocol, port })),
      ),
    ),
  );
}

interface Connection {
  readonly from: End;
  readonly to: End;
  readonly protocol: Protocol;
  readonly port: number;
}

/** All pods and the outside, each with each, before and after. */
function changedConnections(before: readonly Plain[], after: readonly Plain[]): Connection[] {
  const pods = podsIn(before);
  const outside = OUTSIDE.map((address): End => ({ type: 'outside', address }));
  const pairs = [
    ...pods.flatMap((from) => [...pods, ...outside].map((to) => ({ from, to }))),
    ...outside.flatMap((from) => pods.map((to) => ({ from, to }))),
  ];
  return pairs.flatMap(({ from, to }) =>
    (['TCP', 'UDP', 'SCTP'] as const).flatMap((protocol) =>
      PORTS.filter(
        (port) => decide(before, from, to, protocol, port) !== decide(after, from, to, protocol, port),
      ).map((port) => ({ from, to, protocol, port })),
    ),
  );
}

/** The title names both ends, themselves or as pods with the same labels, and the port; or it says DNS. */
function isNamed({ from, to, protocol, port }: Connection, title: string, wish: Connection): boolean {
  const shared = /\(and (.*), whose pods have the same labels\)/.exec(title)?.[1]?.split(', ') ?? [];
  const isMeant = (end: End, wanted: End): boolean =>
    formatEnd(end) === formatEnd(wanted) || shared.includes(formatEnd(end));
  if (!isMeant(from, wish.from)) return false;
  const isDns = formatEnd(to) === 'Deployment kube-system/coredns' && port === 53 && protocol !== 'SCTP';
  if (isDns && formatEnd(from) === formatEnd(wish.from)) return title.includes('egress and DNS in');
  return isMeant(to, wish.to) && protocol === wish.protocol && port === wish.port;
}

function formatEnd(end: End): string {
  return end.type === 'pod' ? `Deployment ${end.namespace}/${end.name}` : end.address;
}
