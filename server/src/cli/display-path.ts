import { relative, sep } from 'node:path';
import { pathOfUri } from '../io/file-uri.ts';

/** The uri of what comes from standard input. */
export const STDIN_URI = 'stdin:input';

/** A manifest as people at this working directory name it: a relative path with forward slashes, or `<stdin>`. */
export function displayPath(uri: string): string {
  return uri === STDIN_URI ? '<stdin>' : displayFile(pathOfUri(uri));
}

/** A file or folder as people at this working directory name it. */
export function displayFile(path: string): string {
  return relative(process.cwd(), path).split(sep).join('/') || '.';
}
