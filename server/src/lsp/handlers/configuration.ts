import { DidChangeConfigurationNotification } from 'vscode-languageserver/node';
import { SEVERITIES } from '../../core/model/severity.ts';
import { DEFAULT_SETTINGS, NETWORK_PLUGINS, type Settings } from '../../core/workspace/settings.ts';
import type { Session } from '../session.ts';

/** Follows the client's configuration: asked for where the client answers, else taken from what it sends. */
export function handleConfiguration(session: Session): void {
  session.connection.onDidChangeConfiguration(async ({ settings: sent }) => {
    // What is asked from now on is answered by the new settings.
    const release = session.scheduler.hold();
    try {
      const settings = (await fetchSettings(session)) ?? readSettings(section(sent));
      if (JSON.stringify(settings) !== JSON.stringify(session.host.snapshot().settings))
        session.rebuild(settings);
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
export async function fetchSettings(session: Session): Promise<Settings | undefined> {
  if (!session.capabilities().workspace?.configuration) return undefined;
  return readSettings(await session.connection.workspace.getConfiguration('kubereach'));
}

function section(sent: unknown): unknown {
  return isRecord(sent) && 'kubereach' in sent ? sent.kubereach : undefined;
}

/** Takes what is valid and leaves the rest at its default: a mistyped setting must not stop the server. */
export function readSettings(given: unknown): Settings {
  if (!isRecord(given)) return DEFAULT_SETTINGS;
  const { defaultNamespace, clusterDomain, networkPlugin, podCidrs, ingressControllers, rules } = given;
  const severities = isRecord(rules)
    ? Object.fromEntries(
        Object.entries(rules).flatMap(([id, value]) => {
          const severity = value === 'off' ? value : SEVERITIES.find((candidate) => candidate === value);
          return severity ? [[id, severity] as const] : [];
        }),
      )
    : {};
  return {
    defaultNamespace: nonEmpty(defaultNamespace),
    clusterDomain: nonEmpty(clusterDomain) ?? DEFAULT_SETTINGS.clusterDomain,
    networkPlugin: NETWORK_PLUGINS.find((name) => name === networkPlugin) ?? DEFAULT_SETTINGS.networkPlugin,
    podCidrs: strings(podCidrs),
    ingressControllers: strings(ingressControllers),
    severities,
  };
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function nonEmpty(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
