import type { OutputChannel } from 'vscode';

/** `Show Output`: reveals the server's log. */
export function showOutput(output: OutputChannel): void {
  output.show();
}
