import type { PolicyPort, PolicyRule } from '../model/policy.ts';
import { PROTOCOLS, type Protocol } from '../model/protocol.ts';
import type { PodEndpoint } from './endpoint.ts';
import * as ports from './port-set.ts';
import { policiesIn, type Tiers } from './tiers-of.ts';
import type { Traffic } from './traffic.ts';

/** The name of a port as a rule speaks of it. */
export interface PortName {
  readonly name: string;
  /** `any` is whatever the destination declares (semantics rule 61). */
  readonly protocol: Protocol | 'any';
}

/** The names of ports that the rules of some policies speak of, each once. */
export function portNames(tiers: Tiers): PortName[] {
  const found = new Map<string, PortName>();
  for (const { protocol, port } of entriesOf(tiers)) {
    if (typeof port?.value !== 'string' || !protocol) continue;
    found.set(`${protocol} ${port.value}`, { name: port.value, protocol });
  }
  return [...found.values()];
}

/**
 * Those that pass to a destination by their name alone; `ask` says what passes to one. Nobody knows what a name is where
 * nobody has seen the pods, so it is tried with a port of which no rule speaks by its number.
 */
export function namesThatPass(
  tiers: Tiers,
  other: PodEndpoint,
  ask: (end: PodEndpoint) => Traffic,
): PortName[] {
  const names = portNames(tiers);
  const number = names.length > 0 ? spareNumber(tiers) : undefined;
  if (number === undefined) return [];
  const isAllowed = (protocol: Protocol, name: string | undefined): boolean => {
    const declared = name === undefined ? [] : [declare(name, number, protocol)];
    const { allowed } = ask({ ...other, ports: declared, portsOpen: false });
    return ports.contains(allowed, protocol, number);
  };
  return names.filter(({ name, protocol }) => {
    const one = protocol === 'any' ? 'TCP' : protocol;
    return isAllowed(one, name) && !isAllowed(one, undefined);
  });
}

function declare(name: string, number: number, protocol: Protocol): PodEndpoint['ports'][number] {
  return {
    name: { value: name, at: '' },
    number: { value: number, at: '' },
    protocol,
    container: '',
    at: '',
  };
}

function spareNumber(tiers: Tiers): number | undefined {
  const spoken = entriesOf(tiers).flatMap(({ port, endPort }) =>
    typeof port?.value === 'number'
      ? PROTOCOLS.map((one) => ports.portSet(one, Number(port.value), endPort?.value ?? Number(port.value)))
      : [],
  );
  const rest = spoken.reduce(ports.subtract, ports.ALL_PORTS);
  for (let number = 65535; number > 0; number--) {
    if (PROTOCOLS.every((protocol) => ports.contains(rest, protocol, number))) return number;
  }
  return undefined;
}

function entriesOf(tiers: Tiers): PolicyPort[] {
  return policiesIn(tiers).flatMap(({ rules }) => rules.rules.flatMap(portsOf));
}

function portsOf({ ports: entries }: PolicyRule): readonly PolicyPort[] {
  return entries ?? [];
}
