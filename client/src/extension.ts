import { commands, type ExtensionContext, window, workspace } from 'vscode';
import type { ViewCommand } from '../../server/src/protocol/topology.ts';
import { allowTraffic } from './commands/allow-traffic.ts';
import { checkWorkspace } from './commands/check-workspace.ts';
import { chooseEnvironment } from './commands/choose-environment.ts';
import { restartServer } from './commands/restart-server.ts';
import { showInTopology } from './commands/show-in-topology.ts';
import { showOutput } from './commands/show-output.ts';
import { providePolicyChanges, showPolicyChanges } from './commands/show-policy-changes.ts';
import { createEnvironmentItem } from './environment-item.ts';
import { createLanguageServer, lensCommands } from './language-client.ts';
import { createStatusItem } from './status-item.ts';
import { showWhenManifest } from './topology/show-when-manifest.ts';
import { createTopologyPanel } from './topology/topology-panel.ts';

/**
 * VS Code calls this once, when `activationEvents` say so. It does not wait for the server: opening a file must not be
 * held up by indexing.
 */
export function activate(context: ExtensionContext): void {
  const output = window.createOutputChannel('Kubereach', { log: true });
  const status = createStatusItem();
  const server = createLanguageServer(context.asAbsolutePath('dist/server.cjs'), output, status);
  const topology = createTopologyPanel(context, server);
  const environment = createEnvironmentItem(server);
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
    commands.registerCommand(lensCommands.showPolicyChangesCommand, showPolicyChanges),
    commands.registerCommand('kubereach.chooseEnvironment', () =>
      chooseEnvironment(server, (id) => {
        environment.update();
        topology.switchTo(id);
      }),
    ),
    environment,
    providePolicyChanges(server),
    topology,
    showWhenManifest(),
    commands.registerCommand('kubereach.showTopology', () => topology.show([])),
    commands.registerCommand(lensCommands.showInTopologyCommand, (at) =>
      showInTopology(server, topology, at),
    ),
    ...VIEW_COMMANDS.map((command) =>
      commands.registerCommand(`kubereach.topology.${command}`, () => topology.command(command)),
    ),
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

/** What the view's commands are called behind `kubereach.topology.`. */
const VIEW_COMMANDS: readonly ViewCommand[] = ['find', 'back', 'forward', 'export', 'matrix', 'fit'];
