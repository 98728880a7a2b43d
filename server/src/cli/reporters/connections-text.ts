import { remember } from '../../core/base/remember.ts';
import { formatExposed } from '../../core/features/connections/format-exposed.ts';
import type { ExposureList } from '../../core/features/connections/list-exposure.ts';
import { formatTraffic } from '../../core/reach/format-traffic.ts';
import type { Traffic } from '../../core/reach/traffic.ts';
import type { Colors } from '../colors.ts';
import type { ConnectionReport } from '../connection-report.ts';
import { printable } from '../printable.ts';

/** The report for people, and for programs that read netpol-analyzer's: a line for each connection, then the exposure. */
export function* formatConnectionsText(
  { lines, exposure }: ConnectionReport,
  colors: Colors,
): Generator<string> {
  const arrow = colors.dim('=>');
  const colon = colors.dim(':');
  const nameOf = remember(printable);
  const connOf = remember((traffic: Traffic) => paint(formatTraffic(traffic), colors));
  let isFirst = true;
  for (const { src, dst, traffic } of lines) {
    yield `${nameOf(src)} ${arrow} ${nameOf(dst)} ${colon} ${connOf(traffic)}`;
    isFirst = false;
  }
  if (!exposure) return;
  if (!isFirst) yield '';
  yield* formatExposure(exposure, colors);
}

function* formatExposure({ egress, ingress, unprotected }: ExposureList, colors: Colors): Generator<string> {
  const leaving = egress.map(({ src, dst, traffic }): Row => [src, '=>', dst, formatExposed(traffic)]);
  const entering = ingress.map(({ src, dst, traffic }): Row => [dst, '<=', src, formatExposed(traffic)]);
  const width = [...leaving, ...entering].reduce((most, [peer]) => Math.max(most, peer.length), 0);
  const write = ([peer, arrow, other, conn]: Row): string =>
    `${printable(peer).padEnd(width)} \t${colors.dim(arrow)} \t${printable(other)} ${colors.dim(':')} ${paint(conn, colors)}`;
  const open = unprotected.map(
    ({ peer, direction }) =>
      `${printable(peer)} is not protected on ${direction === 'egress' ? 'Egress' : 'Ingress'}`,
  );
  const sections: [title: string, lines: readonly string[]][] = [
    ['Egress Exposure:', leaving.map(write)],
    ['Ingress Exposure:', entering.map(write)],
    ['Workloads not protected by network policies:', open],
  ];
  yield colors.bold('Exposure Analysis Result:');
  for (const [i, [title, lines]] of sections.filter(([, { length }]) => length > 0).entries()) {
    if (i > 0) yield '';
    yield colors.bold(title);
    yield* lines;
  }
}

type Row = readonly [peer: string, arrow: string, other: string, conn: string];

/** What is not sure stands out. */
function paint(conn: string, colors: Colors): string {
  return printable(conn).replace(/\(perhaps .*\)$/, (doubt) => colors.yellow(doubt));
}
