import { type Child, makeElement } from './make-element.ts';

/** A text in which names stand between backquotes, with those shown as code. */
export function codeText(text: string): readonly Child[] {
  return text
    .split('`')
    .map((part, index) => (index % 2 === 1 ? makeElement('code', {}, part) : part))
    .filter((part) => part !== '');
}
