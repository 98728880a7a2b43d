import type { Origin } from '../../model/origin.ts';
import type { DocumentId } from '../../model/source.ts';
import type { Part } from '../../yaml/locate.ts';
import type { KustomizeFiles, KustomizeProblem, KustomizeProblemType } from './kustomize-result.ts';

/** What all steps of one build share. */
export interface BuildContext {
  readonly files: KustomizeFiles;
  readonly report: Report;
  /** Something was taken in that nobody here can see. */
  readonly open: () => void;
  /** Asks for leave to read one more kustomization; false where that would never end. */
  readonly enter: () => boolean;
}

/** Notes that something is wrong, at the place of a part of a tree. */
export type Report = (type: KustomizeProblemType, at: Placed, message: string, part?: Part) => void;

/** Anything that says where it was written. */
export interface Placed {
  readonly origin: Origin;
}

/** What was noted during a build. */
export interface BuildNotes {
  readonly context: BuildContext;
  readonly problems: () => readonly KustomizeProblem[];
  readonly isOpen: () => boolean;
}

/** A workspace holds no more kustomizations than that; who takes in two of which each takes in two … never ends. */
const MOST_KUSTOMIZATIONS = 2_000;

/** Starts the notes of one build. What is wrong in a base is noted once, however often the base is taken in. */
export function takeNotes(files: KustomizeFiles): BuildNotes {
  const problems = new Map<string, KustomizeProblem>();
  let isOpen = false;
  let entered = 0;
  const note = (
    type: KustomizeProblemType,
    document: DocumentId,
    path: string,
    message: string,
    part: Part,
  ): void => {
    const key = `${document} ${path} ${message}`;
    if (!problems.has(key)) problems.set(key, { type, at: { document, path, part }, message });
  };
  return {
    context: {
      files,
      report: (type, { origin }, message, part = 'value') =>
        note(type, origin.document, origin.path, message, part),
      open: () => {
        isOpen = true;
      },
      enter: () => {
        entered++;
        isOpen ||= entered > MOST_KUSTOMIZATIONS;
        return entered <= MOST_KUSTOMIZATIONS;
      },
    },
    problems: () => [...problems.values()],
    isOpen: () => isOpen,
  };
}
