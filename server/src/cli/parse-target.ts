import type { AddressSet } from '../core/reach/address-set.ts';
import { parseAddresses } from './choose-peer.ts';
import { parsePort, type WrittenPort } from './parse-port.ts';

/** A destination as it is written on the command line; without a port every port is meant. */
export interface WrittenTarget {
  readonly name: string;
  /** The addresses that the name is; undefined for the name of something. */
  readonly addresses: AddressSet | undefined;
  readonly port: WrittenPort | undefined;
}

/** Reads `shop/api`, `api:http`, `dns:53/UDP`, `10.0.0.7:443`, `[2001:db8::1]:443`; gives what is wrong with it otherwise. */
export function parseTarget(text: string, outside: AddressSet): WrittenTarget | string {
  const whole = parseAddresses(text, outside);
  if (whole) return { name: text, addresses: whole, port: undefined };
  const written = /^(?<name>.*):(?<port>[^:/]*(?:\/[^:/]*)?)$/.exec(text)?.groups;
  if (!written) return { name: text, addresses: undefined, port: undefined };
  const { name = '', port: portText = '' } = written;
  if (name === '') return `${text} names no destination: write it as name:port`;
  const port = parsePort(portText, text);
  if (typeof port === 'string') return port;
  const bare = /^\[(?<address>.*:.*)\]$/.exec(name)?.groups?.address ?? name;
  return { name, addresses: parseAddresses(bare, outside), port };
}
