import type { EndRef } from '../../server/src/core/topology/topology-question.ts';
import { makeElement, setAttributes } from './make-element.ts';
import { parseFilter } from './parse-filter.ts';
import { popupList } from './popup-list.ts';
import { type SearchIndex, search } from './search-index.ts';
import { text } from './texts.ts';
import type { Explained } from './view-state.ts';

/** The form that asks about any traffic: from, to and a port. */
export interface TrafficForm {
  readonly root: HTMLElement;
  readonly set: (explained: Explained | undefined) => void;
  readonly focus: () => void;
}

/** What is typed as an end is the id of a node, or addresses. */
export function trafficForm(index: () => SearchIndex, ask: (explained: Explained) => void): TrafficForm {
  const from = endField(text('From'), index);
  const to = endField(text('To'), index);
  const port = makeElement('input', {
    class: 'field port-field',
    'aria-label': text('Port'),
    placeholder: text('Port'),
  });
  const button = makeElement('button', { type: 'submit', class: 'plain-button' }, text('Explain'));
  const refusal = makeElement('p', { class: 'form-refusal', id: 'traffic-refusal', role: 'alert' });
  const root = makeElement('form', { class: 'traffic-form' }, from.root, to.root, port, button, refusal);
  /** Says which field is wrong and leads there; undefined takes that back. */
  const refuse = (input: HTMLInputElement | undefined): void => {
    for (const each of [from.input, to.input]) {
      const isWrong = each === input;
      setAttributes(each, {
        'aria-invalid': isWrong ? 'true' : undefined,
        'aria-describedby': isWrong ? refusal.id : undefined,
      });
    }
    refusal.textContent = input === undefined ? '' : refusalOf(input);
    input?.focus();
  };
  root.addEventListener('submit', (event) => {
    event.preventDefault();
    const ends = { from: endOf(from.input.value, index()), to: endOf(to.input.value, index()) };
    if (ends.from === undefined) return refuse(from.input);
    if (ends.to === undefined) return refuse(to.input);
    refuse(undefined);
    const typed = port.value.trim();
    ask({ from: ends.from, to: ends.to, ...(typed === '' ? {} : { port: typed }) });
  });
  root.addEventListener('input', () => refuse(undefined));
  root.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') event.stopPropagation();
  });
  return {
    root,
    focus: () => from.input.focus(),
    set: (explained) => {
      refuse(undefined);
      from.input.value = nameOf(explained?.from);
      to.input.value = nameOf(explained?.to);
      port.value = explained?.port ?? '';
    },
  };
}

function refusalOf({ value }: HTMLInputElement): string {
  const typed = value.trim();
  return typed === ''
    ? text('Name a workload or a Service, or addresses.')
    : text('Nothing here is called {0}.', typed);
}

function endField(label: string, index: () => SearchIndex) {
  const input = makeElement('input', {
    class: 'field',
    role: 'combobox',
    'aria-label': label,
    'aria-autocomplete': 'list',
    placeholder: label,
    spellcheck: 'false',
    autocomplete: 'off',
  });
  const popup = popupList(input, label);
  const take = (id: string) => () => {
    input.value = id;
  };
  input.addEventListener('input', () => {
    const found = search(index(), parseFilter(input.value)).filter((each) => !each.id.startsWith('ns:'));
    popup.show(
      found.slice(0, 12).map((each) => ({
        label: each.name,
        detail: `${each.kind} · ${each.namespace}`,
        choose: take(each.id),
      })),
    );
  });
  input.addEventListener('keydown', (event) => popup.handle(event));
  input.addEventListener('blur', popup.hide);
  return { input, root: makeElement('div', { class: 'field-with-popup' }, input, popup.root) };
}

function nameOf(end: EndRef | undefined): string {
  if (end === undefined) return '';
  return 'node' in end ? end.node : end.addresses;
}

/** An id as it is; else what the first match is; blocks of addresses start with a digit or hold a colon. */
function endOf(typed: string, index: SearchIndex): EndRef | undefined {
  const wanted = typed.trim();
  if (wanted === '') return undefined;
  if (/^[0-9a-f.:]+(\/\d+)?(,\s*[0-9a-f.:]+(\/\d+)?)*$/i.test(wanted) && /[.:]/.test(wanted)) {
    return { addresses: wanted };
  }
  const exact = index.entries.find((each) => each.id === wanted);
  const first = search(index, parseFilter(wanted)).find((each) => !each.id.startsWith('ns:'));
  const id = exact?.id ?? first?.id;
  return id === undefined ? undefined : { node: id };
}
