import { readSync } from 'node:fs';
import { decode, type FileText, reason } from './read-manifest-file.ts';

/** How long to wait, in milliseconds, for a writer that is slower than we are. */
const PAUSE = 10;

/** Reads standard input to its end. Never throws: what cannot be read is told. */
export function readStdin(): FileText {
  const chunks: Uint8Array[] = [];
  const buffer = new Uint8Array(64 * 1024);
  const nobody = new Int32Array(new SharedArrayBuffer(4));
  for (;;) {
    try {
      const length = readSync(0, buffer);
      if (length === 0) return decode(Buffer.concat(chunks));
      chunks.push(buffer.slice(0, length));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
      // Windows tells the end of a pipe by an error.
      if (error.code === 'EOF') return decode(Buffer.concat(chunks));
      if (error.code !== 'EAGAIN') return { type: 'skipped', why: `cannot be read: ${reason(error)}` };
      // Whoever started us may have left a pipe that does not block; then nothing is there yet.
      Atomics.wait(nobody, 0, 0, PAUSE);
    }
  }
}
