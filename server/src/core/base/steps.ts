/**
 * Work that is done step by step: it gives nothing out on the way, so that the caller can stop or do other things between
 * steps, and in the end it returns the result.
 */
export type Steps<T> = Generator<undefined, T>;

/** Does all the steps at once. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
