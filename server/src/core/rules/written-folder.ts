import { folderOf } from '../base/folder-of.ts';
import type { DocumentId } from '../model/source.ts';
import type { EnvironmentId } from '../workspace/environment.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

/**
 * Tells the folder that a document of an environment is written in, for as long as there is that document; undefined where
 * the environment is put together, for then what is in it is applied together wherever it is written.
 */
export function writtenFolder(
  { division, manifestOf }: Pick<Snapshot, 'division' | 'manifestOf'>,
  environment: EnvironmentId,
): (document: DocumentId) => string | undefined {
  if (division.composed.has(environment)) return () => undefined;
  return (document) => {
    const uri = manifestOf.get(document);
    return uri === undefined ? undefined : folderOf(uri);
  };
}
