import { type EdgeStyle, SIGNS } from './scene.ts';

/** What lines are called wherever somebody reads or hears of them. */
export const VERDICT_WORDS = {
  allowed: 'allowed',
  'one-sided': 'one side only',
  denied: 'blocked',
  depends: 'depends',
  declared: 'routes and selects',
} as const satisfies Readonly<Record<EdgeStyle, string>>;

/** `✗ blocked: no ingress`; of what is declared only the details. */
export function sayVerdict(style: EdgeStyle, ...details: readonly string[]): string {
  const said = details.filter((part) => part !== '').join(', ');
  if (style === 'declared') return said;
  const verdict = `${SIGNS[style]} ${VERDICT_WORDS[style]}`;
  return said === '' ? verdict : `${verdict}: ${said}`;
}
