/** An answer that may be open: `unknown` is what the files cannot tell. */
export type Ternary = 'yes' | 'no' | 'unknown';

/** Every answer holds: one `no` decides, else one `unknown` does. */
export function all(answers: readonly Ternary[]): Ternary {
  return allOf(answers, (answer) => answer);
}

/** The same of answers that are found one by one, as far as they are needed. */
export function allOf<T>(items: readonly T[], judge: (item: T) => Ternary): Ternary {
  let result: Ternary = 'yes';
  for (const item of items) {
    const answer = judge(item);
    if (answer === 'no') return 'no';
    if (answer === 'unknown') result = 'unknown';
  }
  return result;
}
