import { makeElement, setAttributes } from './make-element.ts';
import { isEmptyFilter, parseFilter } from './parse-filter.ts';
import { popupList } from './popup-list.ts';
import { type SearchEntry, type SearchIndex, search } from './search-index.ts';
import { text } from './texts.ts';

/** The one field that finds and filters. */
export interface FindField {
  readonly root: HTMLElement;
  readonly focus: () => void;
  readonly show: (filter: string, hides: boolean) => void;
}

export interface FindActions {
  readonly filter: (typed: string) => void;
  readonly hides: (on: boolean) => void;
  /** Shows a match on the map; `take` gives it the keyboard too. */
  readonly go: (entry: SearchEntry, take: boolean) => void;
  readonly policy: (name: string) => void;
  readonly say: (words: string) => void;
  /** Gives the keyboard back to the picture. */
  readonly leave: () => void;
}

const MOST_SHOWN = 20;

/** Makes the field. It is a native one, because a popup cannot be tied to a field inside a shadow root. */
export function findField(index: () => SearchIndex, actions: FindActions): FindField {
  const input = makeElement('input', {
    class: 'field find-input',
    type: 'text',
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-label': text('Find: text, ns:, kind:, label:, port:, verdict:, policy:'),
    placeholder: text('Find (name, ns:, kind:, label:, port:)'),
    spellcheck: 'false',
    autocomplete: 'off',
  });
  const popup = popupList(input, text('Matches'));
  const count = makeElement('span', { class: 'find-count' });
  const hide = makeElement(
    'button',
    {
      type: 'button',
      class: 'icon-button',
      'aria-pressed': 'false',
      'aria-label': text('Hide what does not match'),
      title: text('Hide what does not match'),
    },
    '▽',
  );
  const clear = makeElement(
    'button',
    { type: 'button', class: 'icon-button', 'aria-label': text('Clear filter'), title: text('Clear filter') },
    '✕',
  );
  const box = makeElement('div', { class: 'find-box' }, input, count, hide, clear);
  const root = makeElement('div', { class: 'find field-with-popup' }, box, popup.root);
  let at = -1;

  const found = (): readonly SearchEntry[] => search(index(), parseFilter(input.value));
  const list = (): void => {
    const matches = found();
    count.textContent = isEmptyFilter(parseFilter(input.value)) ? '' : String(matches.length);
    popup.show(
      matches.slice(0, MOST_SHOWN).map((entry) => ({
        label: entry.name,
        detail: entry.kind === 'Namespace' ? entry.kind : `${entry.kind} · ${entry.namespace}`,
        choose: () => actions.go(entry, true),
      })),
    );
  };
  /** Enter and Shift+Enter walk through the matches as in an editor. */
  const step = (by: number): void => {
    const { policy } = parseFilter(input.value);
    const matches = found();
    if (policy !== undefined) actions.policy(policy);
    if (matches.length === 0) return;
    at = (at + by + matches.length) % matches.length;
    const entry = matches[at];
    const counted = text('{0} of {1}', at + 1, matches.length);
    count.textContent = counted;
    if (entry !== undefined) {
      actions.go(entry, false);
      actions.say(`${counted}: ${entry.name}`);
    }
    popup.hide();
  };

  input.addEventListener('input', () => {
    at = -1;
    list();
    actions.filter(input.value);
  });
  input.addEventListener('keydown', (event) => {
    if (popup.handle(event)) return;
    if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
    else if (event.key === 'ArrowDown') list();
    else if (event.key === 'Escape') actions.leave();
    // The letters of the view mean something else outside of a field; the editor may still have those with Ctrl.
    if (!event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
  });
  input.addEventListener('blur', popup.hide);
  hide.addEventListener('click', () => actions.hides(hide.getAttribute('aria-pressed') !== 'true'));
  clear.addEventListener('click', () => {
    actions.filter('');
    input.focus();
  });

  return {
    root,
    focus: () => {
      root.hidden = false;
      input.focus();
      input.select();
    },
    show: (filter, hides) => {
      if (input.value !== filter) {
        input.value = filter;
        count.textContent = '';
        popup.hide();
      }
      clear.hidden = filter === '';
      hide.hidden = filter === '';
      setAttributes(hide, { 'aria-pressed': String(hides) });
    },
  };
}
