import { idAt } from './listen-to-picture.ts';
import { type KeyTargets, runPictureKey, runViewKey } from './run-key.ts';

/** Runs keys wherever the keyboard is; on the document, because where nothing has it, keys are still meant for the view. */
export function listenToKeys(targets: KeyTargets): void {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || isForControl(event.target)) return;
    const id = idAt(event.target);
    const isUsed = (id !== undefined && runPictureKey(event, id, targets)) || runViewKey(event, targets);
    if (!isUsed) return;
    // VS Code hands every key on to the workbench, where the same one may mean something else.
    event.preventDefault();
    event.stopPropagation();
  });
}

/** Letters that are typed into a field, or choose in a list. */
function isForControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('input, select, vscode-single-select');
}
