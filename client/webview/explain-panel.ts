import type { Refused, Said, TrafficExplanation } from '../../server/src/core/topology/topology-question.ts';
import type { Channel } from './channel.ts';
import { drawExplanation } from './draw-explanation.ts';
import { makeElement } from './make-element.ts';
import { replaceContent } from './replace-content.ts';
import type { SearchIndex } from './search-index.ts';
import { text } from './texts.ts';
import { trafficForm } from './traffic-form.ts';
import type { Explained } from './view-state.ts';

/** The panel that says why traffic passes or not. */
export interface ExplainPanel {
  readonly root: HTMLElement;
  /** Without a question it is the form alone; the answer is undefined as long as it is on its way. */
  readonly show: (explained: Explained | undefined, answer: PanelAnswer | undefined) => void;
  readonly hide: () => void;
  readonly focus: () => void;
}

/** `failure` says why nothing was answered at all. */
export type PanelAnswer = TrafficExplanation | Refused | { readonly failure: string };

export interface PanelActions {
  /** The form asks something. */
  readonly ask: (explained: Explained) => void;
  readonly retry: (explained: Explained) => void;
  /** Somebody has read enough. */
  readonly close: () => void;
}

/** Makes the panel. */
export function explainPanel(
  channel: Channel,
  index: () => SearchIndex,
  { ask, retry, close }: PanelActions,
): ExplainPanel {
  const form = trafficForm(index, ask);
  const closer = makeElement(
    'button',
    { type: 'button', class: 'icon-button', 'aria-label': text('Close') },
    '✕',
  );
  closer.addEventListener('click', close);
  const body = makeElement('div', { class: 'explain-body', 'aria-live': 'polite', tabindex: '-1' });
  const title = makeElement('p', { class: 'panel-title' }, text('Explain traffic'));
  const head = makeElement('div', { class: 'panel-head' }, title, closer);
  const root = makeElement(
    'aside',
    { class: 'explain', 'aria-label': text('Explain traffic') },
    head,
    form.root,
    body,
  );
  root.hidden = true;
  root.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close();
  });
  let shown = '';
  let shownQuestion: string | undefined = '';

  const actions = {
    canOpen: channel.canOpen,
    canAllow: channel.canAllow,
    reveal: (said: Said) => {
      if (said.at !== undefined)
        channel.send({ type: 'reveal', target: { source: said.at }, keepFocus: false });
    },
    allow: ({ allow }: TrafficExplanation) => {
      if (allow !== undefined) channel.send({ type: 'allow', ...allow });
    },
    copy: (command: string) => channel.send({ type: 'copy', text: command }),
  };

  const drawAnswer = (
    explained: Explained | undefined,
    answer: PanelAnswer | undefined,
  ): readonly HTMLElement[] => {
    if (explained === undefined) return [drawNote(text('Choose two ends, or a line of the map.'))];
    if (answer === undefined) return [drawNote(text('Asking…'))];
    if (!('failure' in answer)) return drawExplanation(answer, actions);
    const again = makeElement('button', { type: 'button', class: 'plain-button' }, text('Try again'));
    again.addEventListener('click', () => retry(explained));
    return [drawNote(text('This could not be answered: {0}', answer.failure)), again];
  };

  return {
    root,
    hide: () => {
      root.hidden = true;
      shown = '';
      shownQuestion = '';
    },
    focus: () => {
      root.hidden = false;
      form.focus();
    },
    show: (explained, answer) => {
      root.hidden = false;
      const look = JSON.stringify([explained, answer]);
      if (look === shown) return;
      shown = look;
      // An edit changes the answer only: what somebody is typing then is left alone.
      const question = JSON.stringify(explained);
      if (question !== shownQuestion) form.set(explained);
      shownQuestion = question;
      replaceContent(body, drawAnswer(explained, answer));
    },
  };
}

function drawNote(words: string): HTMLElement {
  return makeElement('p', { class: 'explain-note' }, words);
}
