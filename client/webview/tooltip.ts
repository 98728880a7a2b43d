import { makeElement, setText } from './make-element.ts';

/** A small text beside what the pointer or the keyboard is on. */
export interface Tooltip {
  readonly root: HTMLElement;
  readonly showSoon: (text: string, at: DOMRect) => void;
  /** True where it was there to be seen. */
  readonly hide: () => boolean;
}

/** What an editor waits before it shows a hover. */
const DELAY = 450;

/** Our own and not a title: that of the browser never shows on keyboard focus. What it says is in labels already. */
export function makeTooltip(): Tooltip {
  const root = makeElement('div', { class: 'tooltip', 'aria-hidden': 'true' });
  root.hidden = true;
  let timer: number | undefined;
  const hide = (): boolean => {
    const wasShown = !root.hidden;
    window.clearTimeout(timer);
    root.hidden = true;
    return wasShown;
  };
  const show = (text: string, at: DOMRect): void => {
    setText(root, text);
    root.hidden = false;
    const left = Math.min(at.left, window.innerWidth - root.offsetWidth - 8);
    const below = at.bottom + 6;
    const fitsBelow = below + root.offsetHeight < window.innerHeight;
    root.style.left = `${Math.max(8, left)}px`;
    root.style.top = `${fitsBelow ? below : Math.max(8, at.top - root.offsetHeight - 6)}px`;
  };
  return {
    root,
    hide,
    showSoon: (text, at) => {
      hide();
      timer = window.setTimeout(() => show(text, at), DELAY);
    },
  };
}
