import type { Field } from '../model/field.ts';
import type {
  Direction,
  Objection,
  PodScope,
  Policy,
  PolicyDirection,
  PolicyPeer,
  PolicyPort,
  PolicyRule,
} from '../model/policy.ts';
import type { Selector } from '../model/selector.ts';
import { hasField, onlyField } from './only-field.ts';
import { readSelector } from './read-labels.ts';
import { numberOrHidden } from './read-port-list.ts';
import { at, get, isOpen, isPresent, items, string, text, type Value } from './value.ts';

/** What the versions of the cluster's policies do not have in common. */
export interface Dialect {
  readonly actions: Readonly<Record<string, PolicyRule['action']>>;
  /** The ports of a rule; undefined: every port of every protocol. */
  readonly readPorts: (rule: Value) => readonly PolicyPort[] | undefined;
  /** The field of a rule in which its ports stand. */
  readonly portsIn: 'ports' | 'protocols';
  /** The field of an entry of the ports in which a name stands. */
  readonly portName: string;
  /** Why the API server would refuse an entry of the ports. */
  readonly checkPort: (entry: Value) => Objection[];
}

/** Reads what a policy of the cluster says of one direction (semantics rules 52, 58 and 59). */
export function readDirection(spec: Value, direction: Direction, dialect: Dialect): PolicyDirection {
  const rules = get(spec, direction);
  const open = isOpen(rules);
  return {
    // Without rules it has nothing to say; it isolates nobody.
    applies: items(rules).length > 0,
    appliesUnknown: items(rules).length === 0 && open,
    at: at(isPresent(rules) ? rules : spec),
    rules: items(rules).map((rule) => readRule(rule, direction, dialect)),
    open,
  };
}

const PEERS = { ingress: 'from', egress: 'to' } as const;

function readRule(rule: Value, direction: Direction, { actions, readPorts, portsIn }: Dialect): PolicyRule {
  const peers = get(rule, PEERS[direction]);
  return {
    name: string(get(rule, 'name')),
    action: actions[text(get(rule, 'action')) ?? ''],
    // Semantics rule 58: nobody is meant where nobody is listed, unlike in a NetworkPolicy.
    peers: items(peers).flatMap((peer) => readPeer(peer, PEER_FIELDS[direction])),
    ports: readPorts(rule),
    at: at(rule),
    peersOpen: isOpen(peers),
    portsOpen: isOpen(get(rule, portsIn)),
  };
}

/**
 * The pods that a policy of the cluster applies to: exactly one of two fields says so (semantics rule 57). Where none
 * does, or both do, the API server refuses the policy, and nobody is meant.
 */
export function readSubject(spec: Value): Policy['subject'] {
  const subject = get(spec, 'subject');
  const place = at(subject);
  const field = onlyField(subject, OF_PODS);
  if (field) return readPods(subject, field);
  const nobodyKnows = isOpen(subject) && !OF_PODS.some((name) => hasField(subject, name));
  return nobodyKnows
    ? { namespaces: readSelector(subject), pods: everything(subject), at: place }
    : { namespaces: NOBODY, pods: NOBODY, at: place };
}

/** Selects nothing: no label has one of no values. */
const NOBODY: Selector = {
  requirements: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: [], at: '' }],
  open: false,
  at: '',
};

function readPods(value: Value, field: 'namespaces' | 'pods'): PodScope {
  const below = get(value, field);
  return field === 'namespaces'
    ? { namespaces: readSelector(below), pods: everything(value), at: at(value) }
    : {
        namespaces: readSelector(get(below, 'namespaceSelector')),
        pods: readSelector(get(below, 'podSelector')),
        at: at(value),
      };
}

function everything(value: Value): Selector {
  return { requirements: [], open: false, at: at(value) };
}

const OF_PODS = ['namespaces', 'pods'] as const;
const OF_EVERYBODY = [...OF_PODS, 'networks', 'nodes', 'domainNames'] as const;

/** Ingress is from pods; other peers are not known there (semantics rule 59). */
export const PEER_FIELDS = { ingress: OF_PODS, egress: OF_EVERYBODY } as const;

/**
 * One entry of `from` or `to`; the blocks of one entry are peers of their own. Exactly one field is set (semantics rule
 * 58); what sets none that is known, or several, is not understood (semantics rule 64).
 */
function readPeer(peer: Value, fields: readonly (typeof OF_EVERYBODY)[number][]): PolicyPeer[] {
  const place = at(peer);
  const field = onlyField(peer, fields);
  if (field === undefined) {
    const nobodyKnows = isOpen(peer) && !fields.some((name) => hasField(peer, name));
    return [{ type: nobodyKnows ? 'unknown' : 'invalid', at: place }];
  }
  const below = get(peer, field);
  switch (field) {
    case 'namespaces':
    case 'pods':
      return [{ type: 'pods', scope: readPods(peer, field), at: place }];
    case 'networks':
      return [...items(below).map(readNetwork), ...unknownIfOpen(below)];
    case 'nodes':
      return [{ type: 'nodes', nodes: readSelector(below), at: place }];
    case 'domainNames':
      return [
        { type: 'names', names: items(below).flatMap((name) => string(name) ?? []), at: place },
        ...unknownIfOpen(below),
      ];
  }
}

function readNetwork(network: Value): PolicyPeer {
  const cidr = string(network);
  if (!cidr) return { type: 'invalid', at: at(network) };
  return { type: 'addresses', cidr, except: [], ofPods: 'always', at: at(network) };
}

function unknownIfOpen(list: Value): PolicyPeer[] {
  return isOpen(list) ? [{ type: 'unknown', at: at(list) }] : [];
}

/** The priority of a policy; lower is asked first. */
export function readPriority(spec: Value): Field<number> | undefined {
  return numberOrHidden(get(spec, 'priority'));
}
