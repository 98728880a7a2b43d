/** How much a finding matters, from what is broken to what is merely worth knowing. */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** Severities from the gravest on. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** True when `severity` is as grave as `threshold` or graver. */
export function isAtLeast(severity: Severity, threshold: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(threshold);
}
