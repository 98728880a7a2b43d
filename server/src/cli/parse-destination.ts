import type { Protocol } from '../core/model/protocol.ts';

/** Where traffic shall go, as it is written on the command line. */
export interface WrittenDestination {
  readonly name: string;
  /** A number, or the name of a port. */
  readonly port: number | string;
  readonly protocol: Protocol | undefined;
}

/** Reads `shop/api:8080`, `api:http` or `dns:53/UDP`; gives what is wrong with it otherwise. */
export function parseDestination(text: string): WrittenDestination | string {
  const written = /^(?<name>.+):(?<port>[^:/]+)(?:\/(?<protocol>[^:/]*))?$/.exec(text)?.groups;
  if (text.startsWith(':')) return `${text} names no workload or Service: write it as name:port`;
  if (!written?.name || !written.port) return `${text} names no port: write it as name:port`;
  const protocol = written.protocol?.toUpperCase();
  if (protocol !== undefined && !isProtocol(protocol))
    return `${written.protocol} in ${text} is no protocol: write TCP, UDP or SCTP`;
  const port = /^-?\d+$/.test(written.port) ? Number(written.port) : written.port;
  if (typeof port === 'number' && (port < 1 || port > 65_535))
    return `${written.port} in ${text} is no port: ports are numbers from 1 to 65535, or names`;
  return { name: written.name, port, protocol };
}

function isProtocol(text: string): text is Protocol {
  return text === 'TCP' || text === 'UDP' || text === 'SCTP';
}
