import type { ExposureLine, ExposureList } from '../../core/features/connections/list-exposure.ts';
import type { ConnectionLine } from '../../core/features/connections/list-lines.ts';
import type { Direction } from '../../core/model/policy.ts';
import { doubtfulPorts, formatDoubt } from '../../core/reach/format-traffic.ts';
import * as ports from '../../core/reach/port-set.ts';
import type { Traffic } from '../../core/reach/traffic.ts';
import type { ConnectionReport } from '../connection-report.ts';

/**
 * The form of `connections --format json`: one object. Fields are added, never changed or taken away. It is written line
 * by line, one connection on each.
 */
export interface JsonConnections {
  readonly connections: readonly JsonConnection[];
  /** Only with `--exposure`. */
  readonly exposure?: readonly JsonExposure[];
  /** Peers that no policy limits; only with `--exposure`. */
  readonly unprotected?: readonly { readonly peer: string; readonly direction: Direction }[];
  readonly summary: { readonly files: number; readonly peers: number; readonly connections: number };
}

/** What passes from one end to another. */
export interface JsonConnection {
  readonly src: string;
  readonly dst: string;
  /** What surely passes: `TCP 80,443`, `All Connections`, `No Connections`. */
  readonly conn: string;
  /** What may pass besides; left out where everything is sure. */
  readonly depends?: string;
  /** The same as numbers, both ends included. */
  readonly ports: readonly ports.PortRange[];
  readonly dependsPorts?: readonly ports.PortRange[];
}

/** One end is a peer; the other is `entire-cluster`, a description of pods, or a range of addresses. */
export interface JsonExposure extends JsonConnection {
  readonly direction: Direction;
  /** Ports that pass by their names alone, whatever numbers these are; left out where there are none. */
  readonly portNames?: readonly { readonly name: string; readonly protocol: string }[];
}

/** The report as one JSON object, line by line. */
export function* formatConnectionsJson({
  lines,
  exposure,
  files,
  peers,
}: ConnectionReport): Generator<string> {
  yield '{';
  const connections = yield* list('connections', lines, toJson);
  if (exposure) {
    yield* list('exposure', exposuresOf(exposure), (one) => one);
    yield* list('unprotected', exposure.unprotected, (one) => one);
  }
  yield `  "summary": ${JSON.stringify({ files, peers, connections } satisfies JsonConnections['summary'])}`;
  yield '}';
}

/** A field that is a list, with an item on each line. Returns how many there are. */
function* list<T>(name: string, items: Iterable<T>, toItem: (item: T) => object): Generator<string, number> {
  let count = 0;
  // Whether a comma follows is known when the next one is there.
  let last = '';
  for (const item of items) {
    yield count++ === 0 ? `  "${name}": [` : `${last},`;
    last = `    ${JSON.stringify(toItem(item))}`;
  }
  if (count === 0) yield `  "${name}": [],`;
  else yield* [last, '  ],'];
  return count;
}

function toJson({ src, dst, traffic }: ConnectionLine): JsonConnection {
  return { src, dst, ...trafficOf(traffic) };
}

function exposuresOf({ egress, ingress }: ExposureList): JsonExposure[] {
  const toExposure = (direction: Direction, { src, dst, traffic }: ExposureLine): JsonExposure => ({
    direction,
    src,
    dst,
    ...trafficOf(traffic),
    ...(traffic.names.length > 0 ? { portNames: traffic.names } : {}),
  });
  return [
    ...egress.map((line) => toExposure('egress', line)),
    ...ingress.map((line) => toExposure('ingress', line)),
  ];
}

function trafficOf(traffic: Traffic): Omit<JsonConnection, 'src' | 'dst'> {
  const depends = formatDoubt(traffic);
  const sure = ports.rangesOf(traffic.allowed);
  return {
    conn: ports.formatPorts(traffic.allowed),
    ...(depends === undefined ? {} : { depends }),
    ports: sure,
    ...(depends === undefined ? {} : { dependsPorts: ports.rangesOf(doubtfulPorts(traffic)) }),
  };
}
