import type { PolicyPort, Tier } from '../../model/policy.ts';
import type { Protocol } from '../../model/protocol.ts';
import { defineKind } from '../define-kind.ts';
import {
  type Dialect,
  onlyField,
  readDirection,
  readNumber,
  readPortList,
  readPriority,
  readRange,
  readSubject,
} from '../read-cluster-policy.ts';
import { at, get, isAbsent, isOpen, string, text, type Value } from '../value.ts';

export default defineKind({
  group: 'policy.networking.k8s.io',
  kind: 'ClusterNetworkPolicy',
  versions: ['v1alpha2'],
  scope: 'cluster',
  docsUrl: 'https://network-policy-api.sigs.k8s.io/api-overview/',
  example: `
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata:
  name: no-metrics-from-tenants
spec:
  tier: Admin
  priority: 20
  subject:
    namespaces: {}
  ingress:
    - name: no-metrics-from-tenants
      action: Deny
      from:
        - namespaces:
            matchLabels:
              tenant: "true"
      protocols:
        - tcp:
            destinationPort:
              number: 9090
`,
  lower: (resource) => {
    const spec = get(resource, 'spec');
    const written = get(spec, 'tier');
    const tier = TIERS[text(written) ?? ''];
    return {
      // The API server takes no other tiers. Of one that a template hides nobody can say when it is asked.
      foreignPolicy: isOpen(written),
      policy: tier && {
        tier,
        priority: readPriority(spec),
        subject: readSubject(spec),
        ingress: readDirection(spec, 'ingress', DIALECT),
        egress: readDirection(spec, 'egress', DIALECT),
      },
    };
  },
});

const TIERS: Readonly<Record<string, Tier>> = { Admin: 'admin', Baseline: 'baseline' };

const DIALECT: Dialect = {
  actions: { Accept: 'allow', Deny: 'deny', Pass: 'pass' },
  readPorts: (rule) => readPortList(get(rule, 'protocols'), readPort),
  portsIn: 'protocols',
};

const PROTOCOLS = { tcp: 'TCP', udp: 'UDP', sctp: 'SCTP' } as const;

/** Exactly one field of an entry is set (semantics rule 62); any other entry means no port. */
function readPort(entry: Value): PolicyPort | undefined {
  const field = onlyField(entry, ['tcp', 'udp', 'sctp', 'destinationNamedPort']);
  const below = field && get(entry, field);
  if (!below) return undefined;
  if (field === 'destinationNamedPort') {
    const port = string(below);
    return port && { protocol: 'any', port, endPort: undefined, at: at(entry) };
  }
  return readDestination(entry, get(below, 'destinationPort'), PROTOCOLS[field]);
}

/** Without a destination every port of the protocol is meant. */
function readDestination(entry: Value, destination: Value, protocol: Protocol): PolicyPort | undefined {
  const hidden = isOpen(destination) ? { value: undefined, at: at(destination) } : undefined;
  const whole: PolicyPort = { protocol, port: hidden, endPort: undefined, at: at(entry) };
  if (isAbsent(destination)) return whole;
  const field = onlyField(destination, ['number', 'range']);
  if (field === 'number') return readNumber(entry, protocol, get(destination, field));
  if (field === 'range') return readRange(entry, protocol, get(destination, field));
  return hidden && whole;
}
