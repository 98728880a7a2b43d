import '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import '@vscode-elements/elements/dist/vscode-option/index.js';
import type { EnvironmentName } from '../../server/src/protocol/topology.ts';
import { type Crumb, drawBreadcrumb } from './breadcrumb.ts';
import { makeElement, setAttributes } from './make-element.ts';
import { text } from './texts.ts';
import type { ViewState, ViewSwitch } from './view-state.ts';

/** The rows above the picture. */
export interface ViewHeader {
  readonly root: HTMLElement;
  readonly show: (state: ViewState, crumbs: readonly Crumb[]) => void;
  readonly settings: (environments: readonly EnvironmentName[], current: string, follow: boolean) => void;
}

export interface HeaderOptions {
  readonly back: () => void;
  readonly forward: () => void;
  readonly tab: (tab: ViewState['tab']) => void;
  readonly toggle: (option: ViewSwitch, on: boolean) => void;
  readonly follow: (on: boolean) => void;
  readonly environment: (id: string) => void;
  readonly exports: (button: HTMLElement) => void;
  readonly explain: () => void;
  readonly help: () => void;
  /** Whether there is a cursor to follow. */
  readonly canFollow: boolean;
  /** The revision that changes are told since; undefined where nothing is compared. */
  readonly comparedWith: string | undefined;
  /** Further buttons. */
  readonly tools: readonly HTMLElement[];
}

/** Makes the header around the find field. */
export function viewHeader(find: HTMLElement, actions: HeaderOptions): ViewHeader {
  const back = iconButton('‹', text('Back'), actions.back);
  const forward = iconButton('›', text('Forward'), actions.forward);
  const trail = makeElement('div', { class: 'trail' });
  const map = tabButton(text('Map'), () => actions.tab('map'));
  const matrix = tabButton(text('Matrix'), () => actions.tab('matrix'));
  const tabs = makeElement(
    'div',
    { class: 'tabs', role: 'tablist', 'aria-label': text('View') },
    map,
    matrix,
  );
  tabs.addEventListener('keydown', (event) => {
    if (event.altKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return;
    const next = event.target === map ? matrix : map;
    next.click();
    next.focus();
    event.stopPropagation();
  });
  const environments = makeElement('vscode-single-select', { class: 'environments' });
  environments.label = text('Environment');
  environments.addEventListener('change', () => actions.environment(environments.value));
  environments.hidden = true;
  const blocked = checkbox(text('Blocked only'), (on) => actions.toggle('blockedOnly', on));
  const { comparedWith = '' } = actions;
  const changes = checkbox(text('Changes since {0}', comparedWith), (on) => actions.toggle('changes', on));
  const follow = checkbox(text('Follow cursor'), actions.follow);
  follow.hidden = !actions.canFollow;
  const exports = makeElement(
    'button',
    { type: 'button', class: 'plain-button', 'aria-haspopup': 'menu' },
    text('Export'),
    makeElement('span', { 'aria-hidden': 'true' }, ' ▾'),
  );
  exports.addEventListener('click', () => actions.exports(exports));
  const explain = makeElement('button', { type: 'button', class: 'plain-button' }, text('Explain…'));
  explain.addEventListener('click', actions.explain);
  const help = iconButton('?', text('Keys'), actions.help);
  const top = makeElement('div', { class: 'bar' }, back, forward, trail, tabs, environments);
  const bottom = makeElement(
    'div',
    { class: 'bar' },
    find,
    makeElement('div', { class: 'switches' }, blocked, changes, follow),
    makeElement('div', { class: 'buttons' }, explain, exports, help, ...actions.tools),
  );
  const heading = makeElement('h1', { class: 'visually-hidden' }, text('Topology of the network'));
  let shownTrail = '';

  return {
    root: makeElement('header', { class: 'header' }, heading, top, bottom),
    show: (state, crumbs) => {
      setAttributes(back, { disabled: state.back.length === 0 });
      setAttributes(forward, { disabled: state.forward.length === 0 });
      const look = JSON.stringify(crumbs.map(({ label, go }) => [label, go === undefined]));
      if (look !== shownTrail) trail.replaceChildren(drawBreadcrumb(crumbs, text('Where you are')));
      shownTrail = look;
      selectTab(map, state.tab === 'map');
      selectTab(matrix, state.tab === 'matrix');
      blocked.checked = state.blockedOnly;
      changes.checked = state.changes;
      const isMap = state.tab === 'map';
      blocked.hidden = !isMap;
      changes.hidden = !isMap || actions.comparedWith === undefined;
      find.hidden = !isMap;
    },
    settings: (known, current, isFollowing) => {
      follow.checked = isFollowing;
      environments.hidden = known.length < 2;
      environments.options = known.map(({ id, name }) => ({
        label: name,
        value: id,
        description: '',
        selected: id === current,
        disabled: false,
      }));
      environments.value = current;
    },
  };
}

function iconButton(sign: string, label: string, run: () => void): HTMLButtonElement {
  const button = makeElement(
    'button',
    { type: 'button', class: 'icon-button', 'aria-label': label, title: label },
    sign,
  );
  button.addEventListener('click', run);
  return button;
}

function tabButton(label: string, run: () => void): HTMLButtonElement {
  const button = makeElement(
    'button',
    { type: 'button', class: 'tab', role: 'tab', 'aria-controls': 'view-body' },
    label,
  );
  button.addEventListener('click', run);
  return button;
}

function selectTab(button: HTMLElement, isSelected: boolean): void {
  setAttributes(button, { 'aria-selected': String(isSelected), tabindex: isSelected ? 0 : -1 });
}

function checkbox(label: string, run: (on: boolean) => void) {
  const box = makeElement('vscode-checkbox', { label });
  box.addEventListener('change', () => run(box.checked));
  return box;
}
