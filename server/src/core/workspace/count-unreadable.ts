import type { DocumentPatch } from './compare-documents.ts';
import type { Environment } from './environment.ts';
import type { EnvironmentDocument } from './manifest.ts';
import { FAMILIES, type Family, familiesOf } from './read-key.ts';

/** How many broken documents may hide something of a family, after some documents have gone and others have come. */
export function countUnreadable(
  before: Environment['unreadable'],
  { removed, added }: DocumentPatch,
): Environment['unreadable'] {
  const change = [
    ...removed.flatMap(hiddenFamilies).map((family) => [family, -1] as const),
    ...added.flatMap(hiddenFamilies).map((family) => [family, 1] as const),
  ];
  if (change.length === 0) return before;
  const counts = new Map(before);
  for (const [family, by] of change) counts.set(family, (counts.get(family) ?? 0) + by);
  return counts;
}

/**
 * What a broken document may define, nobody knows under which name. Where its kind can still be read, and is one that
 * is known, it is nothing else than that; and where it could be read before, it is what it was.
 */
function hiddenFamilies({ broken, facts, lastGood }: EnvironmentDocument): readonly Family[] {
  if (!broken) return [];
  const nameless = facts.filter(({ name }) => !name);
  const isOpen = facts.length === 0 || nameless.some(({ known }) => !known);
  return isOpen && !lastGood ? FAMILIES : [...new Set(nameless.flatMap(familiesOf))];
}
