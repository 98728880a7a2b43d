import { folderOf } from '../base/folder-of.ts';
import type { DocumentId } from '../model/source.ts';
import { companionsIn } from '../workspace/companions.ts';
import type { Environment, EnvironmentId } from '../workspace/environment.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

/** What is around an environment in its workspace, as far as rules look there. */
export interface Surroundings {
  /** The environments that it may be applied together with. */
  readonly companions: () => readonly Environment[];
  /**
   * The folder that a document is written in, for as long as there is that document; undefined where the environment is put
   * together, for then what is in it is applied together wherever it is written.
   */
  readonly folderOf: (document: DocumentId) => string | undefined;
}

/** Tells what is around the environments of a workspace. */
export function surroundingsIn({
  environments,
  division,
  manifestOf,
}: Snapshot): (environment: EnvironmentId) => Surroundings {
  const companions = companionsIn(environments);
  const writtenFolder = (document: DocumentId): string | undefined => {
    const uri = manifestOf.get(document);
    return uri === undefined ? undefined : folderOf(uri);
  };
  return (id) => ({
    companions: () => companions(id),
    folderOf: division.composed.has(id) ? () => undefined : writtenFolder,
  });
}
