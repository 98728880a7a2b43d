import type { Writable } from 'node:stream';

/** So many characters are written at once: single lines would take far longer. */
const CHUNK = 1 << 16;

/**
 * Writes lines, each with its line break, as they come and as fast as the reader takes them: nothing piles up, however
 * many there are, and between two chunks it can be noticed that nobody reads any more.
 */
export async function writeLines(lines: Iterable<string>, output: Writable = process.stdout): Promise<void> {
  let chunk = '';
  for (const line of lines) {
    chunk += `${line}\n`;
    if (chunk.length < CHUNK) continue;
    await write(chunk, output);
    chunk = '';
  }
  if (chunk !== '') await write(chunk, output);
}

function write(text: string, output: Writable): Promise<void> {
  // An error is told to whoever listens for the errors of the stream.
  return new Promise((resolve) => output.write(text, () => resolve()));
}
