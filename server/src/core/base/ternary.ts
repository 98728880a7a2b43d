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

/** At least one holds: one `yes` decides, else one `unknown` does. */
export function any(answers: Iterable<Ternary>): Ternary {
  let result: Ternary = 'no';
  for (const answer of answers) {
    if (answer === 'yes') return 'yes';
    if (answer === 'unknown') result = 'unknown';
  }
  return result;
}

/** The opposite; what is unknown stays so. */
export function not(answer: Ternary): Ternary {
  if (answer === 'unknown') return 'unknown';
  return answer === 'yes' ? 'no' : 'yes';
}
