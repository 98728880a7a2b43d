/**
 * Prints a line on standard output.
 * @param {string} line
 */
export function say(line) {
  process.stdout.write(`${line}\n`);
}
