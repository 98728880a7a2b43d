import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The script and the styles of a report. */
export interface ReportBundle {
  readonly script: string;
  readonly styles: string;
}

/** Reads them: they are built beside the bundle that this is part of. */
export function readReportBundle(): ReportBundle {
  const read = (name: string): string => readFileSync(join(__dirname, name), 'utf8').trimEnd();
  return { script: read('report.js'), styles: read('report.css') };
}
