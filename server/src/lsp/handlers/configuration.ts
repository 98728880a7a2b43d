import { DidChangeConfigurationNotification } from 'vscode-languageserver/node';
import { readSettings } from '../../core/configuration/read-settings.ts';
import type { ClientSettings, Session } from '../session.ts';
import { refreshLenses } from './code-lens.ts';

/** Follows the client's configuration: asked for where the client answers, else taken from what it sends. */
export function handleConfiguration(session: Session): void {
  session.connection.onDidChangeConfiguration(async ({ settings: sent }) => {
    // What is asked from now on is answered by the new settings.
    const release = session.scheduler.hold();
    try {
      const settings = (await fetchSettings(session)) ?? clientSettings(section(sent));
      if (!session.setClientSettings(settings)) return;
      session.rebuild();
      refreshLenses(session);
    } finally {
      release();
    }
  });
}

/** Asks to be told of changes, where that can be asked. */
export async function registerForConfiguration(session: Session): Promise<void> {
  if (!session.capabilities().workspace?.didChangeConfiguration?.dynamicRegistration) return;
  await session.connection.client.register(DidChangeConfigurationNotification.type, { section: 'kubereach' });
}

/** The client's settings; undefined when it does not answer such questions. */
export async function fetchSettings(session: Session): Promise<ClientSettings | undefined> {
  if (!session.capabilities().workspace?.configuration) return undefined;
  return clientSettings(await session.connection.workspace.getConfiguration('kubereach'));
}

/**
 * What the client sets. Whatever is not valid is left to others, as are the `default` and the empty values by which
 * editors say that nothing is set: a mistyped setting must not stop the server.
 */
export function clientSettings(sent: unknown): ClientSettings {
  const said: { readonly codeLens?: unknown; readonly helmPath?: unknown } =
    typeof sent === 'object' && sent !== null ? sent : {};
  const { helmPath } = said;
  return {
    given: readSettings(sent).given,
    codeLens: said.codeLens !== false,
    helmPath: typeof helmPath === 'string' ? helmPath.trim() || undefined : 'helm',
  };
}

function section(sent: unknown): unknown {
  return typeof sent === 'object' && sent !== null && 'kubereach' in sent ? sent.kubereach : undefined;
}
