import type { PolicyPort } from '../model/policy.ts';
import { PROTOCOLS, type Protocol } from '../model/protocol.ts';
import type { Endpoint } from './endpoint.ts';
import * as ports from './port-set.ts';

/** Ports that are surely meant, and ports that may be; `possible` takes `certain` in. */
export interface PortAnswer {
  readonly certain: ports.PortSet;
  readonly possible: ports.PortSet;
}

const NOTHING: PortAnswer = { certain: ports.NO_PORTS, possible: ports.NO_PORTS };
const EVERYTHING: PortAnswer = { certain: ports.ALL_PORTS, possible: ports.ALL_PORTS };

/**
 * The ports a rule speaks of, at the destination of the traffic: names are resolved there, in both directions
 * (semantics rules 23 to 28). Absent, they are all ports of all protocols.
 */
export function rulePorts(entries: readonly PolicyPort[] | undefined, destination: Endpoint): PortAnswer {
  if (!entries) return EVERYTHING;
  return entries.map((entry) => portsOfEntry(entry, destination)).reduce(unionAnswers, NOTHING);
}

export type RulePorts = typeof rulePorts;

/** The same, remembered where the destination does not matter, which is wherever there are no names. */
export function rememberRulePorts(): RulePorts {
  const known = new WeakMap<readonly PolicyPort[], PortAnswer>();
  return (entries, destination) => {
    if (!entries || entries.some(({ port }) => typeof port?.value === 'string'))
      return rulePorts(entries, destination);
    const answer = known.get(entries) ?? rulePorts(entries, destination);
    known.set(entries, answer);
    return answer;
  };
}

/** What either of two answers means. */
export function unionAnswers(a: PortAnswer, b: PortAnswer): PortAnswer {
  return { certain: ports.union(a.certain, b.certain), possible: ports.union(a.possible, b.possible) };
}

function portsOfEntry(entry: PolicyPort, destination: Endpoint): PortAnswer {
  const { protocol } = entry;
  if (!protocol) return perhaps(ports.ALL_PORTS);
  const protocols = protocol === 'any' ? PROTOCOLS : [protocol];
  return protocols.map((each) => portsOfProtocol(entry, each, destination)).reduce(unionAnswers, NOTHING);
}

function portsOfProtocol(
  { port, endPort }: PolicyPort,
  protocol: Protocol,
  destination: Endpoint,
): PortAnswer {
  // Semantics rule 22: only a number can begin a range.
  if (endPort && (!port || typeof port.value === 'string')) return NOTHING;
  if (!port) return surely(ports.allPortsOf(protocol));
  if (port.value === undefined) return perhaps(ports.allPortsOf(protocol));
  if (typeof port.value === 'number') {
    if (!endPort) return surely(range(protocol, port.value, port.value));
    return endPort.value === undefined
      ? perhaps(range(protocol, port.value, 65535))
      : surely(range(protocol, port.value, endPort.value));
  }
  // Semantics rule 26: outside addresses have no named ports.
  if (destination.type === 'addresses') return NOTHING;
  const named = destination.ports.filter(({ name }) => name?.value === port.value);
  const matching = named.filter((candidate) => candidate.protocol === protocol);
  const certain = matching.flatMap(({ number }) =>
    number.value === undefined ? [] : [range(protocol, number.value, number.value)],
  );
  const hidden =
    destination.portsOpen ||
    matching.some(({ number }) => number.value === undefined) ||
    destination.ports.some(({ name, protocol: declared }) => (name && name.value === undefined) || !declared);
  const sure = certain.reduce(ports.union, ports.NO_PORTS);
  return { certain: sure, possible: hidden ? ports.allPortsOf(protocol) : sure };
}

/** A range the API server would refuse is empty: the policy then allows nothing by it. */
function range(protocol: Protocol, from: number, to: number): ports.PortSet {
  return from >= 1 && to <= 65535 && from <= to ? ports.portSet(protocol, from, to) : ports.NO_PORTS;
}

function surely(set: ports.PortSet): PortAnswer {
  return { certain: set, possible: set };
}

function perhaps(set: ports.PortSet): PortAnswer {
  return { certain: ports.NO_PORTS, possible: set };
}
