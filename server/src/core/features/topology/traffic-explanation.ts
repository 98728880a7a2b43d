import type { Source } from '../../model/source.ts';
import * as addressSet from '../../reach/address-set.ts';
import * as ports from '../../reach/port-set.ts';
import { listeningPorts } from '../../reach/ways/listening-ports.ts';
import { shortPorts } from '../../topology/judge-link.ts';
import type {
  AllowWanted,
  EndRef,
  Refused,
  Said,
  SideReasons,
  TrafficExplanation,
  WayExplanation,
} from '../../topology/topology-question.ts';
import type { TopologyState } from '../../topology/topology-state.ts';
import { formatResource, type Resource } from '../../workspace/resource.ts';
import type { Side } from '../explain/explain-pair.ts';
import { orderFates } from '../explain/order-fates.ts';
import {
  type ExplainedWay,
  explainTraffic,
  type TrafficOrigin,
  type TrafficTarget,
} from '../explain-traffic.ts';
import { findDestination } from '../find-destination.ts';
import { testCommand } from './test-command.ts';

/** Where a source is, for people: `policies.yaml:12`; undefined where it is gone. */
export type PlaceOf = (source: Source) => string | undefined;

/** Explains the traffic between two ends, on one port or on every one. What is wrong with the question is a refusal. */
export function explainEnds(
  state: TopologyState,
  { from, to, port }: { readonly from: EndRef; readonly to: EndRef; readonly port?: string | undefined },
  placeOf: PlaceOf,
): TrafficExplanation | Refused {
  const { view } = state.connectivity;
  const wanted = port === undefined || port.trim() === '' ? undefined : readPort(port.trim());
  if (wanted === 'wrong')
    return { refusal: `${port} is no port: write a number or a name, as 8080, http or 53/UDP.` };
  const origin = originOf(state, from);
  const target = targetOf(state, to, wanted);
  if (!origin || !target) return { refusal: 'One of the two is no longer there.' };
  const ways = explainTraffic(view, origin, target);
  if (typeof ways === 'string') return { refusal: `${ways.charAt(0).toUpperCase()}${ways.slice(1)}` };
  return {
    from: origin.type === 'resource' ? formatResource(origin.resource) : 'Outside',
    to: target.type === 'resource' ? formatResource(target.resource) : 'Outside',
    ways: ways.map((way) => toWay(way, placeOf)),
    testCommand: testCommand(view, origin, target),
    allow: allowOf(state, from, to, origin, target, ways),
  };
}

interface Port {
  readonly port: number | string;
  readonly protocol: AllowWanted['protocol'] | undefined;
}

function readPort(text: string): Port | 'wrong' {
  const [, port, protocol] = /^([a-z\d-]{1,63})(?:\/(TCP|UDP|SCTP))?$/i.exec(text) ?? [];
  if (port === undefined) return 'wrong';
  const number = /^\d+$/.test(port) ? Number(port) : undefined;
  if (number !== undefined && (number < 1 || number > 65_535)) return 'wrong';
  const upper = protocol?.toUpperCase();
  return {
    port: number ?? port,
    protocol: upper === 'TCP' || upper === 'UDP' || upper === 'SCTP' ? upper : undefined,
  };
}

function originOf({ index }: TopologyState, end: EndRef): TrafficOrigin | undefined {
  if ('addresses' in end) return { type: 'outside', addresses: readAddresses(end.addresses) };
  const resource = index.resources.get(end.node)?.resource;
  return resource && { type: 'resource', resource };
}

function targetOf(
  { index }: TopologyState,
  end: EndRef,
  wanted: Port | undefined,
): TrafficTarget | undefined {
  if ('addresses' in end) {
    const number = typeof wanted?.port === 'number' ? wanted.port : undefined;
    const set =
      number === undefined ? ports.ALL_PORTS : ports.portSet(wanted?.protocol ?? 'TCP', number, number);
    return { type: 'outside', addresses: readAddresses(end.addresses), ports: set };
  }
  const resource = index.resources.get(end.node)?.resource;
  return resource && { type: 'resource', resource, port: wanted?.port, protocol: wanted?.protocol };
}

/** Blocks with commas between: `10.0.0.0/8,192.168.0.0/16`. */
function readAddresses(text: string): addressSet.AddressSet {
  return addressSet.unionAll(text.split(',').map((part) => addressSet.ofBlock(part.trim())));
}

function toWay(way: ExplainedWay, placeOf: PlaceOf): WayExplanation {
  return {
    from: way.workloads.from ? formatResource(way.workloads.from) : way.from,
    to: way.workloads.to ? formatResource(way.workloads.to) : way.to,
    steps: way.steps.map(({ text, at }) => said(text, undefined, at, placeOf)),
    fates: orderFates(way.fates).map(({ fate: { answer, ports: set, sides }, isRest }) => ({
      answer,
      ports: isRest ? 'every other port' : shortPorts(set),
      sides: sides.map((side) => toSide(side, placeOf)),
    })),
    nowhere: way.nowhere,
    note: way.note,
  };
}

function toSide({ direction, answer, reasons, doubt }: Side, placeOf: PlaceOf): SideReasons {
  return {
    direction,
    answer,
    reasons: reasons.map((reason) => said(reason.text, reason.doubt, reason.at, placeOf)),
    doubt,
  };
}

function said(text: string, doubt: string | undefined, at: Source | undefined, placeOf: PlaceOf): Said {
  return { text, doubt, at, place: at && placeOf(at) };
}

/** What a fix would allow: the port that is asked for, or else the one on which the destination listens. */
function allowOf(
  state: TopologyState,
  from: EndRef,
  to: EndRef,
  origin: TrafficOrigin,
  target: TrafficTarget,
  ways: readonly ExplainedWay[],
): AllowWanted | undefined {
  if (!('node' in from) || !('node' in to) || origin.type !== 'resource' || target.type !== 'resource')
    return undefined;
  if (
    !origin.resource.facts.workload ||
    !ways.some(({ fates }) => fates.some(({ answer }) => answer === 'denied'))
  )
    return undefined;
  const { view } = state.connectivity;
  const found = target.port === undefined ? firstPort(state, target.resource) : target;
  if (found?.port === undefined) return undefined;
  const destination = findDestination(view, {
    resource: target.resource,
    port: found.port,
    protocol: found.protocol,
  });
  const id = destination.type === 'found' ? state.index.idOf(destination.to) : undefined;
  if (destination.type !== 'found' || id === undefined) return undefined;
  return { from: from.node, to: id, port: destination.port, protocol: destination.protocol };
}

function firstPort({ connectivity: { view } }: TopologyState, resource: Resource): Port | undefined {
  const [own] = resource.facts.workload ? listeningPorts(view, resource) : [];
  if (own) return own;
  const [port] = resource.facts.service?.ports ?? [];
  return port?.port.value === undefined ? undefined : { port: port.port.value, protocol: port.protocol };
}
