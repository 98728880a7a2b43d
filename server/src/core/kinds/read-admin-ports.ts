import type { PolicyPort } from '../model/policy.ts';
import { type Dialect, isEveryPort } from './read-cluster-policy.ts';
import { readProtocol } from './read-protocol.ts';
import { at, get, integer, isPresent, items, string, type Value } from './value.ts';

/** How AdminNetworkPolicy and BaselineAdminNetworkPolicy (v1alpha1) write actions and ports (semantics rules 51 and 61). */
export const ADMIN_DIALECT: Dialect = {
  actions: { Allow: 'allow', Deny: 'deny', Pass: 'pass' },
  readPorts: (rule) => {
    const ports = get(rule, 'ports');
    return isEveryPort(ports) ? undefined : items(ports).flatMap(readPort);
  },
  portsIn: 'ports',
};

/** An entry that has none of the three fields means no port: the API server refuses it. */
function readPort(entry: Value): PolicyPort[] {
  const number = get(entry, 'portNumber');
  if (isPresent(number)) {
    const protocol = readProtocol(get(number, 'protocol'));
    return [{ protocol, port: integer(get(number, 'port')), endPort: undefined, at: at(entry) }];
  }
  const range = get(entry, 'portRange');
  if (isPresent(range)) {
    const protocol = readProtocol(get(range, 'protocol'));
    return [
      { protocol, port: integer(get(range, 'start')), endPort: integer(get(range, 'end')), at: at(entry) },
    ];
  }
  const name = string(get(entry, 'namedPort'));
  return name ? [{ protocol: 'any', port: name, endPort: undefined, at: at(entry) }] : [];
}
