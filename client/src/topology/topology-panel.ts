import {
  type Disposable,
  type ExtensionContext,
  env,
  l10n,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
} from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  type EnvironmentName,
  type HostMessage,
  type TopologyParams,
  type TopologyResult,
  topologyChangedNotification,
  topologyRequest,
  type ViewCommand,
  type ViewMessage,
} from '../../../server/src/protocol/topology.ts';
import { applyAllow } from '../commands/allow-traffic.ts';
import type { LanguageServer } from '../language-client.ts';
import { followCursor } from './follow-cursor.ts';
import { isViewMessage } from './is-view-message.ts';
import { openPlace } from './open-place.ts';
import { panelHtml } from './panel-html.ts';
import { saveExport } from './save-export.ts';

/** The view of the topology: one panel, which opens beside the editor and comes back after a reload. */
export interface TopologyPanel extends Disposable {
  /** Opens the view, or brings it to the front; with a node in the middle where one is given. */
  readonly show: (node?: string) => void;
  /** Passes on what the workbench's keys and menus ask of the view. */
  readonly command: (command: ViewCommand) => void;
}

/** How the workbench names panels of this kind. */
export const PANEL_TYPE = 'kubereach.topology';

const FOLLOW = 'topology.follow';

/** Makes the view, which is not open yet. */
export function createTopologyPanel(context: ExtensionContext, server: LanguageServer): TopologyPanel {
  const dist = Uri.joinPath(context.extensionUri, 'dist');
  let panel: WebviewPanel | undefined;
  let isReady = false;
  let waiting: HostMessage[] = [];
  let environment: EnvironmentName | undefined;

  const post = (message: HostMessage): void => {
    if (isReady) void panel?.webview.postMessage(message);
    else waiting.push(message);
  };
  const ask = async (params: TopologyParams): Promise<TopologyResult> => {
    const client = await server.client();
    return client.sendRequest<TopologyResult>(topologyRequest, params);
  };
  const isFollowing = (): boolean => context.workspaceState.get(FOLLOW, false);

  const sendSettings = async (params: Omit<TopologyParams, 'question'>): Promise<void> => {
    const result = await ask({ ...params, question: { type: 'links', namespaces: [] } });
    environment = result.environment;
    const { environments } = result;
    const texts = Object.fromEntries(Object.entries(l10n.bundle ?? {}).filter(isText));
    post({ type: 'settings', environment, environments, follow: isFollowing(), texts });
  };

  const start = async (): Promise<void> => {
    isReady = true;
    const early = waiting;
    waiting = [];
    const uri = window.activeTextEditor?.document.uri.toString();
    await sendSettings(environment ? { environment: environment.id } : uri === undefined ? {} : { uri });
    for (const message of early) post(message);
  };

  const answer = async ({ seq, question }: Extract<ViewMessage, { type: 'ask' }>): Promise<void> => {
    try {
      const result = await ask({ ...(environment ? { environment: environment.id } : {}), question });
      post({ type: 'answer', seq, answer: result.answer });
    } catch (error) {
      post({ type: 'failure', seq, message: error instanceof Error ? error.message : String(error) });
    }
  };

  const receive = async (message: ViewMessage, client: LanguageClient): Promise<void> => {
    const id = environment?.id ?? '';
    switch (message.type) {
      case 'ready':
        return start();
      case 'ask':
        return answer(message);
      case 'environment':
        await sendSettings({ environment: message.id });
        return post({ type: 'changed' });
      case 'reveal': {
        const target =
          'node' in message.target ? { environment: id, node: message.target.node } : message.target;
        following.ignoreNext();
        if (!(await openPlace(client, target, message.keepFocus)))
          void window.showInformationMessage(l10n.t('It is no longer there.'));
        return;
      }
      case 'allow': {
        const { from, to, port, protocol } = message;
        return applyAllow(client, { environment: id, from, to, port, protocol });
      }
      case 'copy':
        await env.clipboard.writeText(message.text);
        window.setStatusBarMessage(l10n.t('Copied'), 2000);
        return;
      case 'save':
        return saveExport(message.name, message.text, message.encoding);
      case 'follow':
        return context.workspaceState.update(FOLLOW, message.on);
    }
  };

  const adopt = (adopted: WebviewPanel): void => {
    panel = adopted;
    isReady = false;
    const { webview } = adopted;
    webview.options = { enableScripts: true, localResourceRoots: [dist] };
    webview.onDidReceiveMessage(async (data: unknown) => {
      if (isViewMessage(data)) await receive(data, await server.client());
    });
    adopted.onDidChangeViewState(() => {
      // A view that is hidden is gone, and starts anew when it is shown.
      if (!adopted.visible) isReady = false;
    });
    adopted.onDidDispose(() => {
      panel = undefined;
      isReady = false;
      waiting = [];
    });
    webview.html = panelHtml(webview, dist);
  };

  const following = followCursor(server, (id) => {
    if (isReady && isFollowing()) post({ type: 'show', id, focus: false });
  });
  const changes = server.onNotification(topologyChangedNotification, () => {
    if (isReady) post({ type: 'changed' });
  });
  const restoring = window.registerWebviewPanelSerializer(PANEL_TYPE, {
    deserializeWebviewPanel: async (restored) => adopt(restored),
  });

  return {
    show: (node) => {
      if (panel) panel.reveal(undefined, true);
      else
        adopt(
          window.createWebviewPanel(
            PANEL_TYPE,
            'Kubereach Topology',
            { viewColumn: ViewColumn.Beside, preserveFocus: true },
            { enableScripts: true, localResourceRoots: [dist] },
          ),
        );
      if (node !== undefined) post({ type: 'show', id: node, focus: true });
    },
    command: (command) => post({ type: 'command', command }),
    dispose: () => {
      following.dispose();
      changes.dispose();
      restoring.dispose();
      panel?.dispose();
    },
  };
}

function isText(entry: [string, unknown]): entry is [string, string] {
  return typeof entry[1] === 'string';
}
