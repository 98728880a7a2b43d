import * as intervals from '../base/interval-set.ts';
import { PROTOCOLS, type Protocol } from '../model/protocol.ts';

/**
 * A set of (protocol, port) pairs: what one endpoint may reach on another (semantics rule 2). Ports are 1 to
 * 65535 of the three protocols that policies know (semantics rule 21).
 *
 * All pairs lie on one line, a block of 65,536 integers for each protocol, so the plain operations on
 * intervals serve all protocols at once. Only this file knows where a pair lies.
 */
export type PortSet = intervals.IntervalSet<number>;

const BLOCK_START: Readonly<Record<Protocol, number>> = { SCTP: 0, TCP: 0x10000, UDP: 0x20000 };
const FIRST_PORT = 1;
const LAST_PORT = 65535;
const ALL_PORTS_OF: Readonly<Record<Protocol, PortSet>> = {
  SCTP: block('SCTP', FIRST_PORT, LAST_PORT),
  TCP: block('TCP', FIRST_PORT, LAST_PORT),
  UDP: block('UDP', FIRST_PORT, LAST_PORT),
};

/** No connection at all. Every operation that finds nothing returns this very object. */
export const NO_PORTS: PortSet = intervals.EMPTY;

/** Every port of every protocol. Operations return this very object wherever this is the answer. */
export const ALL_PORTS: PortSet = intervals.unionAll(Object.values(ALL_PORTS_OF));

/** The ports from `from` to `to`, both included. What is no port, such as 0 or 80.5, is left out. */
export function portSet(protocol: Protocol, from: number, to: number): PortSet {
  if (from <= FIRST_PORT && to >= LAST_PORT) return allPortsOf(protocol);
  return block(protocol, Math.max(Math.ceil(from), FIRST_PORT), Math.min(Math.floor(to), LAST_PORT));
}

/** Every port of one protocol: what a rule means that names a protocol and no port (semantics rule 20). */
export function allPortsOf(protocol: Protocol): PortSet {
  return ALL_PORTS_OF[protocol];
}

/** The pairs in either set. */
export function union(a: PortSet, b: PortSet): PortSet {
  const either = intervals.union(a, b);
  return equals(either, ALL_PORTS) ? ALL_PORTS : either;
}

/** The pairs in both sets. */
export const intersect: (a: PortSet, b: PortSet) => PortSet = intervals.intersect;

/** The pairs in `a` that are not in `b`. */
export const subtract: (a: PortSet, b: PortSet) => PortSet = intervals.subtract;

/** The set in pieces, as few as possible, of which each of the others holds all or nothing; first what none of them holds. */
export const partition: (set: PortSet, others: readonly PortSet[]) => readonly PortSet[] =
  intervals.partition;

/** True when no pair is in the set. */
export const isEmpty: (set: PortSet) => boolean = intervals.isEmpty;

/** True when every pair of `a` is in `b`. */
export const isSubset: (a: PortSet, b: PortSet) => boolean = intervals.isSubset;

/** True when both sets hold the same pairs. */
export const equals: (a: PortSet, b: PortSet) => boolean = intervals.equals;

/** True when the port of the protocol is in the set. */
export function contains(set: PortSet, protocol: Protocol, port: number): boolean {
  if (port < FIRST_PORT || port > LAST_PORT) return false;
  return intervals.contains(set, BLOCK_START[protocol] + port);
}

/** The one pair of a set that has only one. */
export function onlyPort(set: PortSet): { readonly protocol: Protocol; readonly port: number } | undefined {
  const [first, ...more] = intervals.intervalsOf(set);
  if (!first || more.length > 0 || first.end - first.start > 1) return undefined;
  const protocol = PROTOCOLS.find((each) => isSubset(set, allPortsOf(each)));
  return protocol && { protocol, port: first.start - BLOCK_START[protocol] };
}

/** Ports of one protocol, both ends included. */
export interface PortRange {
  readonly protocol: Protocol;
  readonly from: number;
  readonly to: number;
}

/** The fewest ranges that make up the set, protocol by protocol in the order of the alphabet. */
export function rangesOf(set: PortSet): PortRange[] {
  return PROTOCOLS.flatMap((protocol) =>
    intervals.intervalsOf(intersect(set, allPortsOf(protocol))).map(({ start, end }) => ({
      protocol,
      from: start - BLOCK_START[protocol],
      to: end - 1 - BLOCK_START[protocol],
    })),
  );
}

/**
 * The set in words: `All Connections`, `No Connections`, or the ranges of each protocol in the order of the
 * alphabet, `SCTP 1-65535,TCP 80,8080-8090,UDP 53`. This is how netpol-analyzer writes connections.
 */
export function formatPorts(set: PortSet): string {
  if (isEmpty(set)) return 'No Connections';
  if (equals(set, ALL_PORTS)) return 'All Connections';
  const all = rangesOf(set);
  return PROTOCOLS.flatMap((protocol) => {
    const own = all.filter((range) => range.protocol === protocol);
    return own.length === 0 ? [] : [`${protocol} ${own.map(formatRange).join()}`];
  }).join();
}

/** The set as people read it, with a space after every comma: `TCP 80, 8080-8090, UDP 53`. */
export function describePorts(set: PortSet): string {
  return formatPorts(set).replaceAll(',', ', ');
}

function formatRange({ from, to }: PortRange): string {
  return from === to ? `${from}` : `${from}-${to}`;
}

function block(protocol: Protocol, from: number, to: number): PortSet {
  return intervals.interval(BLOCK_START[protocol] + from, BLOCK_START[protocol] + to + 1);
}
