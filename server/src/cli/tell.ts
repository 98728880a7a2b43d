/** Tells things on standard error, each on a line of its own. */
export function tell(...messages: readonly string[]): void {
  for (const message of messages) process.stderr.write(`kubereach: ${message}\n`);
}
