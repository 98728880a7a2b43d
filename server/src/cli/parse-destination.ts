import { parsePort, type WrittenPort } from './parse-port.ts';

/** Where traffic shall go, as it is written on the command line. */
export interface WrittenDestination extends WrittenPort {
  readonly name: string;
}

/** Reads `shop/api:8080`, `api:http` or `dns:53/UDP`; gives what is wrong with it otherwise. */
export function parseDestination(text: string): WrittenDestination | string {
  const written = /^(?<name>.+):(?<port>[^:/]+(?:\/[^:/]*)?)$/.exec(text)?.groups;
  if (text.startsWith(':')) return `${text} names no workload or Service: write it as name:port`;
  if (!written?.name || !written.port) return `${text} names no port: write it as name:port`;
  const port = parsePort(written.port, text);
  return typeof port === 'string' ? port : { name: written.name, ...port };
}
