import { makeElement } from './make-element.ts';
import { text } from './texts.ts';

/** Shows the keys; Escape closes it, as in every dialog. `canOpen` says whether there is a source to open. */
export function openKeysDialog(parent: HTMLElement, canOpen: boolean): void {
  const before = document.activeElement;
  const close = makeElement('button', { type: 'button', class: 'plain-button' }, text('Close'));
  const rows = KEYS.map(([keys, words]) =>
    makeElement(
      'tr',
      {},
      makeElement('th', { scope: 'row' }, ...keys.map((key) => makeElement('kbd', {}, key))),
      makeElement('td', {}, text(!canOpen && keys[0] === 'Enter' ? ENTER_IN_REPORT : words)),
    ),
  );
  const title = makeElement('h2', { id: 'keys-title' }, text('Keys'));
  const dialog = makeElement(
    'dialog',
    { class: 'keys', 'aria-labelledby': 'keys-title' },
    title,
    makeElement('table', {}, makeElement('tbody', {}, ...rows)),
    close,
  );
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('keydown', (event) => event.stopPropagation());
  dialog.addEventListener('close', () => {
    dialog.remove();
    if (before instanceof HTMLElement || before instanceof SVGElement) before.focus();
  });
  parent.append(dialog);
  dialog.showModal();
}

const ENTER_IN_REPORT = 'Focus on a node; expand a namespace';

const KEYS = [
  [['←', '↑', '→', '↓'], 'Go to the nearest box'],
  [['[', ']'], 'Walk the lines of a box'],
  [['Enter'], 'Open the source; expand a namespace'],
  [['Space'], 'Select; explain a line'],
  [['E'], 'Expand or fold the namespace'],
  [['F'], 'Focus on a node'],
  [['M'], 'Map or matrix'],
  [['/'], 'Find'],
  [['+', '−', '0'], 'Zoom in, zoom out, fit'],
  [['Shift', '←', '↑', '→', '↓'], 'Move the picture'],
  [['Esc'], 'Close, or one level up'],
  [['Alt', '←', '→'], 'Back and forward'],
  [['Shift', 'F10'], 'Menu of a box'],
] as const;
