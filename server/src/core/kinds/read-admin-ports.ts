import type { Objection, PolicyPort } from '../model/policy.ts';
import { PROTOCOLS } from '../model/protocol.ts';
import { checkOneOf, checkOnlyField, checkPortNumber, checkPresent, checkRange } from './check-field.ts';
import { onlyField } from './only-field.ts';
import type { Dialect } from './read-cluster-policy.ts';
import { readNumber, readPortList, readRange } from './read-port-list.ts';
import { readProtocol } from './read-protocol.ts';
import { at, get, isOpen, string, type Value } from './value.ts';

/** How AdminNetworkPolicy and BaselineAdminNetworkPolicy (v1alpha1) write actions and ports (semantics rules 51 and 61). */
export const ADMIN_DIALECT: Dialect = {
  actions: { Allow: 'allow', Deny: 'deny', Pass: 'pass' },
  readPorts: (rule) => readPortList(get(rule, 'ports'), readPort),
  portsIn: 'ports',
  portName: 'namedPort',
  checkPort,
};

/** The same without Pass: behind the baseline there is nothing to pass to (semantics rule 56). */
export const BASELINE_DIALECT: Dialect = { ...ADMIN_DIALECT, actions: { Allow: 'allow', Deny: 'deny' } };

const FIELDS = ['portNumber', 'portRange', 'namedPort'] as const;

/** Exactly one field of an entry is set; any other entry means no port: the API server refuses it. */
function readPort(entry: Value): PolicyPort | undefined {
  const field = onlyField(entry, FIELDS);
  const below = field && get(entry, field);
  if (!below) return undefined;
  if (field === 'namedPort') {
    const port = string(below);
    return port && { protocol: 'any', port, endPort: undefined, at: at(entry) };
  }
  const protocol = readProtocol(get(below, 'protocol'));
  return field === 'portNumber'
    ? readNumber(entry, protocol, get(below, 'port'))
    : readRange(entry, protocol, below);
}

function checkPort(entry: Value): Objection[] {
  const field = onlyField(entry, FIELDS);
  if (field === undefined) return checkOnlyField('port', entry, FIELDS, 'entry of ports');
  const below = get(entry, field);
  if (field === 'namedPort' || isOpen(below)) return [];
  const protocol = checkOneOf('port', get(below, 'protocol'), PROTOCOLS, 'protocol');
  return [
    ...protocol,
    ...(field === 'portNumber'
      ? [...checkPresent('port', below, 'port'), ...checkPortNumber(get(below, 'port'))]
      : checkRange(below, 0)),
  ];
}
