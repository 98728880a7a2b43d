import type { Manifest } from '../core/workspace/manifest.ts';
import { pathOfUri, uriOfPath } from '../io/file-uri.ts';
import { findManifestFiles } from '../io/find-manifest-files.ts';
import { readManifestFile } from '../io/read-manifest-file.ts';
import type { Session } from './session.ts';

/** A slice of reading ends after this many milliseconds. */
const SLICE = 10;

/**
 * Reads every manifest below a folder, in slices between which requests are answered, and takes them in at once.
 * Open documents are left out: what they say goes before what the disk says.
 */
export async function indexFolder(
  session: Session,
  folder: string,
  report: (count: number) => void,
): Promise<void> {
  const { host, connection } = session;
  const manifests: Manifest[] = [];
  let sliceEnd = Date.now() + SLICE;
  for (const path of findManifestFiles(pathOfUri(folder), ({ path: where, why }) =>
    connection.console.warn(`${where} ${why}.`),
  )) {
    const read = readManifestFile(path);
    if (read.type === 'skipped') connection.console.warn(`${path} ${read.why}.`);
    else manifests.push(host.read(uriOfPath(path), read.text));
    if (Date.now() < sliceEnd) continue;
    report(manifests.length);
    await new Promise((resolve) => setImmediate(resolve));
    sliceEnd = Date.now() + SLICE;
  }
  session.apply(
    manifests
      .filter(({ uri }) => !session.documents.has(uri))
      .map((manifest) => ({ uri: manifest.uri, manifest })),
  );
}
