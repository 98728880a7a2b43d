import {
  type Disposable,
  type ExtensionContext,
  l10n,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
} from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  type NodeRef,
  type TopologyParams,
  type TopologyResult,
  topologyChangedNotification,
  topologyRequest,
  type ViewCommand,
} from '../../../server/src/protocol/topology.ts';
import type { LanguageServer } from '../language-client.ts';
import { askAgain } from './ask-again.ts';
import { isView } from './editor-column.ts';
import { followCursor } from './follow-cursor.ts';
import { isViewMessage } from './is-view-message.ts';
import { panelHtml } from './panel-html.ts';
import { PANEL_TYPE } from './panel-type.ts';
import { FOLLOW, runViewMessage } from './run-view-message.ts';
import { createViewSession, type ViewSession } from './view-session.ts';

/** The view of the topology: one panel, which opens beside the editor and comes back after a reload. */
export interface TopologyPanel extends Disposable {
  /** Opens the view, or brings it to the front; with one of the nodes in the middle, at best of what is shown already. */
  readonly show: (nodes: readonly NodeRef[]) => void;
  /** Shows another environment, if the view is open. */
  readonly switchTo: (environment: string) => void;
  /** Passes on what the workbench's keys and menus ask of the view. */
  readonly command: (command: ViewCommand) => void;
}

/** Makes the view, which is not open yet. */
export function createTopologyPanel(context: ExtensionContext, server: LanguageServer): TopologyPanel {
  const dist = Uri.joinPath(context.extensionUri, 'dist');
  const options = { enableScripts: true, localResourceRoots: [dist] };
  let open: { readonly panel: WebviewPanel; readonly session: ViewSession } | undefined;

  const follows = (): boolean => context.workspaceState.get(FOLLOW, false);
  const client = async (): Promise<LanguageClient> => {
    const running = server.running();
    // A view that is open must not start what the user has switched off.
    if (running === undefined) throw new Error(l10n.t('The language server is not running.'));
    return running;
  };
  const ask = async (params: TopologyParams): Promise<TopologyResult> => {
    const running = await client();
    return askAgain(() => running.sendRequest<TopologyResult>(topologyRequest, params));
  };

  const adopt = (panel: WebviewPanel, environment: string | undefined): ViewSession => {
    // One that is restored may come when another has been opened already.
    open?.panel.dispose();
    const { webview } = panel;
    const session = createViewSession(
      {
        ask,
        post: (message) => {
          if (open?.panel === panel) void webview.postMessage(message);
        },
        uri: () => window.activeTextEditor?.document.uri.toString(),
        follows,
        texts: () => Object.fromEntries(Object.entries(l10n.bundle ?? {}).filter(isText)),
      },
      environment,
    );
    open = { panel, session };
    webview.options = options;
    webview.onDidReceiveMessage(async (data: unknown) => {
      const reach = { client, session, follower, memory: context.workspaceState };
      if (isViewMessage(data)) await runViewMessage(data, reach);
    });
    panel.onDidChangeViewState(() => {
      if (!panel.visible) session.hidden();
    });
    panel.onDidDispose(() => {
      if (open?.panel === panel) open = undefined;
    });
    webview.html = panelHtml(webview, dist);
    return session;
  };
  const create = (): ViewSession => {
    // After a reload a tab that has not been looked at yet is nobody's; it would be a second view.
    void window.tabGroups.close(window.tabGroups.all.flatMap(({ tabs }) => tabs.filter(isView)));
    const column = { viewColumn: ViewColumn.Beside, preserveFocus: true };
    const title = l10n.t('Kubereach Topology');
    return adopt(window.createWebviewPanel(PANEL_TYPE, title, column, options), undefined);
  };

  const isShown = ({ environment }: NodeRef): boolean => environment === open?.session.environment();
  const follower = followCursor(
    server,
    () => open !== undefined && follows(),
    (nodes) => {
      const node = nodes.find(isShown);
      if (node) open?.session.mark(node);
    },
  );
  const listening = [
    server.onNotification(topologyChangedNotification, () => open?.session.changed()),
    server.onStarted(() => void open?.session.serverStarted()),
    window.registerWebviewPanelSerializer(PANEL_TYPE, {
      deserializeWebviewPanel: async (panel, state: unknown) => void adopt(panel, environmentIn(state)),
    }),
  ];

  return {
    show: (nodes) => {
      open?.panel.reveal(undefined, true);
      const session = open?.session ?? create();
      const node = nodes.find(isShown) ?? nodes[0];
      if (node !== undefined) void session.focus(node);
    },
    switchTo: (environment) => void open?.session.switchTo(environment),
    command: (command) => open?.session.command(command),
    dispose: () => {
      follower.dispose();
      for (const each of listening) each.dispose();
      open?.panel.dispose();
    },
  };
}

/** What the page keeps holds the environment that it is about. */
function environmentIn(state: unknown): string | undefined {
  const isKept = typeof state === 'object' && state !== null && 'environment' in state;
  return isKept && typeof state.environment === 'string' ? state.environment : undefined;
}

function isText(entry: [string, unknown]): entry is [string, string] {
  return typeof entry[1] === 'string';
}
