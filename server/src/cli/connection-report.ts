import type { ExposureLine, ExposureList } from '../core/features/connections/list-exposure.ts';
import type { ConnectionLine } from '../core/features/connections/list-lines.ts';

/** What a command has to tell of connections. */
export interface ConnectionReport {
  /** They can be walked once: in a large cluster there are millions, which nobody keeps. */
  readonly lines: Iterable<ConnectionLine>;
  /** Undefined where nobody asked. */
  readonly exposure: ExposureList | undefined;
  readonly files: number;
  readonly peers: number;
}

/** What the exposure adds to the connections, where both stand in one list: addresses are in it already. */
export function addedByExposure(exposure: ExposureList | undefined): ExposureLine[] {
  const all = exposure ? [...exposure.egress, ...exposure.ingress] : [];
  return all.filter(({ src, dst }) => ![src, dst].some((end) => end.endsWith('[External]')));
}
