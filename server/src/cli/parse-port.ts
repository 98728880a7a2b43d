import type { Protocol } from '../core/model/protocol.ts';

/** A port as it is written on the command line. */
export interface WrittenPort {
  /** A number, or the name of a port. */
  readonly port: number | string;
  readonly protocol: Protocol | undefined;
}

/** Reads `8080`, `http` or `53/UDP`, which may be the end of a longer text; gives what is wrong with it otherwise. */
export function parsePort(text: string, whole = text): WrittenPort | string {
  const place = whole === text ? '' : ` in ${whole}`;
  const [written = '', transport, ...more] = text.split('/');
  const protocol = transport?.toUpperCase();
  if (more.length > 0 || (protocol !== undefined && !isProtocol(protocol)))
    return `${[transport, ...more].join('/')}${place || ` in ${text}`} is no protocol: write TCP, UDP or SCTP`;
  const port = /^-?\d+$/.test(written) ? Number(written) : written;
  if (port === '' || (typeof port === 'number' && (port < 1 || port > 65_535)))
    return `${written || 'nothing'}${place} is no port: ports are numbers from 1 to 65535, or names`;
  return { port, protocol };
}

function isProtocol(text: string): text is Protocol {
  return text === 'TCP' || text === 'UDP' || text === 'SCTP';
}
