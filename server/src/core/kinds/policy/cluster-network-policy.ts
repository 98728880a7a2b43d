import type { PolicyPort, Tier } from '../../model/policy.ts';
import type { Protocol } from '../../model/protocol.ts';
import { defineKind } from '../define-kind.ts';
import {
  type Dialect,
  isEveryPort,
  readDirection,
  readPriority,
  readSubject,
} from '../read-cluster-policy.ts';
import { at, get, integer, isAbsent, isOpen, isPresent, items, string, text, type Value } from '../value.ts';

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
    const tier = TIERS[text(get(spec, 'tier')) ?? ''];
    return {
      // Of a tier that is not known nobody can say when it is asked.
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
  readPorts: (rule) => {
    const protocols = get(rule, 'protocols');
    return isEveryPort(protocols) ? undefined : items(protocols).flatMap(readPort);
  },
  portsIn: 'protocols',
};

const PROTOCOL_FIELDS: Readonly<Record<string, Protocol>> = { tcp: 'TCP', udp: 'UDP', sctp: 'SCTP' };

/** Exactly one field of an entry is set (semantics rule 62); an entry without any means no port. */
function readPort(entry: Value): PolicyPort[] {
  for (const [field, protocol] of Object.entries(PROTOCOL_FIELDS)) {
    const value = get(entry, field);
    if (isPresent(value)) return [readDestination(entry, get(value, 'destinationPort'), protocol)];
  }
  const name = string(get(entry, 'destinationNamedPort'));
  return name ? [{ protocol: 'any', port: name, endPort: undefined, at: at(entry) }] : [];
}

function readDestination(entry: Value, port: Value, protocol: Protocol): PolicyPort {
  const range = get(port, 'range');
  if (isPresent(range)) {
    return {
      protocol,
      port: integer(get(range, 'start')),
      endPort: integer(get(range, 'end')),
      at: at(entry),
    };
  }
  const hidden = isAbsent(port) && isOpen(port) ? { value: undefined, at: at(port) } : undefined;
  return { protocol, port: integer(get(port, 'number')) ?? hidden, endPort: undefined, at: at(entry) };
}
