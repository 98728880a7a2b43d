import { makeElement } from '../make-element.ts';

/** A line that comes and goes, for what needs no answer. */
export interface Toast {
  readonly root: HTMLElement;
  readonly show: (words: string) => void;
}

/** So long it is there, in milliseconds. */
const STAYS = 4000;

/** Makes the line, which is not seen yet. */
export function makeToast(): Toast {
  // The region has to be there before something is said in it.
  const root = makeElement('div', { class: 'toast', role: 'status' });
  let going: number | undefined;
  return {
    root,
    show: (words) => {
      root.textContent = words;
      window.clearTimeout(going);
      going = window.setTimeout(() => root.replaceChildren(), STAYS);
    },
  };
}
