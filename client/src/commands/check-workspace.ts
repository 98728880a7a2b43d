import { commands, ProgressLocation, window } from 'vscode';
import {
  type CheckWorkspaceResult,
  checkWorkspaceRequest,
} from '../../../server/src/protocol/check-workspace.ts';
import type { LanguageServer } from '../language-client.ts';

/** `Check Workspace`: checks every manifest, open or not, then shows the problems and says how many there are. */
export async function checkWorkspace(server: LanguageServer): Promise<void> {
  const progress = { location: ProgressLocation.Window, title: 'Checking the workspace' };
  const result = await window.withProgress(progress, async () => {
    const client = await server.client();
    return client.sendRequest<CheckWorkspaceResult>(checkWorkspaceRequest);
  });
  await commands.executeCommand('workbench.actions.view.problems');
  void window.showInformationMessage(
    `${amount(result.manifests, 'manifest')} checked: ${amount(result.errors, 'error')}, ` +
      `${amount(result.warnings, 'warning')}, ${amount(result.notes, 'note')}.`,
  );
}

function amount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
