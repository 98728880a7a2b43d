import fc from 'fast-check';
import type { Plain } from './naive-values.ts';

/** What policies of the cluster are made of, shared with the NetworkPolicies of a random cluster. */
export interface Parts {
  /** Puts a template in the place of something now and then. */
  readonly perhaps: <T>(value: fc.Arbitrary<T>) => fc.Arbitrary<T | string>;
  readonly podSelector: fc.Arbitrary<Plain>;
  readonly namespaceSelector: fc.Arbitrary<Plain>;
  readonly protocol: fc.Arbitrary<string>;
}

/** A policy of the cluster, but for its name and its priority. */
export interface ClusterPolicy {
  readonly apiVersion: string;
  readonly kind: string;
  readonly spec: object;
}

/** Random AdminNetworkPolicies, BaselineAdminNetworkPolicies and ClusterNetworkPolicies. */
export function clusterPolicies(parts: Parts): fc.Arbitrary<ClusterPolicy> {
  const { perhaps, podSelector, namespaceSelector } = parts;
  const pods = fc.oneof(
    fc.record({ namespaces: namespaceSelector }),
    fc.record({ pods: fc.record({ namespaceSelector, podSelector }) }),
  );
  const [admin, cluster] = [portsOfAdmin(parts), portsOfCluster(parts)];
  const policy = (
    version: string,
    kind: string,
    actions: readonly string[],
    ports: fc.Arbitrary<object>,
    more: object = {},
  ): fc.Arbitrary<ClusterPolicy> => {
    const rules = (to: boolean): fc.Arbitrary<Plain> => {
      const peer = perhaps(
        fc.oneof(pods, pods, fc.constantFrom(...(to ? OUTSIDE_PEERS : []), {}, { namespaces: {}, pods: {} })),
      );
      const rule = fc
        .tuple(perhaps(fc.constantFrom(...actions)), fc.array(peer, { maxLength: 2 }), ports)
        .map(([action, peers, own]) => ({ action, [to ? 'to' : 'from']: peers, ...own }));
      return fc.array(rule, { maxLength: 3 });
    };
    return fc.record({ subject: perhaps(pods), ingress: rules(false), egress: rules(true) }).map((spec) => ({
      apiVersion: `policy.networking.k8s.io/${version}`,
      kind,
      spec: { ...more, ...spec },
    }));
  };
  const final = ['Allow', 'Deny'];
  return fc.oneof(
    policy('v1alpha1', 'AdminNetworkPolicy', [...final, 'Pass'], admin),
    policy('v1alpha1', 'BaselineAdminNetworkPolicy', final, admin),
    ...['Admin', 'Baseline'].map((tier) =>
      policy('v1alpha2', 'ClusterNetworkPolicy', ['Accept', 'Deny', 'Pass'], cluster, { tier }),
    ),
  );
}

/** Peers of egress alone: networks with pods or without them, nodes and names. */
const OUTSIDE_PEERS: readonly object[] = [
  { networks: ['0.0.0.0/0'] },
  { networks: ['10.0.0.0/8', '192.0.2.0/25'] },
  { networks: ['192.0.2.128/25'] },
  { nodes: {} },
  { domainNames: ['example.com'] },
];

function portsOfAdmin({ perhaps, protocol }: Parts): fc.Arbitrary<object> {
  const port = perhaps(fc.constantFrom(53, 80, 8080));
  const entry = fc.oneof(
    fc.record({ portNumber: fc.record({ protocol, port }) }),
    fc.record({ portRange: fc.record({ protocol, start: fc.constant(8080), end: fc.constant(8090) }) }),
    fc.record({ namedPort: fc.constantFrom('web', 'dns') }),
  );
  return fc.record({ ports: fc.array(perhaps(entry), { maxLength: 2 }) }, { requiredKeys: [] });
}

function portsOfCluster({ perhaps, protocol }: Parts): fc.Arbitrary<object> {
  const destinationPort = fc.oneof(
    perhaps(fc.constantFrom(53, 80, 8080)).map((number) => ({ number })),
    fc.constant({ range: { start: 8080, end: 8090 } }),
  );
  const entry = fc.oneof(
    fc
      .tuple(protocol, fc.record({ destinationPort }, { requiredKeys: [] }))
      .map(([name, below]) => ({ [name.toLowerCase()]: below })),
    fc.record({ destinationNamedPort: fc.constantFrom('web', 'dns') }),
  );
  return fc.record({ protocols: fc.array(perhaps(entry), { maxLength: 2 }) }, { requiredKeys: [] });
}
