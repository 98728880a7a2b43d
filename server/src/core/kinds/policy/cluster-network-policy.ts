import type { Direction, Objection, PolicyDirection, PolicyPort, Tier } from '../../model/policy.ts';
import type { Protocol } from '../../model/protocol.ts';
import { checkClusterPolicy, checkPriority } from '../check-cluster-policy.ts';
import { checkOneOf, checkOnlyField, checkPortNumber, checkPresent, checkRange } from '../check-field.ts';
import { defineKind } from '../define-kind.ts';
import { onlyField } from '../only-field.ts';
import { type Dialect, readDirection, readPriority, readSubject } from '../read-cluster-policy.ts';
import { readNumber, readPortList, readRange } from '../read-port-list.ts';
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
    // Of a tier that a template hides nobody can say when it is asked.
    if (isOpen(written)) return { foreignPolicy: true };
    const tier = TIERS[text(written) ?? ''];
    const read = (direction: Direction): PolicyDirection => {
      const rules = readDirection(spec, direction, DIALECT);
      // The API server takes no other tiers: such a policy is never asked, whatever its rules say.
      return tier ? rules : { ...rules, applies: false, appliesUnknown: false };
    };
    return {
      policy: {
        tier: tier ?? 'admin',
        priority: readPriority(spec),
        subject: readSubject(spec),
        ingress: read('ingress'),
        egress: read('egress'),
        objections: [...checkTier(spec), ...checkPriority(spec), ...checkClusterPolicy(spec, DIALECT)],
      },
    };
  },
});

function checkTier(spec: Value): Objection[] {
  return [
    ...checkPresent('field', spec, 'tier'),
    ...checkOneOf('field', get(spec, 'tier'), Object.keys(TIERS), 'tier'),
  ];
}

const TIERS: Readonly<Record<string, Tier>> = { Admin: 'admin', Baseline: 'baseline' };

const DIALECT: Dialect = {
  actions: { Accept: 'allow', Deny: 'deny', Pass: 'pass' },
  readPorts: (rule) => readPortList(get(rule, 'protocols'), readPort),
  portsIn: 'protocols',
  portName: 'destinationNamedPort',
  checkPort,
};

const FIELDS = ['tcp', 'udp', 'sctp', 'destinationNamedPort'] as const;
const PROTOCOLS = { tcp: 'TCP', udp: 'UDP', sctp: 'SCTP' } as const;

/** Exactly one field of an entry is set (semantics rule 62); any other entry means no port. */
function readPort(entry: Value): PolicyPort | undefined {
  const field = onlyField(entry, FIELDS);
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

function checkPort(entry: Value): Objection[] {
  const objections = checkOnlyField('port', entry, FIELDS, 'entry of protocols');
  const field = onlyField(entry, FIELDS);
  const destination = get(entry, field ?? '', 'destinationPort');
  if (objections.length > 0 || isAbsent(destination) || isOpen(destination)) return objections;
  const range = get(destination, 'range');
  if (onlyField(destination, ['number', 'range']) === undefined)
    return checkOnlyField('port', destination, ['number', 'range'], 'destinationPort');
  return isAbsent(range) ? checkPortNumber(get(destination, 'number')) : checkRange(range, 1);
}
