import * as addresses from '../../../server/src/core/reach/address-set.ts';
import { listConnections } from '../../../server/src/core/reach/pairs/list-connections.ts';
import * as ports from '../../../server/src/core/reach/port-set.ts';
import { controllerConnections } from './controller-connections.ts';
import { type Line, parseConnections, parseRange } from './parse-lines.ts';
import type { Analysis } from './profile.ts';

/** Compares a list of connections with ours: pairs of peers by their ports, ranges of addresses by what they cover. */
export function compareConnections(analysis: Analysis, expected: string): string[] {
  const wanted = parseConnections(expected);
  const ours = ourConnections(analysis);
  const names = new Set(analysis.peers.map(({ name }) => name));
  const unknown = wanted
    .flatMap(({ from, to }) => [from, to])
    .filter((peer) => !parseRange(peer) && peer !== '{ingress-controller}' && !names.has(peer));
  return [
    ...new Set(unknown.map((peer) => `there is no peer ${peer}`)),
    ...comparePairs(wanted.filter(isInside), ours.filter(isInside)),
    ...compareRanges(
      wanted.filter((line) => !isInside(line)),
      ours.filter((line) => !isInside(line)),
    ),
  ];
}

/** Our connections; netpol-analyzer never lists those of a peer with itself. */
function ourConnections(analysis: Analysis): Line[] {
  const lines: Line[] = [...controllerConnections(analysis)];
  for (const { from, to, traffic } of listConnections(analysis.all, analysis.peers)) {
    const allowed = traffic.allowed;
    for (const source of namesOf(from)) {
      for (const destination of namesOf(to)) {
        if (source !== destination) lines.push({ from: source, to: destination, ports: allowed });
      }
    }
  }
  return lines;
}

function namesOf(
  peer: { type: 'pods'; name: string } | { type: 'outside'; addresses: addresses.AddressSet },
): string[] {
  if (peer.type === 'pods') return [peer.name];
  return addresses
    .formatRanges(addresses.intersect(peer.addresses, addresses.ALL_IPV4))
    .map((range) => `${range}[External]`);
}

function isInside({ from, to }: Line): boolean {
  return !parseRange(from) && !parseRange(to);
}

function comparePairs(wanted: readonly Line[], ours: readonly Line[]): string[] {
  const [a, b] = [byPair(wanted), byPair(ours)];
  return [...new Set([...a.keys(), ...b.keys()])].flatMap((pair) => {
    const [expected, actual] = [a.get(pair) ?? ports.NO_PORTS, b.get(pair) ?? ports.NO_PORTS];
    return ports.equals(expected, actual) ? [] : [write(pair, expected, actual)];
  });
}

function byPair(lines: readonly Line[]): Map<string, ports.PortSet> {
  const pairs = new Map<string, ports.PortSet>();
  for (const { from, to, ports: set } of lines) {
    const pair = `${from} => ${to}`;
    pairs.set(pair, ports.union(pairs.get(pair) ?? ports.NO_PORTS, set));
  }
  return pairs;
}

/** Both sides are cut at all bounds, and each piece is compared: how ranges are joined says nothing. */
function compareRanges(wanted: readonly Line[], ours: readonly Line[]): string[] {
  const [a, b] = [byWorkload(wanted), byWorkload(ours)];
  return [...new Set([...a.keys(), ...b.keys()])].flatMap((workload) => {
    const [expected, actual] = [a.get(workload) ?? [], b.get(workload) ?? []];
    const sets = [...expected, ...actual].map(({ set }) => set);
    return addresses.partition(addresses.ALL_IPV4, sets).flatMap((piece) => {
      const [there, here] = [portsOf(expected, piece), portsOf(actual, piece)];
      const range = addresses.formatRanges(piece).join(' ');
      return ports.equals(there, here) ? [] : [write(`${workload} ${range}`, there, here)];
    });
  });
}

interface Outside {
  readonly set: addresses.AddressSet;
  readonly ports: ports.PortSet;
}

function byWorkload(lines: readonly Line[]): Map<string, Outside[]> {
  const found = new Map<string, Outside[]>();
  for (const { from, to, ports: set } of lines) {
    const [source, destination] = [parseRange(from), parseRange(to)];
    const workload = source ? `from outside => ${to}` : `${from} => outside`;
    const outside = { set: source ?? destination ?? addresses.NO_ADDRESSES, ports: set };
    found.set(workload, [...(found.get(workload) ?? []), outside]);
  }
  return found;
}

function portsOf(lines: readonly Outside[], piece: addresses.AddressSet): ports.PortSet {
  return lines
    .filter(({ set }) => addresses.isSubset(piece, set))
    .reduce((sum, line) => ports.union(sum, line.ports), ports.NO_PORTS);
}

function write(what: string, expected: ports.PortSet, actual: ports.PortSet): string {
  return `${what}: ${ports.formatPorts(actual)}, expected ${ports.formatPorts(expected)}`;
}
