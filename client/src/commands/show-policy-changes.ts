import { type Disposable, EventEmitter, l10n, Uri, window, workspace } from 'vscode';
import { ExecuteCommandRequest } from 'vscode-languageclient/node';
import {
  type PolicyChangesParams,
  policyChangesCommand,
} from '../../../server/src/protocol/policy-changes.ts';
import type { LanguageServer } from '../language-client.ts';

const SCHEME = 'kubereach-changes';
const changed = new EventEmitter<Uri>();

/** What a lens leads to: shows which connections the change of a policy opens and closes, in an editor for reading. */
export async function showPolicyChanges(params: PolicyChangesParams): Promise<void> {
  // The name has VS Code show it as a diff, whose signs we use.
  const uri = Uri.from({
    scheme: SCHEME,
    path: `${l10n.t('Changes since HEAD')}.diff`,
    query: JSON.stringify(params),
  });
  // It may be open already, with what was true then.
  changed.fire(uri);
  await window.showTextDocument(await workspace.openTextDocument(uri), { preview: true });
}

/** Gives such editors their text, which is asked of the server. */
export function providePolicyChanges(server: LanguageServer): Disposable {
  return workspace.registerTextDocumentContentProvider(SCHEME, {
    onDidChange: changed.event,
    provideTextDocumentContent: async ({ query }) => {
      const client = await server.client();
      const params = { command: policyChangesCommand, arguments: [JSON.parse(query)] };
      const text: unknown = await client.sendRequest(ExecuteCommandRequest.type, params);
      return typeof text === 'string'
        ? text
        : `${l10n.t('The change of the policy opens and closes nothing any longer.')}\n`;
    },
  });
}
