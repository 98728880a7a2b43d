import type { Origin } from '../../model/origin.ts';
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
interface BuildNotes {
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
  return {
    context: {
      files,
      report: (type, { origin }, message, part = 'value') => {
        const { document, path, inner } = origin;
        const key = `${document} ${path} ${inner ?? ''} ${message}`;
        const at = { document, path, part, ...(inner === undefined ? {} : { inner }) };
        if (!problems.has(key)) problems.set(key, { type, at, message });
      },
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
