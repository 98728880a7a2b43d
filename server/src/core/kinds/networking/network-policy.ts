import type { Ternary } from '../../base/ternary.ts';
import type { Direction, PolicyDirection, PolicyPeer, PolicyPort, PolicyRule } from '../../model/policy.ts';
import { checkNetworkPolicy } from '../check-network-policy.ts';
import { defineKind } from '../define-kind.ts';
import { readSelector } from '../read-labels.ts';
import { readProtocol } from '../read-protocol.ts';
import {
  at,
  get,
  integer,
  integerOrString,
  isAbsent,
  isOpen,
  isPresent,
  items,
  string,
  text,
  type Value,
} from '../value.ts';

export default defineKind({
  group: 'networking.k8s.io',
  kind: 'NetworkPolicy',
  versions: ['v1'],
  scope: 'namespaced',
  docsUrl: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
  example: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: api-from-web
spec:
  podSelector:
    matchLabels:
      app: api
  policyTypes:
    - Ingress
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app: web
      ports:
        - port: 8080
`,
  lower: (resource) => {
    const spec = get(resource, 'spec');
    const subject = get(spec, 'podSelector');
    return {
      policy: {
        tier: 'namespace',
        priority: undefined,
        subject: { namespaces: undefined, pods: readSelector(subject), at: at(subject) },
        ingress: readDirection(spec, 'ingress'),
        egress: readDirection(spec, 'egress'),
        objections: checkNetworkPolicy(spec),
      },
    };
  },
});

const TYPE = { ingress: 'Ingress', egress: 'Egress' } as const;
const PEERS = { ingress: 'from', egress: 'to' } as const;

function readDirection(spec: Value, direction: Direction): PolicyDirection {
  const rules = get(spec, direction);
  const types = get(spec, 'policyTypes');
  const applies = appliesTo(direction, types, rules);
  return {
    applies: applies === 'yes',
    appliesUnknown: applies === 'unknown',
    at: at(isPresent(rules) ? rules : isPresent(types) ? types : spec),
    rules: items(rules).map((rule) => readRule(rule, direction)),
    open: isOpen(rules),
  };
}

function appliesTo(direction: Direction, types: Value, rules: Value): Ternary {
  const listed = items(types).map(text);
  if (listed.includes(TYPE[direction])) return 'yes';
  // What a template says, here or in place of the whole field, may well be this direction.
  if (isOpen(types) || listed.includes(undefined)) return 'unknown';
  if (listed.length > 0) return 'no';
  // Semantics rule 5: without policyTypes, ingress always, egress only if it has rules.
  if (direction === 'ingress' || items(rules).length > 0) return 'yes';
  return isOpen(rules) ? 'unknown' : 'no';
}

function readRule(rule: Value, direction: Direction): PolicyRule {
  const peers = get(rule, PEERS[direction]);
  const ports = get(rule, 'ports');
  const readPeers = items(peers).map(readPeer);
  // The API server refuses what is no list, and no map in one; it must not be taken for an empty one, which means everything.
  if (isOther(rule, 'map') || isOther(peers, 'sequence')) readPeers.push({ type: 'invalid', at: at(peers) });
  const readPorts = items(ports).flatMap((port) => (isOther(port, 'map') ? [] : readPort(port)));
  const hasPorts = items(ports).length > 0 || isOther(ports, 'sequence');
  return {
    name: undefined,
    action: 'allow',
    // Semantics rule 8: an absent or empty list is every peer, every port.
    peers: readPeers.length > 0 ? readPeers : undefined,
    ports: hasPorts ? readPorts : undefined,
    at: at(rule),
    peersOpen: isTemplate(rule) || isOpen(peers),
    portsOpen: isTemplate(rule) || isOpen(ports),
  };
}

function readPeer(peer: Value): PolicyPeer {
  const place = at(peer);
  const block = get(peer, 'ipBlock');
  const cidr = string(get(block, 'cidr'));
  const pods = get(peer, 'podSelector');
  const namespaces = get(peer, 'namespaceSelector');
  const selects = !isAbsent(pods) || !isAbsent(namespaces);
  if (!isAbsent(block)) {
    // Semantics rule 12: beside a block there may be no selector.
    if (selects) return { type: 'invalid', at: place };
    const except = get(block, 'except');
    if (isOpen(block) || isOpen(except)) return { type: 'unknown', at: place };
    if (!cidr) return { type: 'invalid', at: place };
    return {
      type: 'addresses',
      cidr,
      except: items(except).flatMap((item) => string(item) ?? []),
      ofPods: 'by-plugin',
      at: place,
    };
  }
  if (!selects) return { type: isOpen(peer) ? 'unknown' : 'invalid', at: place };
  return {
    type: 'pods',
    scope: {
      // Where a template may add this selector, nobody knows which namespaces are meant.
      namespaces: isAbsent(namespaces) && !isHidden(namespaces) ? undefined : readSelector(namespaces),
      pods: readSelector(pods),
      at: place,
    },
    at: place,
  };
}

function readPort(port: Value): PolicyPort {
  const number = get(port, 'port');
  const protocol = get(port, 'protocol');
  return {
    protocol: isTemplate(port) || isHidden(protocol) ? undefined : readProtocol(protocol),
    port: isHidden(number)
      ? { value: undefined, at: at(number) }
      : isAbsent(number)
        ? undefined
        : integerOrString(number),
    endPort: integer(get(port, 'endPort')),
    at: at(port),
  };
}

/** Something is written that is neither what is wanted nor a template. */
function isOther(field: Value, wanted: 'map' | 'sequence'): boolean {
  return !isAbsent(field) && field.node?.type !== wanted && !isTemplate(field);
}

/** Nothing is written, and a template may add it. */
function isHidden(field: Value): boolean {
  return isAbsent(field) && isOpen(field);
}

/** A template stands in place of the whole item: it is none of the empty ones, which mean everything. */
function isTemplate(item: Value): boolean {
  return item.node?.type === 'scalar' && isOpen(item);
}
