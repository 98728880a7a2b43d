import { URI } from 'vscode-uri';

/** The uri of a file, in the one spelling that the product uses. */
export function uriOfPath(path: string): string {
  return URI.file(path).toString();
}

/** The path of a file's uri, in the manner of this system. */
export function pathOfUri(uri: string): string {
  return URI.parse(uri).fsPath;
}

/** The same uri in the one spelling that the product uses: editors escape characters in different ways. */
export function normalizeUri(uri: string): string {
  return URI.parse(uri).toString();
}
