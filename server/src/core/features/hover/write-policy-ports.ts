import type { PolicyPort } from '../../model/policy.ts';
import { code, listed } from './markdown.ts';

const MOST_PORTS = 6;

/** The ports of a rule in words: `TCP 8080, TCP 9000-9010`, `every port`. */
export function writePolicyPorts(ports: readonly PolicyPort[] | undefined): string {
  if (ports?.length === 0) return 'no port (nothing here is one)';
  // Rules may name the same port for different peers.
  const written = ports && [...new Set(ports.map(writePolicyPort))];
  return written ? listed(written, MOST_PORTS, (port) => port) : 'every port';
}

/** Why nobody can say of which protocol a port is: what is written is no protocol that policies know (semantics rule 21). */
export const UNKNOWN_PROTOCOL = 'the protocol is a template, or none that policies know';

/** One port of a rule in words: `TCP 8080`, `every UDP port`. */
export function writePolicyPort({ protocol, port, endPort }: PolicyPort): string {
  if (protocol === 'any') return typeof port?.value === 'string' ? code(port.value) : 'a templated port';
  const transport = protocol ?? 'unknown-protocol';
  if (!port) return `every ${transport} port`;
  if (port.value === undefined) return `a templated ${transport} port`;
  const first = typeof port.value === 'string' ? code(port.value) : `${port.value}`;
  return `${transport} ${first}${endPort ? `-${endPort.value ?? '…'}` : ''}`;
}
