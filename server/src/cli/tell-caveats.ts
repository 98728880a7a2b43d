import { caveats } from '../core/features/caveats.ts';
import type { View } from '../core/workspace/view.ts';

/** Tells on standard error what the answers on standard output leave out. */
export function tellCaveats(view: View): void {
  for (const sentence of caveats(view)) process.stderr.write(`kubereach: ${sentence}\n`);
}
