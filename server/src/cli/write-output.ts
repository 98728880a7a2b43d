import { resolve } from 'node:path';
import { writeOutputFile } from '../io/write-output-file.ts';
import { fail } from './fail.ts';
import { writeLines } from './write-lines.ts';

/**
 * Writes lines, or the bytes of a file, into a file or to standard output. Returns the exit code: 2 where it cannot be
 * written.
 */
export async function writeOutput(
  content: Iterable<string> | Uint8Array,
  file: string | undefined,
): Promise<number> {
  if (file === undefined) {
    if (content instanceof Uint8Array) process.stdout.write(content);
    else await writeLines(content);
    return 0;
  }
  const whole = content instanceof Uint8Array ? content : `${[...content].join('\n')}\n`;
  const failure = writeOutputFile(resolve(file), whole);
  return failure === undefined ? 0 : fail(`${file} ${failure}`);
}
