import type { ReadKey } from './read-key.ts';

/** What many ask of one state of an environment, answered once. */
export interface Answers {
  readonly get: <T>(question: Question<T>, about: string, answer: () => Answer<T>) => Answer<T>;
  /** Those that still hold when these keys are touched, for the next state. */
  readonly without: (touched: ReadonlySet<ReadKey>) => Answers;
}

/** What was answered, and everything that was read for it. */
export interface Answer<T> {
  readonly value: T;
  readonly reads: ReadonlySet<ReadKey>;
}

/** A function that answers about a name, whatever it is asked on. One question is told from another by its identity. */
type Question<T> = (view: never, about: string) => T;

type Known = Map<Question<unknown>, Map<string, Answer<unknown>>>;

/** Makes an empty store of answers. */
export function createAnswers(): Answers {
  return storeOf(new Map());
}

function storeOf(known: Known): Answers {
  return {
    get: <T>(question: Question<T>, about: string, answer: () => Answer<T>): Answer<T> => {
      const ofQuestion = known.get(question) ?? new Map<string, Answer<unknown>>();
      known.set(question, ofQuestion);
      // What is kept under a question is what this very question answered.
      const found = ofQuestion.get(about) as Answer<T> | undefined;
      if (found) return found;
      const fresh = answer();
      ofQuestion.set(about, fresh);
      return fresh;
    },
    without: (touched) => {
      const still: Known = new Map();
      for (const [question, answers] of known)
        still.set(question, new Map([...answers].filter(([, answer]) => !hasRead(answer, touched))));
      return storeOf(still);
    },
  };
}

function hasRead({ reads }: Answer<unknown>, touched: ReadonlySet<ReadKey>): boolean {
  for (const key of reads) if (touched.has(key)) return true;
  return false;
}
