import type { LanguageServer } from '../language-client.ts';

/** `Restart Language Server`: ends the server, if it runs, and starts it anew; resolves when it answers again. */
export function restartServer(server: LanguageServer): Promise<void> {
  return server.restart();
}
