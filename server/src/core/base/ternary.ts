/** An answer that may be open: `unknown` is what the files cannot tell. */
export type Ternary = 'yes' | 'no' | 'unknown';

/** Every one holds: one `no` decides, else one `unknown` does. */
export function all(answers: Iterable<Ternary>): Ternary {
  let result: Ternary = 'yes';
  for (const answer of answers) {
    if (answer === 'no') return 'no';
    if (answer === 'unknown') result = 'unknown';
  }
  return result;
}
