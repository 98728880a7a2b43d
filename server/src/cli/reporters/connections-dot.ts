import { formatExposed } from '../../core/features/connections/format-exposed.ts';
import { formatTraffic } from '../../core/reach/format-traffic.ts';
import * as ports from '../../core/reach/port-set.ts';
import type { Traffic } from '../../core/reach/traffic.ts';
import { addedByExposure, type ConnectionReport } from '../connection-report.ts';
import { printable } from '../printable.ts';

/** The report as a graph for Graphviz; what may pass, and nothing surely, is dashed. */
export function* formatConnectionsDot({ lines, exposure }: ConnectionReport): Generator<string> {
  yield 'digraph connections {';
  yield '  rankdir=LR;';
  yield '  node [shape=box, style=rounded, fontname="sans-serif"];';
  yield '  edge [fontname="sans-serif", fontsize=10];';
  for (const { src, dst, traffic } of lines) yield edge(src, dst, formatTraffic(traffic), traffic);
  for (const { src, dst, traffic } of addedByExposure(exposure))
    yield edge(src, dst, formatExposed(traffic), traffic);
  yield '}';
}

function edge(src: string, dst: string, label: string, { allowed }: Traffic): string {
  const style = ports.isEmpty(allowed) ? ', style=dashed' : '';
  return `  ${quote(src)} -> ${quote(dst)} [label=${quote(label)}${style}];`;
}

/** In labels a backslash begins an order, such as to put the name of the node there. */
function quote(text: string): string {
  return `"${printable(text).replace(/[\\"]/g, '\\$&')}"`;
}
