import { caveats } from '../core/features/caveats.ts';
import type { View } from '../core/workspace/view.ts';
import { tell } from './tell.ts';

/** Tells on standard error what the answers on standard output leave out. */
export function tellCaveats(view: View): void {
  tell(...caveats(view));
}
