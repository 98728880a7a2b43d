import type { PolicyPort } from '../model/policy.ts';
import { type Dialect, onlyField, readNumber, readPortList, readRange } from './read-cluster-policy.ts';
import { readProtocol } from './read-protocol.ts';
import { at, get, string, type Value } from './value.ts';

/** How AdminNetworkPolicy and BaselineAdminNetworkPolicy (v1alpha1) write actions and ports (semantics rules 51 and 61). */
export const ADMIN_DIALECT: Dialect = {
  actions: { Allow: 'allow', Deny: 'deny', Pass: 'pass' },
  readPorts: (rule) => readPortList(get(rule, 'ports'), readPort),
  portsIn: 'ports',
};

/** Exactly one field of an entry is set; any other entry means no port: the API server refuses it. */
function readPort(entry: Value): PolicyPort | undefined {
  const field = onlyField(entry, ['portNumber', 'portRange', 'namedPort']);
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
