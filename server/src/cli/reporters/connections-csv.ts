import { formatExposed } from '../../core/features/connections/format-exposed.ts';
import { formatTraffic } from '../../core/reach/format-traffic.ts';
import { addedByExposure, type ConnectionReport } from '../connection-report.ts';
import { printable } from '../printable.ts';

/** The report as comma-separated values (RFC 4180, but with plain line breaks), exposure in further rows. */
export function* formatConnectionsCsv({ lines, exposure }: ConnectionReport): Generator<string> {
  yield 'src,dst,conn';
  for (const { src, dst, traffic } of lines) yield row(src, dst, formatTraffic(traffic));
  for (const { src, dst, traffic } of addedByExposure(exposure)) yield row(src, dst, formatExposed(traffic));
}

function row(...fields: readonly string[]): string {
  return fields.map(quote).join();
}

function quote(field: string): string {
  const shown = printable(field);
  return /[",]/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
}
