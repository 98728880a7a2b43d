import { readFileSync, writeFileSync } from 'node:fs';
import { reason } from './read-manifest-file.ts';

/**
 * Writes the new text of a manifest, behind the byte order mark that the file had: reading leaves it out, but it is not
 * ours to take away. Never throws: gives why it cannot be written, as the end of a sentence that starts with the file's
 * name.
 */
export function writeManifestFile(path: string, text: string): string | undefined {
  try {
    const hasMark = readFileSync(path).subarray(0, 3).equals(MARK);
    writeFileSync(path, hasMark ? `\uFEFF${text}` : text);
    return undefined;
  } catch (error) {
    return `cannot be written: ${reason(error)}`;
  }
}

const MARK = Buffer.from('\uFEFF');
