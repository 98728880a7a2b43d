import type { Direction, Objection } from '../model/policy.ts';
import {
  checkNumber,
  checkOneOf,
  checkOnlyField,
  checkPresent,
  checkSelector,
  objectTo,
  say,
} from './check-field.ts';
import { type Dialect, PEER_FIELDS } from './read-cluster-policy.ts';
import { get, isAbsent, isOpen, items, text, type Value } from './value.ts';

/** Why the API server would refuse what the policies of the cluster have in common (semantics rules 51 and 57 to 65). */
export function checkClusterPolicy(spec: Value, dialect: Dialect): Objection[] {
  const subject = get(spec, 'subject');
  return [
    ...checkPresent('field', spec, 'subject'),
    ...(isAbsent(subject) ? [] : checkOnlyField('field', subject, ['namespaces', 'pods'], 'subject')),
    ...checkPods('field', subject),
    ...checkRules(spec, 'ingress', dialect),
    ...checkRules(spec, 'egress', dialect),
  ];
}

/** Semantics rule 55. */
export function checkPriority(spec: Value): Objection[] {
  return [
    ...checkPresent('field', spec, 'priority'),
    ...checkNumber('field', get(spec, 'priority'), 'priority', 0, 1000),
  ];
}

function checkRules(spec: Value, direction: Direction, dialect: Dialect): Objection[] {
  return items(get(spec, direction)).flatMap((rule) => checkRule(rule, direction, dialect));
}

function checkRule(
  rule: Value,
  direction: Direction,
  { actions, portsIn, portName, checkPort }: Dialect,
): Objection[] {
  const field = direction === 'ingress' ? 'from' : 'to';
  const list = get(rule, field);
  const peers = items(list);
  const ports = items(get(rule, portsIn));
  const action = get(rule, 'action');
  return [
    ...checkPresent('field', rule, 'action'),
    ...checkAction(action, Object.keys(actions)),
    ...(peers.length > 0 || isOpen(list)
      ? []
      : objectTo(
          'peer',
          isAbsent(list) ? rule : list,
          `Nobody is listed in \`${field}\`, so this rule matches nothing; \`namespaces: {}\` would be every pod.`,
        )),
    ...peers.flatMap((peer) => checkPeer(peer, direction)),
    ...ports.flatMap(checkPort),
    ...ports.flatMap((entry) => checkName(get(entry, portName))),
    ...checkNames(peers, ports, portName),
    ...checkDomainNames(peers, action),
  ];
}

/** One version says Allow where the other says Accept. */
function checkAction(action: Value, names: readonly string[]): Objection[] {
  const meant = { Allow: 'Accept', Accept: 'Allow' }[text(action) ?? ''];
  return meant !== undefined && names.includes(meant)
    ? objectTo(
        'field',
        action,
        `${say(action)} is no action of this kind, which calls it \`${meant}\`.`,
        meant,
      )
    : checkOneOf('field', action, names, 'action of this kind');
}

function checkPeer(peer: Value, direction: Direction): Objection[] {
  const objections = checkOnlyField('peer', peer, PEER_FIELDS[direction], 'peer');
  if (objections.length > 0) return objections;
  const networks = get(peer, 'networks');
  const isEmpty =
    direction === 'egress' && !isAbsent(networks) && !isOpen(networks) && items(networks).length === 0;
  return [
    ...checkPods('peer', peer),
    ...checkSelector(get(peer, 'nodes')),
    ...(isEmpty
      ? objectTo('peer', networks, 'This list of `networks` is empty, so the peer matches nothing.')
      : []),
  ];
}

function checkPods(about: Objection['about'], value: Value): Objection[] {
  const pods = get(value, 'pods');
  const isPods = !isAbsent(pods) && isAbsent(get(value, 'namespaces'));
  const needed = isPods ? ['namespaceSelector', 'podSelector'] : [];
  return [
    // An empty one takes everything in, but it has to be there.
    ...needed.flatMap((field) => checkPresent(about, pods, field)),
    ...checkSelector(get(value, 'namespaces')),
    ...checkSelector(get(value, 'pods', 'namespaceSelector')),
    ...checkSelector(get(value, 'pods', 'podSelector')),
  ];
}

/** Semantics rule 31. */
function checkName(name: Value): Objection[] {
  return isNumber(name)
    ? objectTo(
        'port',
        name,
        `${say(name)} is no name of a port, for that has a letter; write the number in the field for numbers.`,
      )
    : [];
}

function isNumber(name: Value): boolean {
  return /^\d+$/.test(text(name) ?? '');
}

/** Semantics rule 63; of what is no name at all one objection is enough. */
function checkNames(peers: readonly Value[], ports: readonly Value[], portName: string): Objection[] {
  const beside = ['networks', 'nodes', 'domainNames'].find((field) =>
    peers.some((peer) => !isAbsent(get(peer, field))),
  );
  if (beside === undefined) return [];
  return ports
    .map((entry) => get(entry, portName))
    .filter((name) => text(name) !== undefined && !isNumber(name))
    .flatMap((name) =>
      objectTo(
        'port',
        name,
        `Only pods have named ports, and this rule is about \`${beside}\` too; write the number of ${say(name)}.`,
      ),
    );
}

/** Semantics rule 65. */
function checkDomainNames(peers: readonly Value[], action: Value): Objection[] {
  const written = text(action);
  if (written !== 'Deny' && written !== 'Pass') return [];
  return peers
    .map((peer) => get(peer, 'domainNames'))
    .filter((names) => !isAbsent(names))
    .flatMap((names) =>
      objectTo(
        'peer',
        names,
        `\`domainNames\` are only for rules that allow, and this one says \`${written}\`; use \`networks\`.`,
      ),
    );
}
