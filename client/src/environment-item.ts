import { Disposable, l10n, StatusBarAlignment, window } from 'vscode';
import {
  environmentsChangedNotification,
  type NamedEnvironment,
} from '../../server/src/protocol/environments.ts';
import { askEnvironments } from './ask-environments.ts';
import type { LanguageServer } from './language-client.ts';

/** The item in the status bar that says in which environment answers about the open manifest are given. */
export interface EnvironmentItem extends Disposable {
  /** What it says may be different. */
  readonly update: () => void;
}

/** Makes the item; it shows only where a manifest is open and there is something to choose from. */
export function createEnvironmentItem(server: LanguageServer): EnvironmentItem {
  const item = window.createStatusBarItem('kubereach.environment', StatusBarAlignment.Right, 51);
  item.name = l10n.t('Kubereach Environment');
  item.command = 'kubereach.chooseEnvironment';
  let last = 0;
  const show = async (): Promise<void> => {
    last += 1;
    const mine = last;
    const found = await askEnvironments(server);
    // Of several questions on their way the last one is right.
    if (mine !== last) return;
    if (!found?.current || found.all.length < 2) return item.hide();
    item.text = `$(layers) ${found.current.name}`;
    item.tooltip = explain(found.current, found.around.length);
    item.show();
  };
  const update = (): void => void show();
  update();
  const parts = Disposable.from(
    item,
    window.onDidChangeActiveTextEditor((editor) => {
      // While a view has the keyboard, the item stays as it is.
      if (editor) update();
    }),
    server.onStarted(update),
    server.onNotification(environmentsChangedNotification, update),
  );
  return { update, dispose: () => parts.dispose() };
}

function explain({ resources, reason }: NamedEnvironment, around: number): string {
  const answers = l10n.t('Hover and the topology answer for this environment.');
  const size = resources === 1 ? l10n.t('It has 1 resource.') : l10n.t('It has {0} resources.', resources);
  const others = around > 1 ? l10n.t('This file is part of {0} environments.', around) : '';
  return [answers, size, others, reason ?? ''].filter((part) => part !== '').join('\n');
}
