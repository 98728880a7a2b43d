import { l10n } from 'vscode';

/** So many errors, in words. */
export function countErrors(count: number): string {
  return count === 1 ? l10n.t('1 error') : l10n.t('{0} errors', count);
}
