import { tell } from './tell.ts';

/** Tells on standard error what is wrong with what was asked for. Returns the exit code of wrong usage. */
export function fail(why: string): 2 {
  tell(why);
  return 2;
}
