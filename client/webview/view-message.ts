import { codeText } from './code-text.ts';
import { makeElement } from './make-element.ts';

/** What stands where the picture would be: why there is none, and what to do. */
export interface AbsenceMessage {
  readonly title: string;
  readonly sentences: readonly string[];
  readonly button: { readonly label: string; readonly run: () => void } | undefined;
}

/** The message as an element. */
export function drawMessage({ title, sentences, button }: AbsenceMessage): HTMLElement {
  const root = makeElement(
    'div',
    { class: 'message' },
    makeElement('h2', {}, title),
    ...sentences.map((sentence) => makeElement('p', {}, ...codeText(sentence))),
  );
  if (button !== undefined) {
    const made = makeElement('button', { type: 'button', class: 'plain-button' }, button.label);
    made.addEventListener('click', button.run);
    root.append(made);
  }
  return root;
}
