import type { PolicyPort } from '../../model/policy.ts';
import * as addresses from '../../reach/address-set.ts';
import type { Endpoint } from '../../reach/endpoint.ts';
import type { Connection, Peer } from '../../reach/pairs/list-connections.ts';
import * as ports from '../../reach/port-set.ts';
import { rulePorts } from '../../reach/rule-ports.ts';
import { isNothing, type Traffic } from '../../reach/traffic.ts';

/** Which connections somebody wants to see: all that fit everything that is given. */
export interface ConnectionFilter {
  readonly from: PeerChoice | undefined;
  readonly to: PeerChoice | undefined;
  /** One end or the other. */
  readonly focus: PeerChoice | undefined;
  /** Only what passes on this port of the destination. */
  readonly port: PolicyPort | undefined;
}

/** Some peers by their names, and some addresses. */
export interface PeerChoice {
  readonly names: ReadonlySet<string>;
  readonly addresses: addresses.AddressSet;
}

/** The part of a connection that fits; undefined where nothing of it does. `listed` are the addresses that nobody has to ask for. */
export function narrow(
  filter: ConnectionFilter,
  connection: Connection,
  listed: addresses.AddressSet,
): Connection | undefined {
  const { focus } = filter;
  const shown = addresses.union(listed, focus?.addresses ?? addresses.NO_ADDRESSES);
  let from = filter.from ? restrict(filter.from, connection.from) : clip(connection.from, shown);
  let to = filter.to ? restrict(filter.to, connection.to) : clip(connection.to, shown);
  if (!from || !to) return undefined;
  if (focus) {
    const [source, destination] = [restrict(focus, from), restrict(focus, to)];
    if (source) from = source;
    else if (destination) to = destination;
    else return undefined;
  }
  const traffic = filter.port
    ? trafficAt(filter.port, endpointOf(to), connection.traffic)
    : connection.traffic;
  return isNothing(traffic) ? undefined : { from, to, traffic };
}

/** Whether an end that is known by its name alone fits. */
export function fitsName(
  { from, to, focus }: ConnectionFilter,
  source: string,
  destination: string,
): boolean {
  const isIn = (choice: PeerChoice | undefined, name: string): boolean => !choice || choice.names.has(name);
  return isIn(from, source) && isIn(to, destination) && (isIn(focus, source) || isIn(focus, destination));
}

/** As much of some traffic as goes to a port of the destination; all of it where no port is given. */
export function trafficAt(port: PolicyPort | undefined, destination: Endpoint, traffic: Traffic): Traffic {
  if (!port) return traffic;
  const { certain, possible } = rulePorts([port], destination);
  return {
    allowed: ports.intersect(traffic.allowed, certain),
    possible: ports.intersect(traffic.possible, possible),
  };
}

function restrict(choice: PeerChoice, peer: Peer): Peer | undefined {
  if (peer.type === 'outside') return clip(peer, choice.addresses);
  return choice.names.has(peer.name) ? peer : undefined;
}

function clip(peer: Peer, within: addresses.AddressSet): Peer | undefined {
  if (peer.type === 'pods') return peer;
  const left = addresses.intersect(peer.addresses, within);
  return addresses.isEmpty(left) ? undefined : { type: 'outside', addresses: left };
}

function endpointOf(peer: Peer): Endpoint {
  return peer.type === 'pods' ? peer.one.endpoint : { type: 'addresses', addresses: peer.addresses };
}
