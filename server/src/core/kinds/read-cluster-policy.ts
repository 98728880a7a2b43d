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

/** The pods that a policy of the cluster applies to: exactly one of two fields says so (semantics rule 57). */
export function readSubject(spec: Value): Policy['subject'] {
  const subject = get(spec, 'subject');
  return readPods(subject) ?? { namespaces: NOBODY, pods: NOBODY, at: at(subject) };
}

/** Selects nothing: no label is both there and not there. */
const NOBODY: Selector = {
  requirements: [{ key: 'kubernetes.io/metadata.name', operator: 'DoesNotExist', values: [], at: '' }],
  open: false,
  at: '',
};

function readPods(value: Value): PodScope | undefined {
  const namespaces = get(value, 'namespaces');
  if (isPresent(namespaces)) {
    return { namespaces: readSelector(namespaces), pods: everything(value), at: at(value) };
  }
  const pods = get(value, 'pods');
  if (!isPresent(pods)) return undefined;
  return {
    namespaces: readSelector(get(pods, 'namespaceSelector')),
    pods: readSelector(get(pods, 'podSelector')),
    at: at(value),
  };
}

function everything(value: Value): Selector {
  return { requirements: [], open: false, at: at(value) };
}

/** One entry of `from` or `to`; the blocks of one entry are peers of their own. */
function readPeer(peer: Value): PolicyPeer[] {
  const place = at(peer);
  const scope = readPods(peer);
  if (scope) return [{ type: 'pods', scope, at: place }];
  const networks = get(peer, 'networks');
  if (isPresent(networks)) return [...items(networks).map(readNetwork), ...unknownIfOpen(networks)];
  const nodes = get(peer, 'nodes');
  if (isPresent(nodes)) return [{ type: 'nodes', nodes: readSelector(nodes), at: place }];
  const names = get(peer, 'domainNames');
  if (isPresent(names)) {
    return [{ type: 'names', names: items(names).flatMap((name) => string(name) ?? []), at: place }];
  }
  return [{ type: isOpen(peer) ? 'unknown' : 'invalid', at: place }];
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
  return integer(get(spec, 'priority'));
}

/** True when a list of ports is not there, which means every port. */
export function isEveryPort(list: Value): boolean {
  return isAbsent(list) || (items(list).length === 0 && !isOpen(list));
}
