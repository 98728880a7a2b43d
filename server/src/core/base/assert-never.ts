/** Marks the end of a switch over a discriminated union: the compiler refuses a call while a case is missing. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
