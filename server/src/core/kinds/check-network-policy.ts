import type { Direction, Objection } from '../model/policy.ts';
import { PROTOCOLS } from '../model/protocol.ts';
import { checkOneOf, checkPortNumber, checkSelector, objectTo, say } from './check-field.ts';
import { get, integer, integerOrString, isAbsent, isOpen, items, text, type Value } from './value.ts';

/** Why the API server would refuse a NetworkPolicy (semantics rules 9, 12, 15, 21 and 22); blocks are checked later. */
export function checkNetworkPolicy(spec: Value): Objection[] {
  const types = items(get(spec, 'policyTypes'));
  return [
    ...checkSelector(get(spec, 'podSelector')),
    ...types.flatMap((type) => checkOneOf('field', type, ['Ingress', 'Egress'], 'type of policy')),
    ...checkRules(spec, 'ingress', 'from'),
    ...checkRules(spec, 'egress', 'to'),
  ];
}

function checkRules(spec: Value, direction: Direction, peers: 'from' | 'to'): Objection[] {
  const rules = get(spec, direction);
  return [
    ...checkList('field', rules, direction, 'rule'),
    ...items(rules).flatMap((rule) => [
      ...checkRule(rule, peers),
      ...checkList('peer', get(rule, peers), peers, 'peer'),
      ...items(get(rule, peers)).flatMap(checkPeer),
      ...checkList('port', get(rule, 'ports'), 'ports', 'port'),
      ...items(get(rule, 'ports')).flatMap(checkPort),
    ]),
  ];
}

/** What is no list lists nothing, which is not the same as a list that is left out (semantics rule 8). */
function checkList(about: Objection['about'], value: Value, field: string, item: string): Objection[] {
  if (!isOther(value, 'sequence')) return [];
  return objectTo(
    about,
    value,
    `\`${field}\` is no list, so nothing is admitted by it; begin each ${item} with a dash.`,
  );
}

function checkRule(rule: Value, peers: 'from' | 'to'): Objection[] {
  if (!isOther(rule, 'map')) return [];
  return objectTo(
    'field',
    rule,
    `${say(rule)} is no rule and admits nothing: it takes \`${peers}\` and \`ports\`.`,
  );
}

function checkPeer(peer: Value): Objection[] {
  const [block, pods, namespaces] = [
    get(peer, 'ipBlock'),
    get(peer, 'podSelector'),
    get(peer, 'namespaceSelector'),
  ];
  const hasSelector = !isAbsent(pods) || !isAbsent(namespaces);
  if (isAbsent(block)) {
    if (hasSelector) return [...checkSelector(pods), ...checkSelector(namespaces)];
    if (isOpen(peer)) return [];
    const subject = text(peer) === undefined ? 'A peer of nothing' : say(peer);
    return objectTo(
      'peer',
      peer,
      `${subject} is no peer and matches nothing: it takes a \`podSelector\`, a \`namespaceSelector\` or both, or an \`ipBlock\`.`,
    );
  }
  if (hasSelector) {
    const selector = isAbsent(pods) ? 'namespaceSelector' : 'podSelector';
    return objectTo(
      'peer',
      block,
      `An \`ipBlock\` cannot stand beside a \`${selector}\` in one peer, which then matches nothing; make two items of them.`,
    );
  }
  if (isOpen(block) || !isAbsent(get(block, 'cidr'))) return [];
  return objectTo('peer', block, 'This `ipBlock` has no `cidr` and matches nothing; write one.');
}

function checkPort(entry: Value): Objection[] {
  if (isOther(entry, 'map')) {
    return objectTo(
      'port',
      entry,
      `${say(entry)} is no entry of \`ports\` and admits nothing; write it as the value of \`port\`.`,
    );
  }
  const [protocol, port, end] = [get(entry, 'protocol'), get(entry, 'port'), get(entry, 'endPort')];
  return [
    ...checkOneOf('port', protocol, PROTOCOLS, 'protocol'),
    // A text is the name of a port, whatever it looks like (semantics rule 31).
    ...(integer(port) ? checkPortNumber(port) : []),
    ...(isAbsent(end) ? [] : checkEnd(port, end)),
  ];
}

/** Semantics rule 22. */
function checkEnd(start: Value, end: Value): Objection[] {
  const objections = checkPortNumber(end);
  if (objections.length > 0 || isOpen(start) || isOpen(end)) return objections;
  if (isAbsent(start)) {
    return objectTo(
      'port',
      end,
      `${say(end)} ends a range that has no beginning, so this entry matches nothing; write a \`port\`.`,
    );
  }
  const first = integerOrString(start)?.value;
  if (typeof first !== 'number') {
    return objectTo(
      'port',
      end,
      `A range cannot begin with a name like ${say(start)}, so this entry matches nothing; write its number.`,
    );
  }
  const last = integer(end)?.value ?? first;
  return last >= first
    ? []
    : objectTo(
        'port',
        end,
        `\`${last}\` is below the \`port\` ${first}, so this range is empty; turn them around.`,
      );
}

/** Something is written that is surely not what is wanted. */
function isOther(value: Value, wanted: 'map' | 'sequence'): boolean {
  return !isAbsent(value) && !isOpen(value) && value.node?.type !== wanted;
}
