import { window } from 'vscode';
import { type EnvironmentsResult, environmentsRequest } from '../../server/src/protocol/environments.ts';
import type { LanguageServer } from './language-client.ts';
import { askAgain } from './topology/ask-again.ts';

/** The environments, as seen from the open editor; undefined where no server runs, or it does not answer. */
export async function askEnvironments(server: LanguageServer): Promise<EnvironmentsResult | undefined> {
  const uri = window.activeTextEditor?.document.uri.toString();
  try {
    const client = await server.running();
    return await askAgain(async () =>
      client?.sendRequest<EnvironmentsResult>(environmentsRequest, uri === undefined ? {} : { uri }),
    );
  } catch {
    return undefined;
  }
}
