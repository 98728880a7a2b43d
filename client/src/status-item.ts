import { type Disposable, LanguageStatusSeverity, l10n, languages } from 'vscode';
import { State } from 'vscode-languageclient/node';
import { countErrors } from './count-errors.ts';
import type { ServerObserver } from './language-client.ts';
import { manifestDocuments } from './manifest-documents.ts';
import { watchErrors } from './watch-errors.ts';

/** The item beside the language in the status bar: what the server is doing, else how many errors it has found. */
export function createStatusItem(): ServerObserver & Disposable {
  const item = languages.createLanguageStatusItem('kubereach', manifestDocuments);
  item.name = 'Kubereach';
  item.detail = 'Kubereach';
  const problems = { title: l10n.t('Show problems'), command: 'workbench.actions.view.problems' };
  const log = { title: l10n.t('Show output'), command: 'kubereach.showOutput' };
  const tasks = new Map<string | number, string>();
  let state: State = State.Stopped;
  let errors = 0;

  function show(): void {
    const task = state === State.Starting ? l10n.t('Starting') : [...tasks.values()].at(-1);
    const failed = state === State.StartFailed;
    item.busy = task !== undefined;
    item.severity = failed || errors > 0 ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
    item.command = errors > 0 ? problems : log;
    if (failed) item.text = l10n.t('Not running: it failed to start');
    else if (task !== undefined) item.text = `${task}…`;
    else if (state === State.Stopped) item.text = l10n.t('Not running');
    else item.text = errors === 0 ? l10n.t('Ready') : countErrors(errors);
  }

  const watching = watchErrors((count) => {
    errors = count;
    show();
  });
  show();
  return {
    stateChanged(newState) {
      state = newState;
      // A server that stopped does not end what it had begun to report.
      if (state !== State.Running) tasks.clear();
      show();
    },
    handleWorkDoneProgress(token, params, next) {
      if (params.kind === 'begin') tasks.set(token, params.title);
      if (params.kind === 'end') tasks.delete(token);
      show();
      next(token, params);
    },
    dispose() {
      watching.dispose();
      item.dispose();
    },
  };
}
