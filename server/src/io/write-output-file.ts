import { writeFileSync } from 'node:fs';
import { reason } from './read-manifest-file.ts';

/** Writes a file anew. Gives why it cannot be written, as the end of a sentence that starts with the file's name. */
export function writeOutputFile(path: string, content: string | Uint8Array): string | undefined {
  try {
    writeFileSync(path, content);
    return undefined;
  } catch (error) {
    return `cannot be written: ${reason(error)}`;
  }
}
