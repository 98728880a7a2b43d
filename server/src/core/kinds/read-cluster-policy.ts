import type { Field } from '../model/field.ts';
import type {
  Direction,
  PodScope,
  Policy,
  PolicyDirection,
  PolicyPeer,
  PolicyPort,
  PolicyRule,
} from '../model/policy.ts';
import type { Selector } from '../model/selector.ts';
import { readSelector } from './read-labels.ts';
import { at, get, integer, isAbsent, isOpen, isPresent, items, string, text, type Value } from './value.ts';

/** What the versions of the cluster's policies do not have in common. */
export interface Dialect {
  readonly actions: Readonly<Record<string, PolicyRule['action']>>;
  /** The ports of a rule; undefined: every port of every protocol. */
  readonly readPorts: (rule: Value) => readonly PolicyPort[] | undefined;
  /** The field of a rule in which its ports stand. */
  readonly portsIn: 'ports' | 'protocols';
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
    peers: items(peers).flatMap(readPeer),
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
  const field = onlyField(subject, ['namespaces', 'pods']);
  if (field) return readPods(subject, field);
  const nobodyKnows = isOpen(subject) && !hasField(subject, 'namespaces') && !hasField(subject, 'pods');
  return nobodyKnows
    ? { namespaces: readSelector(subject), pods: everything(subject), at: place }
    : { namespaces: NOBODY, pods: NOBODY, at: place };
}

/** Selects nothing: no label is both there and not there. */
const NOBODY: Selector = {
  requirements: [{ key: 'kubernetes.io/metadata.name', operator: 'DoesNotExist', values: [], at: '' }],
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

const PEER_FIELDS = ['namespaces', 'pods', 'networks', 'nodes', 'domainNames'] as const;

/**
 * One entry of `from` or `to`; the blocks of one entry are peers of their own. Exactly one field is set (semantics rule
 * 58); what sets none that is known, or several, is not understood (semantics rule 64).
 */
function readPeer(peer: Value): PolicyPeer[] {
  const place = at(peer);
  const field = onlyField(peer, PEER_FIELDS);
  if (field === undefined) {
    const nobodyKnows = isOpen(peer) && !PEER_FIELDS.some((name) => hasField(peer, name));
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

/** The one of some fields that is set, if it is only one; a field of null is not set. */
export function onlyField<T extends string>(value: Value, names: readonly T[]): T | undefined {
  const [only, ...more] = names.filter((name) => hasField(value, name));
  return more.length === 0 ? only : undefined;
}

function hasField(value: Value, name: string): boolean {
  return !isAbsent(get(value, name));
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

/** Reads a list of ports; without entries it means every port. What a template stands for may be any port. */
export function readPortList(
  list: Value,
  readEntry: (entry: Value) => PolicyPort | undefined,
): readonly PolicyPort[] | undefined {
  const entries = items(list);
  if (entries.length === 0) return undefined;
  return entries.flatMap((entry) => readEntry(entry) ?? (isOpen(entry) ? unknownPort(entry) : []));
}

function unknownPort(entry: Value): PolicyPort {
  return { protocol: undefined, port: undefined, endPort: undefined, at: at(entry) };
}

/** The port of an entry; undefined where there is no number, so that it means no port and not every one. */
export function readNumber(
  entry: Value,
  protocol: PolicyPort['protocol'],
  number: Value,
): PolicyPort | undefined {
  const port = numberOrHidden(number);
  return port && { protocol, port, endPort: undefined, at: at(entry) };
}

/** The range of ports of an entry, both ends included; undefined where it lacks one of them. */
export function readRange(
  entry: Value,
  protocol: PolicyPort['protocol'],
  range: Value,
): PolicyPort | undefined {
  const [port, endPort] = [numberOrHidden(get(range, 'start')), numberOrHidden(get(range, 'end'))];
  return port && endPort && { protocol, port, endPort, at: at(entry) };
}

function numberOrHidden(value: Value): Field<number> | undefined {
  return (
    integer(value) ?? (isAbsent(value) && isOpen(value) ? { value: undefined, at: at(value) } : undefined)
  );
}
