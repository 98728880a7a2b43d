import { l10n, type QuickPickItem, window } from 'vscode';
import {
  chooseEnvironmentRequest,
  type NamedEnvironment,
} from '../../../server/src/protocol/environments.ts';
import { askEnvironments } from '../ask-environments.ts';
import type { LanguageServer } from '../language-client.ts';

/** `Choose Environment`: in which environment hover and the topology answer; `chosen` hears of it. */
export async function chooseEnvironment(server: LanguageServer, chosen: (id: string) => void): Promise<void> {
  const found = await askEnvironments(server);
  const all = found?.all ?? [];
  const around = new Set(found?.around.map(({ id }) => id));
  // Those that the open file is part of come first.
  const sorted = [...all].sort((a, b) => Number(around.has(b.id)) - Number(around.has(a.id)));
  const picked = await window.showQuickPick(
    sorted.map((each) => itemOf(each, around.has(each.id))),
    { title: l10n.t('Choose Environment'), placeHolder: l10n.t('Hover and the topology answer for it') },
  );
  if (picked === undefined) return;
  const client = await server.client();
  await client.sendRequest(chooseEnvironmentRequest, { id: picked.id });
  chosen(picked.id);
}

const KINDS = {
  kustomization: () => l10n.t('kustomization'),
  chart: () => l10n.t('chart'),
  folder: () => l10n.t('folder'),
};

function itemOf(
  { id, name, type, resources, reason }: NamedEnvironment,
  isAround: boolean,
): QuickPickItem & { readonly id: string } {
  const size = resources === 1 ? l10n.t('1 resource') : l10n.t('{0} resources', resources);
  const detail = reason ?? (isAround ? l10n.t('The open file is part of it.') : undefined);
  return {
    id,
    label: name,
    description: `${KINDS[type]()}, ${size}`,
    ...(detail === undefined ? {} : { detail }),
  };
}
