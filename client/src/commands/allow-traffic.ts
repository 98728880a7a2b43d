import { l10n, type QuickPickItem, window, workspace } from 'vscode';
import type { LanguageClient, WorkspaceEdit as ProtocolEdit } from 'vscode-languageclient/node';
import {
  type AllowTrafficAnswer,
  type AllowTrafficChoices,
  type AllowTrafficParams,
  allowTrafficChoicesRequest,
  allowTrafficRequest,
  type PortChoice,
  type WorkloadChoice,
} from '../../../server/src/protocol/allow-traffic.ts';
import type { LanguageServer } from '../language-client.ts';
import { editorColumn } from '../topology/editor-column.ts';

/**
 * `Allow Traffic…`: asks from where, to where and on which port, and makes the edit that the server proposes. The edit
 * is left unsaved, with its first place in view.
 */
export async function allowTraffic(server: LanguageServer): Promise<void> {
  const client = await server.client();
  const { workloads } = await client.sendRequest<AllowTrafficChoices>(allowTrafficChoicesRequest);
  const params = await askForConnection(workloads);
  if (params === undefined) return;

  await applyAllow(client, params);
}

/** Makes the edit that allows a connection, and shows its first place; or says why there is none. */
export async function applyAllow(client: LanguageClient, params: AllowTrafficParams): Promise<void> {
  const answer = await client.sendRequest<AllowTrafficAnswer<ProtocolEdit>>(allowTrafficRequest, params);
  if ('refusal' in answer) {
    void window.showInformationMessage(answer.refusal);
    return;
  }
  const edit = await client.protocol2CodeConverter.asWorkspaceEdit(answer.edit);
  if (!(await workspace.applyEdit(edit))) {
    void window.showErrorMessage(l10n.t('The change could not be made: {0}', answer.title));
    return;
  }
  const [first] = edit.entries();
  if (first === undefined) return;
  const [uri, changes] = first;
  const selection = changes[0] === undefined ? {} : { selection: changes[0].range };
  await window.showTextDocument(uri, { viewColumn: editorColumn(uri), ...selection });
}

/** What the user picks, or undefined when they leave one of the questions unanswered. */
async function askForConnection(
  workloads: readonly WorkloadChoice[],
): Promise<AllowTrafficParams | undefined> {
  const from = await askForWorkload(l10n.t('Allow Traffic (1/3): from'), workloads);
  if (from === undefined) return undefined;
  const to = await askForWorkload(l10n.t('Allow Traffic (2/3): from {0} to', from.label), workloads);
  if (to === undefined) return undefined;
  const port = await askForPort(
    l10n.t('Allow Traffic (3/3): from {0} to {1} on', from.label, to.label),
    to.ports,
  );
  if (port === undefined) return undefined;
  return { from: from.id, to: to.id, ...port };
}

async function askForWorkload(
  title: string,
  workloads: readonly WorkloadChoice[],
): Promise<WorkloadChoice | undefined> {
  const items = workloads.map((workload) => ({
    label: workload.label,
    description: workload.detail,
    workload,
  }));
  const placeHolder = items.length === 0 ? l10n.t('The workspace has no workload') : l10n.t('Workload');
  return (await window.showQuickPick(items, { title, placeHolder, matchOnDescription: true }))?.workload;
}

type Port = Pick<AllowTrafficParams, 'port' | 'protocol'>;

async function askForPort(title: string, ports: readonly PortChoice[]): Promise<Port | undefined> {
  const another: QuickPickItem = { label: l10n.t('Another port…') };
  const items = ports.map(({ label, port, protocol }) => ({ label, description: protocol, port, protocol }));
  const picked = await window.showQuickPick([...items, another], {
    title,
    placeHolder: l10n.t('Port of the pod'),
  });
  if (picked === undefined || 'port' in picked)
    return picked && { port: picked.port, protocol: picked.protocol };
  return typePort(title);
}

/**
 * A container need not declare the ports it listens on (semantics rule 29), so any number can be typed, and any name that
 * the pods or their Service give to a port.
 */
async function typePort(title: string): Promise<Port | undefined> {
  const pattern = /^\s*([a-z\d-]{1,63})\s*(?:\/\s*(TCP|UDP|SCTP))?\s*$/i;
  const parse = (text: string): Port | undefined => {
    const [, port = '', protocol] = pattern.exec(text) ?? [];
    const number = /^\d+$/.test(port) ? Number(port) : undefined;
    if (port === '' || (number !== undefined && (number < 1 || number > 65_535))) return undefined;
    return { port: number ?? port, protocol: asProtocol(protocol?.toUpperCase()) };
  };
  const text = await window.showInputBox({
    title,
    placeHolder: l10n.t('8080, http or 53/UDP'),
    validateInput: (typed) =>
      parse(typed)
        ? undefined
        : l10n.t(
            'The number or the name of a port, with /TCP, /UDP or /SCTP behind it where that must be said',
          ),
  });
  return text === undefined ? undefined : parse(text);
}

function asProtocol(name: string | undefined): Port['protocol'] {
  return name === 'TCP' || name === 'UDP' || name === 'SCTP' ? name : undefined;
}
