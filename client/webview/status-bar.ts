import type { Scene } from '../../server/src/core/drawing/scene.ts';
import { makeAnnouncer } from './announcer.ts';
import { drawLegend } from './legend-bar.ts';
import { makeElement, setAttributes, setText } from './make-element.ts';
import { counted, text } from './texts.ts';
import type { ViewData } from './view-data.ts';
import type { ViewState } from './view-state.ts';

/** The row below the picture: what is hidden, the legend, the zoom; and what is told to those who hear. */
export interface StatusBar {
  readonly root: HTMLElement;
  /** `place` is what is shown in words. */
  readonly show: (state: ViewState, scene: Scene | undefined, data: ViewData, place: string) => void;
  /** Says in the row what the active cell of the matrix is. */
  readonly note: (words: string) => void;
  /** How far something is that takes its time, or why it came to nothing; until another place is shown. */
  readonly progress: (words: string) => void;
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
  const progress = makeElement('span', { class: 'progress' });
  const announcer = makeAnnouncer();
  const row = makeElement('div', { class: 'bar status-row' }, legend, hidden, progress, notes, zoom);
  /** What was said last of each, so that only news are said. */
  const said = { place: '', hidden: '', changes: '' };
  const sayNew = (about: keyof typeof said, words: string): void => {
    if (words !== said[about] && words !== '') announcer.say(words);
    said[about] = words;
  };
  let shownLegend = '';

  return {
    root: makeElement('footer', { class: 'status' }, place, row, announcer.root),
    zoom: (factor) => setText(level, `${Math.round(factor * 100)} %`),
    say: announcer.say,
    progress: (words) => setText(progress, words),
    note: (words) => setText(notes, words),
    show: (state, scene, data, shownPlace) => {
      if (shownPlace !== said.place) setText(progress, '');
      // Whoever opens the view hears where that is from its heading.
      if (said.place === '') said.place = shownPlace;
      sayNew('place', shownPlace);
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
      sayNew('hidden', words);
      const changed = state.changes ? changeWords(data, since) : '';
      sayNew('changes', changed);
      if (isMap) setText(notes, changed === '' ? noteWords(data) : changed);
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

/** Empty as long as that is not known. */
function changeWords({ changes, failures }: ViewData, since: string): string {
  if (failures.has('changes') || changes === 'incomparable') {
    return text(
      'Nothing can be compared with {0}: it takes a git work tree with commits, and trust in it',
      since,
    );
  }
  if (changes === undefined) return '';
  return text('Since {0}: {1} opened, {2} closed', since, changes.opened, changes.closed);
}

function noteWords({ topology, failures }: ViewData): string {
  const failure = [...failures].find(([key]) => key.startsWith('links'));
  if (failure !== undefined) return text('Some links could not be read: {0}', failure[1]);
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
