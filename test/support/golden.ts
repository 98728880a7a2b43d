import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';

/**
 * Demands that a text is that of a file that was looked at and kept. `UPDATE_GOLDEN=1` writes the file instead: look at
 * the difference before you keep it.
 */
export function expectGolden(file: URL, text: string): void {
  if (process.env.UPDATE_GOLDEN) writeFileSync(file, text);
  expect(text, `${file.pathname}; UPDATE_GOLDEN=1 writes it anew`).toBe(readFileSync(file, 'utf8'));
}
