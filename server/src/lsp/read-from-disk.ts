import { pathOfUri } from '../io/file-uri.ts';
import { isManifestFile } from '../io/find-manifest-files.ts';
import { readManifestFile } from '../io/read-manifest-file.ts';
import { configurationFileOf } from './configuration-files.ts';
import type { Session } from './session.ts';

/**
 * The text of a manifest, or of a folder's configuration file, as the disk has it now. Undefined when it cannot be read,
 * and when it is none of the workspace's: outside of its folders, or ignored, and so known only for as long as it is open.
 */
export function readFromDisk({ folders }: Session, uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  const path = pathOfUri(uri);
  const isOurs = (folder: string): boolean =>
    uri === configurationFileOf(folder) || isManifestFile(pathOfUri(folder), path);
  if (!folders().some(isOurs)) return undefined;
  const read = readManifestFile(path);
  return read.type === 'text' ? read.text : undefined;
}
