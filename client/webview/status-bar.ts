import type { Scene } from '../../server/src/core/drawing/scene.ts';
import { drawLegend } from './legend-bar.ts';
import { makeElement, setAttributes, setText } from './make-element.ts';
import { counted, text } from './texts.ts';
import type { ViewData } from './view-data.ts';
import type { ViewState } from './view-state.ts';

/** The row below the picture: what is hidden, the legend, the zoom; and what is told to those who hear. */
export interface StatusBar {
  readonly root: HTMLElement;
  readonly show: (state: ViewState, scene: Scene | undefined, data: ViewData) => void;
  /** Says in the row what the active cell of the matrix is. */
  readonly note: (words: string) => void;
  readonly zoom: (zoom: number) => void;
  readonly say: (words: string) => void;
}

export interface StatusActions {
  readonly legend: () => void;
  readonly hidden: () => void;
  readonly zoom: (factor: number) => void;
  readonly fit: () => void;
}

/** Makes the row; `since` is the revision that changes are told since. */
export function statusBar(since: string, actions: StatusActions): StatusBar {
  const legend = button('plain-button', text('Legend'), actions.legend);
  legend.setAttribute('aria-controls', 'legend-place');
  const hidden = button('chip', '', actions.hidden);
  const notes = makeElement('span', { class: 'notes' });
  const level = makeElement('span', { class: 'zoom-level' });
  const zoom = makeElement(
    'div',
    { class: 'zoom' },
    labelled(
      button('icon-button', '−', () => actions.zoom(1 / 1.2)),
      text('Zoom out'),
    ),
    level,
    labelled(
      button('icon-button', '+', () => actions.zoom(1.2)),
      text('Zoom in'),
    ),
    button('plain-button', text('Fit'), actions.fit),
  );
  const place = makeElement('div', { class: 'legend-place', id: 'legend-place' });
  const live = makeElement('div', { class: 'visually-hidden', role: 'status', 'aria-live': 'polite' });
  const row = makeElement('div', { class: 'bar status-row' }, legend, hidden, notes, zoom);
  let saidHidden = '';
  let shownLegend = '';

  return {
    root: makeElement('footer', { class: 'status' }, place, row, live),
    zoom: (factor) => setText(level, `${Math.round(factor * 100)} %`),
    say: (words) => setText(live, words),
    note: (words) => setText(notes, words),
    show: (state, scene, data) => {
      const isMap = state.tab === 'map';
      legend.hidden = !isMap;
      zoom.hidden = !isMap;
      setAttributes(legend, { 'aria-expanded': String(state.legend) });
      place.hidden = !state.legend || !isMap;
      const look = String(state.changes);
      if (shownLegend !== look) place.replaceChildren(drawLegend(state.changes));
      shownLegend = look;
      const words = scene === undefined || !isMap ? '' : hiddenWords(scene, state);
      hidden.hidden = words === '';
      setText(hidden, words);
      if (words !== saidHidden && words !== '') setText(live, words);
      saidHidden = words;
      if (isMap) setText(notes, noteWords(state, data, since));
    },
  };
}

function hiddenWords({ left }: Scene, state: ViewState): string {
  if (left.links > 0) {
    const links = counted(left.links, '{0} link hidden', '{0} links hidden');
    if (state.place.level !== 'map') return links;
    return `${links}: ${text('select a namespace or open the matrix')}`;
  }
  return left.nodes > 0 ? counted(left.nodes, '{0} node hidden', '{0} nodes hidden') : '';
}

function noteWords(state: ViewState, { changes, topology }: ViewData, since: string): string {
  if (state.changes && changes !== undefined) {
    return text('Since {0}: {1} opened, {2} closed', since, changes.opened, changes.closed);
  }
  return topology?.notes.join(' ') ?? '';
}

function button(name: string, words: string, run: () => void): HTMLButtonElement {
  const made = makeElement('button', { type: 'button', class: name }, words);
  made.addEventListener('click', run);
  return made;
}

function labelled(made: HTMLButtonElement, label: string): HTMLButtonElement {
  setAttributes(made, { 'aria-label': label, title: label });
  return made;
}
