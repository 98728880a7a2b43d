/** Answers about single things that are kept; nobody goes back further than the state of the view does. */
const MOST_KEPT = 30;

/** The answers with one more, which is then the newest; the oldest ones are forgotten. */
export function kept<Answer>(
  answers: ReadonlyMap<string, Answer>,
  key: string,
  answer: Answer,
): ReadonlyMap<string, Answer> {
  return new Map([...without(answers, key), [key, answer] as const].slice(-MOST_KEPT));
}

/** The answers without one. */
export function without<Answer>(
  answers: ReadonlyMap<string, Answer>,
  key: string,
): ReadonlyMap<string, Answer> {
  return new Map([...answers].filter(([each]) => each !== key));
}
