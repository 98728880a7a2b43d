import type { Direction, Refusal } from '../model/policy.ts';
import { checkOneOf, checkPortNumber, checkSelector, refuse, say } from './check-field.ts';
import { get, integer, integerOrString, isAbsent, isOpen, items, text, type Value } from './value.ts';

/** Why the API server would refuse a NetworkPolicy (semantics rules 9, 12, 15, 21 and 22); blocks are checked later. */
export function checkNetworkPolicy(spec: Value): Refusal[] {
  const types = items(get(spec, 'policyTypes'));
  return [
    ...checkSelector(get(spec, 'podSelector')),
    ...types.flatMap((type) => checkOneOf('field', type, ['Ingress', 'Egress'], 'type of policy')),
    ...checkRules(spec, 'ingress', 'from'),
    ...checkRules(spec, 'egress', 'to'),
  ];
}

function checkRules(spec: Value, direction: Direction, peers: 'from' | 'to'): Refusal[] {
  return items(get(spec, direction)).flatMap((rule) => [
    ...items(get(rule, peers)).flatMap(checkPeer),
    ...items(get(rule, 'ports')).flatMap(checkPort),
  ]);
}

const SELECTORS = ['podSelector', 'namespaceSelector'] as const;

function checkPeer(peer: Value): Refusal[] {
  const block = get(peer, 'ipBlock');
  const selectors = SELECTORS.filter((name) => !isAbsent(get(peer, name)));
  if (isAbsent(block)) {
    if (selectors.length > 0) return selectors.flatMap((name) => checkSelector(get(peer, name)));
    if (isOpen(peer)) return [];
    const subject = text(peer) === undefined ? 'A peer of nothing' : say(peer);
    return refuse(
      'peer',
      peer,
      `${subject} is no peer and matches nothing: it takes a \`podSelector\`, a \`namespaceSelector\` or both, or an \`ipBlock\`.`,
    );
  }
  if (selectors.length > 0) {
    return refuse(
      'peer',
      block,
      `An \`ipBlock\` cannot stand beside \`${selectors.join('` and `')}\` in one peer, which then matches nothing; make two items of them.`,
    );
  }
  if (isOpen(block) || !isAbsent(get(block, 'cidr'))) return [];
  return refuse('peer', block, 'This `ipBlock` has no `cidr` and matches nothing; write one.');
}

function checkPort(port: Value): Refusal[] {
  return [
    ...checkOneOf('port', get(port, 'protocol'), ['TCP', 'UDP', 'SCTP'], 'protocol'),
    // A text is the name of a port, whatever it looks like (semantics rule 31).
    ...(integer(get(port, 'port')) ? checkPortNumber(port, 'port') : []),
    ...(isAbsent(get(port, 'endPort')) ? [] : checkEnd(port)),
  ];
}

/** Semantics rule 22. */
function checkEnd(entry: Value): Refusal[] {
  const [start, end] = [get(entry, 'port'), get(entry, 'endPort')];
  const refusals = checkPortNumber(entry, 'endPort');
  if (refusals.length > 0 || isOpen(start) || isOpen(end)) return refusals;
  if (isAbsent(start)) {
    return refuse(
      'port',
      end,
      `${say(end)} ends a range that has no beginning, so this entry matches nothing; write a \`port\`.`,
    );
  }
  const first = integerOrString(start)?.value;
  if (typeof first !== 'number') {
    return refuse(
      'port',
      end,
      `A range cannot begin with a name like ${say(start)}, so this entry matches nothing; write its number.`,
    );
  }
  const last = integer(end)?.value ?? first;
  return last >= first
    ? []
    : refuse(
        'port',
        end,
        `\`${last}\` is below the \`port\` ${first}, so this range is empty; turn them around.`,
      );
}
