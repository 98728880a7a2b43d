import { makeElement, setText } from './make-element.ts';
import { onceAFrame } from './once-a-frame.ts';

/** Tells something to those who hear. */
export interface Announcer {
  readonly root: HTMLElement;
  readonly say: (words: string) => void;
}

/** What one step leads to is said within this time, in milliseconds; said one after the other it would be heard in part. */
const TOGETHER = 250;

/** Makes a live region. */
export function makeAnnouncer(): Announcer {
  const root = makeElement('div', { class: 'visually-hidden', role: 'status', 'aria-live': 'polite' });
  let said: readonly string[] = [];
  let last = 0;
  const speak = onceAFrame(() => setText(root, said.join('. ')));
  return {
    root,
    say: (words) => {
      const now = performance.now();
      said = now - last > TOGETHER ? [words] : [...said.filter((each) => each !== words), words];
      last = now;
      speak();
    },
  };
}
