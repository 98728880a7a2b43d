import { formatExposed } from '../../core/features/connections/format-exposed.ts';
import { formatTraffic } from '../../core/reach/format-traffic.ts';
import type { ConnectionReport } from '../connection-report.ts';
import { printable } from '../printable.ts';

/** The report as a table in Markdown, and one more for the exposure. */
export function* formatConnectionsMarkdown({ lines, exposure }: ConnectionReport): Generator<string> {
  yield* HEAD;
  for (const { src, dst, traffic } of lines) yield row(src, dst, formatTraffic(traffic));
  if (!exposure) return;
  yield* ['', '## Exposure', '', ...HEAD];
  for (const { src, dst, traffic } of [...exposure.egress, ...exposure.ingress])
    yield row(src, dst, formatExposed(traffic));
  if (exposure.unprotected.length === 0) return;
  yield* ['', '## Not protected by network policies', ''];
  for (const { peer, direction } of exposure.unprotected) yield `- ${escapeCell(peer)}: ${direction}`;
}

const HEAD = ['| src | dst | conn |', '|-----|-----|------|'];

function row(...fields: readonly string[]): string {
  return `| ${fields.map(escapeCell).join(' | ')} |`;
}

/** A name that means to be Markdown, or to end its cell, stays a name. */
function escapeCell(text: string): string {
  return printable(text).replace(/[\\`*_<>|~&]/g, '\\$&');
}
