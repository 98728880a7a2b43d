/** Why nothing is written, in a sentence. */
export interface Refusal {
  readonly type: 'refusal';
  readonly why: string;
}

/** Says why. */
export function refuse(why: string): Refusal {
  return { type: 'refusal', why };
}
