import picocolors from 'picocolors';

/** Colours for a terminal, or none of them. */
export type Colors = ReturnType<typeof picocolors.createColors>;

/** Colours when standard output is a terminal that shows them and nobody objects (NO_COLOR). */
export function outputColors(): Colors {
  return picocolors.createColors(picocolors.isColorSupported && process.stdout.isTTY === true);
}
