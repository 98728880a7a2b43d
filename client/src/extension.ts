import { commands, type ExtensionContext, window, workspace } from 'vscode';
import { allowTraffic } from './commands/allow-traffic.ts';
import { checkWorkspace } from './commands/check-workspace.ts';
import { restartServer } from './commands/restart-server.ts';
import { showOutput } from './commands/show-output.ts';
import { providePolicyChanges, showPolicyChanges } from './commands/show-policy-changes.ts';
import { createLanguageServer, showPolicyChangesCommand } from './language-client.ts';
import { createStatusItem } from './status-item.ts';

/**
 * VS Code calls this once, when `activationEvents` say so. It does not wait for the server: opening a file must not be
 * held up by indexing.
 */
export function activate(context: ExtensionContext): void {
  const output = window.createOutputChannel('Kubereach', { log: true });
  const status = createStatusItem();
  const server = createLanguageServer(context.asAbsolutePath('dist/server.cjs'), output, status);
  const followSetting = (): Promise<void> =>
    workspace.getConfiguration('kubereach').get('enable', true) ? server.start() : server.stop();

  context.subscriptions.push(
    output,
    status,
    server,
    commands.registerCommand('kubereach.allowTraffic', () => allowTraffic(server)),
    commands.registerCommand('kubereach.checkWorkspace', () => checkWorkspace(server)),
    commands.registerCommand('kubereach.restartServer', () => restartServer(server)),
    commands.registerCommand('kubereach.showOutput', () => showOutput(output)),
    commands.registerCommand(showPolicyChangesCommand, showPolicyChanges),
    providePolicyChanges(server),
    // What the server may do is said in the handshake.
    workspace.onDidGrantWorkspaceTrust(async () => {
      await server.stop();
      await followSetting();
    }),
    workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration('kubereach.enable')) await followSetting();
    }),
  );
  void followSetting();
}
