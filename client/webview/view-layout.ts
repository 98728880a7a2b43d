import { type ExplainPanel, explainPanel } from './explain-panel.ts';
import { findField } from './find-field.ts';
import { makeElement } from './make-element.ts';
import { matrixBar } from './matrix-bar.ts';
import type { MatrixHead } from './matrix-table.ts';
import { type MatrixView, matrixView } from './matrix-view.ts';
import type { PictureStage } from './picture-stage.ts';
import { type StatusBar, statusBar } from './status-bar.ts';
import { text } from './texts.ts';
import type { ViewActions } from './view-actions.ts';
import type { ViewContext } from './view-context.ts';
import { keyOfExplained, type ViewData } from './view-data.ts';
import { type ViewHeader, viewHeader } from './view-header.ts';
import { type AbsenceMessage, drawMessage } from './view-message.ts';
import type { ViewState } from './view-state.ts';

/** The parts of the view, put together. */
export interface ViewLayout {
  readonly view: HTMLElement;
  readonly body: HTMLElement;
  readonly header: ViewHeader;
  /** Goes to the find field, which is one of the map. */
  readonly openFind: () => void;
  readonly matrix: MatrixView;
  readonly status: StatusBar;
  /** Shows the parts that a state has, all but the picture. */
  readonly arrange: (state: ViewState, data: ViewData) => void;
  /** Gives the keyboard to what is shown in the middle; false where there is nothing. */
  readonly giveKeyboard: () => boolean;
  /** Puts a message where the picture would be; undefined takes it away. */
  readonly explainAbsence: (reason: AbsenceMessage | undefined) => void;
  /** The cells may have changed. */
  readonly forgetMatrix: () => void;
}

export interface LayoutOptions {
  readonly context: ViewContext;
  readonly actions: ViewActions;
  readonly stage: PictureStage;
  /** Asks once more what could not be answered. */
  readonly retry: (key: string) => void;
  readonly exports: (at: HTMLElement) => void;
  readonly help: () => void;
  /** Buttons beside those of the view. */
  readonly tools: readonly HTMLElement[];
}

/** Makes the parts and ties them to the actions. */
export function viewLayout(options: LayoutOptions): ViewLayout {
  const { context, actions, stage } = options;
  const { channel, dispatch, state } = context;
  const index = () => context.data().index;
  let shownTopology: unknown;
  let shownMessage: string | undefined = '';

  const find = findField(index, {
    filter: (filter) => dispatch({ type: 'filter', filter }),
    hides: (on) => dispatch({ type: 'switch', option: 'hides', on }),
    go: actions.find,
    policy: actions.findPolicy,
    say: context.say,
    leave: () => giveKeyboard(),
  });
  const panel = explainPanel(channel, index, {
    ask: (explained) => dispatch({ type: 'explain', explained }),
    retry: (explained) => options.retry(keyOfExplained(explained)),
    close: () => {
      dispatch({ type: 'explain', explained: undefined });
      dispatch({ type: 'switch', option: 'asking', on: false });
    },
  });
  const openCell = (row: MatrixHead, column: MatrixHead | undefined): void => {
    if (state().matrix.of === 'namespaces') {
      dispatch({ type: 'matrix', choice: { of: 'workloads', namespace: row.id } });
    } else if (column === undefined) actions.focusOn(row.id);
    else dispatch({ type: 'explain', explained: { from: { node: row.id }, to: { node: column.id } } });
  };
  const status = statusBar(channel.comparedWith ?? '', {
    legend: () => dispatch({ type: 'switch', option: 'legend', on: !state().legend }),
    hidden: () => dispatch({ type: 'tab', tab: 'matrix' }),
    zoom: stage.control.zoomBy,
    fit: stage.fit,
  });
  const matrix = matrixView(channel, { open: openCell, describe: status.note });
  const bar = matrixBar((choice) => dispatch({ type: 'matrix', choice }));
  const header = viewHeader(find.root, {
    back: () => dispatch({ type: 'back' }),
    forward: () => dispatch({ type: 'forward' }),
    tab: (tab) => dispatch({ type: 'tab', tab }),
    toggle: (option, on) => dispatch({ type: 'switch', option, on }),
    follow: (on) => channel.send({ type: 'follow', on }),
    environment: (id) => channel.send({ type: 'environment', id }),
    exports: options.exports,
    explain: () => {
      const on = !state().asking;
      dispatch({ type: 'switch', option: 'asking', on });
      if (on) panel.focus();
    },
    help: options.help,
    canFollow: channel.canOpen,
    comparedWith: channel.comparedWith,
    tools: options.tools,
  });
  const matrixBody = makeElement('div', { class: 'matrix-body' }, bar.root, matrix.root);
  const message = makeElement('div', { class: 'message-place' });
  const body = makeElement(
    'div',
    { class: 'body', id: 'view-body', role: 'tabpanel', 'aria-label': text('Topology') },
    stage.picture.root,
    matrixBody,
    message,
  );
  const main = makeElement('main', { class: 'main' }, body, panel.root);

  const giveKeyboard = (): boolean => {
    // It may be outside of the view, and is not taken from there.
    if (!document.hasFocus()) return true;
    const button = message.querySelector('button');
    const id = stage.home();
    if (button !== null) button.focus();
    else if (!matrixBody.hidden) matrix.focus();
    else if (id !== undefined && !stage.picture.root.hidden) context.focus(id);
    else return false;
    return true;
  };

  return {
    giveKeyboard,
    view: makeElement('div', { class: 'view' }, header.root, main, status.root),
    body,
    header,
    openFind: () => {
      dispatch({ type: 'tab', tab: 'map' });
      find.focus();
    },
    matrix,
    status,
    arrange: (shown, data) => {
      const { topology } = data;
      const isMatrix = shown.tab === 'matrix';
      stage.picture.root.hidden = isMatrix || topology === undefined;
      matrixBody.hidden = !isMatrix || topology === undefined;
      find.show(shown.filter, shown.hides);
      showPanel(panel, shown, data);
      if (!isMatrix || topology === undefined) return;
      bar.show(topology, shown.matrix);
      matrix.show(topology, shown.matrix, shownTopology !== topology);
      shownTopology = topology;
    },
    explainAbsence: (reason) => {
      // Drawn anew only where it says something else: somebody may be on its button.
      const look = JSON.stringify(reason);
      if (look === shownMessage) return;
      shownMessage = look;
      message.hidden = reason === undefined;
      message.replaceChildren(...(reason === undefined ? [] : [drawMessage(reason)]));
    },
    forgetMatrix: () => {
      shownTopology = undefined;
    },
  };
}

function showPanel(panel: ExplainPanel, state: ViewState, { explanations, failures }: ViewData): void {
  const { explained } = state;
  if (explained !== undefined) {
    const key = keyOfExplained(explained);
    const failure = failures.get(key);
    panel.show(explained, failure === undefined ? explanations.get(key) : { failure });
  } else if (state.asking) panel.show(undefined, undefined);
  else panel.hide();
}
