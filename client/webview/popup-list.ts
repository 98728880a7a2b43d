import { makeElement } from './make-element.ts';

/** What can be chosen in a popup. */
export interface Choice {
  readonly label: string;
  /** Beside the label, in a quieter colour. */
  readonly detail: string;
  readonly choose: () => void;
}

/** Gives a text field a popup of choices: the arrows walk through them, Enter takes one, Escape closes. */
export interface PopupList {
  readonly root: HTMLElement;
  readonly show: (choices: readonly Choice[]) => void;
  readonly hide: () => void;
  /** True where the key was for the popup. */
  readonly handle: (event: KeyboardEvent) => boolean;
}

let lists = 0;

/** The popup of a combobox; `input` needs the role already. */
export function popupList(input: HTMLInputElement, label: string): PopupList {
  lists += 1;
  const id = `list-${lists}`;
  const root = makeElement('div', { class: 'popup', role: 'listbox', id, 'aria-label': label });
  root.hidden = true;
  input.setAttribute('aria-controls', id);
  input.setAttribute('aria-expanded', 'false');
  let choices: readonly Choice[] = [];
  let active = -1;

  const hide = (): void => {
    root.hidden = true;
    active = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const activate = (index: number): void => {
    active = index;
    [...root.children].forEach((each, at) => {
      each.setAttribute('aria-selected', String(at === index));
      if (at === index) each.scrollIntoView({ block: 'nearest' });
    });
    if (index >= 0) input.setAttribute('aria-activedescendant', `${id}-${index}`);
    else input.removeAttribute('aria-activedescendant');
  };
  const take = (index: number): void => {
    const choice = choices[index];
    hide();
    choice?.choose();
  };
  const drawChoice = (choice: Choice, index: number): HTMLElement => {
    const option = makeElement(
      'div',
      { role: 'option', class: 'popup-option', id: `${id}-${index}`, 'aria-selected': 'false' },
      makeElement('span', { class: 'popup-label' }, choice.label),
      makeElement('span', { class: 'popup-detail' }, choice.detail),
    );
    // The field keeps the focus, so that the popup does not close before the click arrives.
    option.addEventListener('pointerdown', (event) => event.preventDefault());
    option.addEventListener('click', () => take(index));
    return option;
  };

  return {
    root,
    hide,
    show: (next) => {
      choices = next;
      active = -1;
      root.replaceChildren(...next.map(drawChoice));
      root.hidden = next.length === 0;
      input.setAttribute('aria-expanded', String(next.length > 0));
      input.removeAttribute('aria-activedescendant');
    },
    handle: (event) => {
      if (root.hidden) return false;
      if (event.key === 'ArrowDown') activate((active + 1) % choices.length);
      else if (event.key === 'ArrowUp') activate((active <= 0 ? choices.length : active) - 1);
      else if (event.key === 'Enter' && active >= 0) take(active);
      else if (event.key === 'Escape') hide();
      else return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
  };
}
