import type { Analysis } from './profile.ts';
export function compareExplanations(_analysis: Analysis, _expected: string): string[] {
  return [];
}
