import * as ports from './port-set.ts';
import type { Traffic } from './traffic.ts';

/**
 * Traffic in words: what surely passes as netpol-analyzer writes it, and behind it in brackets what may pass besides:
 * `TCP 80`, `TCP 80 (perhaps UDP 53)`, `(perhaps TCP 80)`.
 */
export function formatTraffic(traffic: Traffic): string {
  return joinSure(
    ports.isEmpty(traffic.allowed) ? undefined : ports.formatPorts(traffic.allowed),
    formatDoubt(traffic),
  );
}

/** What surely passes, if anything, and what may pass besides, if anything, in the one form in which both are written. */
export function joinSure(sure: string | undefined, perhaps: string | undefined): string {
  const written = [sure, perhaps && `(perhaps ${perhaps})`].filter((part) => part !== undefined);
  return written.length > 0 ? written.join(' ') : ports.formatPorts(ports.NO_PORTS);
}

/** What may pass besides what surely does, in words; undefined where all is sure. */
export function formatDoubt(traffic: Traffic): string | undefined {
  const doubtful = doubtfulPorts(traffic);
  if (ports.isEmpty(doubtful)) return undefined;
  // Where everything may pass, nobody wants to read which ports are left when the sure ones are taken out.
  return ports.formatPorts(ports.equals(traffic.possible, ports.ALL_PORTS) ? ports.ALL_PORTS : doubtful);
}

/** What may pass besides what surely does. */
export function doubtfulPorts({ allowed, possible }: Traffic): ports.PortSet {
  return ports.subtract(possible, allowed);
}
