import { commands, l10n, ProgressLocation, window } from 'vscode';
import {
  type CheckWorkspaceResult,
  checkWorkspaceRequest,
} from '../../../server/src/protocol/check-workspace.ts';
import { countErrors } from '../count-errors.ts';
import type { LanguageServer } from '../language-client.ts';

/** `Check Workspace`: checks every manifest, open or not, then shows the problems and says how many there are. */
export async function checkWorkspace(server: LanguageServer): Promise<void> {
  const progress = { location: ProgressLocation.Window, title: l10n.t('Checking the workspace') };
  const result = await window.withProgress(progress, async () => {
    const client = await server.client();
    return client.sendRequest<CheckWorkspaceResult>(checkWorkspaceRequest);
  });
  await commands.executeCommand('workbench.actions.view.problems');
  const { manifests, errors, warnings, notes } = result;
  const checked = manifests === 1 ? l10n.t('1 manifest checked') : l10n.t('{0} manifests checked', manifests);
  const found = [
    countErrors(errors),
    warnings === 1 ? l10n.t('1 warning') : l10n.t('{0} warnings', warnings),
    notes === 1 ? l10n.t('1 note') : l10n.t('{0} notes', notes),
  ];
  const words = `${checked}: ${found.join(', ')}.`;
  void window.showInformationMessage(words);
}
