import ipaddr from 'ipaddr.js';
import { PROTOCOLS, type Protocol } from '../../../server/src/core/model/protocol.ts';
import * as addresses from '../../../server/src/core/reach/address-set.ts';
import * as ports from '../../../server/src/core/reach/port-set.ts';

/** A line of a list of connections. */
export interface Line {
  readonly from: string;
  readonly to: string;
  readonly ports: ports.PortSet;
}

/** Reads `a => b : TCP 80,UDP 53`, line by line up to the first other section. */
export function parseConnections(text: string): Line[] {
  const [list = ''] = text.split('Exposure Analysis Result:');
  return list.split('\n').flatMap((line) => {
    const found = /^(\S+) => (\S+) : (.*)$/.exec(line.trim());
    const [, from, to, conns] = found ?? [];
    return from && to && conns !== undefined ? [{ from, to, ports: parsePorts(conns) }] : [];
  });
}

/** Reads `All Connections`, `No Connections`, or `SCTP 1-65535,TCP 80,8080-8090`. */
export function parsePorts(text: string): ports.PortSet {
  if (text.trim() === 'All Connections') return ports.ALL_PORTS;
  if (text.trim() === 'No Connections') return ports.NO_PORTS;
  let protocol: Protocol | undefined;
  let set = ports.NO_PORTS;
  for (const token of text.split(',')) {
    const [first = '', second] = token.trim().split(' ');
    if (second !== undefined) protocol = PROTOCOLS.find((one) => one === first);
    const [from = '', to = from] = (second ?? first).split('-');
    if (!protocol || !/^\d+$/.test(from)) throw new Error(`these are no ports: ${text}`);
    set = ports.union(set, ports.portSet(protocol, Number(from), Number(to)));
  }
  return set;
}

/** The addresses of `10.0.0.0-10.255.255.255[External]`; undefined for another peer. */
export function parseRange(peer: string): addresses.AddressSet | undefined {
  const found = /^([\d.]+)-([\d.]+)\[External\]$/.exec(peer);
  const [, first, last] = found ?? [];
  if (!first || !last) return undefined;
  return addresses.unionAll(blocksBetween(toNumber(first), toNumber(last)).map(addresses.ofBlock));
}

function toNumber(address: string): number {
  return ipaddr.IPv4.parse(address)
    .toByteArray()
    .reduce((value, byte) => value * 256 + byte, 0);
}

/** The CIDR blocks from one address to another, both included. */
function blocksBetween(first: number, last: number): string[] {
  const blocks: string[] = [];
  let start = first;
  while (start <= last) {
    let size = 1;
    while (start % (size * 2) === 0 && start + size * 2 - 1 <= last) size *= 2;
    const bytes = [24, 16, 8, 0].map((shift) => Math.floor(start / 2 ** shift) % 256);
    blocks.push(`${bytes.join('.')}/${32 - Math.log2(size)}`);
    start += size;
  }
  return blocks;
}
