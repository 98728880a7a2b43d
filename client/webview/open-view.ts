import type { Scene } from '../../server/src/core/drawing/scene.ts';
import type { HostMessage, ViewCommand } from '../../server/src/protocol/topology.ts';
import type { Channel, StateStore } from './channel.ts';
import { composeScene } from './compose-scene.ts';
import { explainPanel } from './explain-panel.ts';
import { pictureExports, tableExports } from './export-view.ts';
import { findField } from './find-field.ts';
import { openKeysDialog } from './keys-dialog.ts';
import { drawLegend } from './legend-bar.ts';
import { idAt, listenToPicture } from './listen-to-picture.ts';
import { dataLoader } from './load-data.ts';
import { makeElement } from './make-element.ts';
import { matrixBar } from './matrix-bar.ts';
import { matrixView } from './matrix-view.ts';
import { openMenu } from './menu.ts';
import { onceAFrame } from './once-a-frame.ts';
import { boundsOf } from './plan-window.ts';
import { restoreState, stateToSave } from './restore-state.ts';
import { runPictureKey, runViewKey } from './run-key.ts';
import { statusBar } from './status-bar.ts';
import { svgPicture } from './svg-picture.ts';
import { text } from './texts.ts';
import { makeTooltip } from './tooltip.ts';
import { viewActions } from './view-actions.ts';
import type { ViewContext } from './view-context.ts';
import { crumbsOf } from './view-crumbs.ts';
import { viewHeader } from './view-header.ts';
import { emptyReason } from './view-reasons.ts';
import { nextState, type ViewAction, type Viewport } from './view-state.ts';
import { controlViewport, fittedViewport, openingViewport, viewportShowing } from './viewport-control.ts';

/** The longest that a state is not yet saved, in milliseconds. */
const SAVE_AFTER = 250;

/** Builds the view; what it gives back takes the messages of the host. */
export function openView(
  root: HTMLElement,
  channel: Channel,
  store: StateStore,
): (message: HostMessage) => void {
  let state = restoreState(store.load());
  let scene: Scene | undefined;
  let viewport: Viewport = { x: 0, y: 0, zoom: 1 };
  let active: string | undefined = state.selected;
  /** What is to be brought into sight once it is drawn, and whether it gets the keyboard. */
  let wanted: { readonly id: string; readonly take: boolean } | undefined;
  let saving: number | undefined;
  let environmentName = '';
  let topologyShown: unknown;

  const picture = svgPicture();
  const tooltip = makeTooltip();
  const status = statusBar({
    legend: () => dispatch({ type: 'switch', option: 'legend', on: !state.legend }),
    hidden: () => dispatch({ type: 'tab', tab: 'matrix' }),
    zoom: (factor) => control.zoomBy(factor),
    fit: () => fitAll(),
  });
  const loader = dataLoader(
    channel,
    () => paintSoon(),
    () => dispatch({ type: 'up' }),
  );

  const dispatch = (action: ViewAction): void => {
    const next = nextState(state, action);
    if (next === state) return;
    const isElsewhere = next.place !== state.place || next.tab !== state.tab;
    state = next;
    if (isElsewhere) active = state.selected;
    paintSoon();
  };
  const paintOnce = onceAFrame(() => paint());
  const paintSoon = (): void => {
    loader.want(state);
    paintOnce();
  };
  const sizeOfPicture = () => ({ width: picture.root.clientWidth, height: picture.root.clientHeight });
  const setViewport = (next: Viewport): void => {
    viewport = next;
    state = { ...state, viewport: next };
    tooltip.hide();
    picture.move(next);
    status.zoom(next.zoom);
    saveSoon();
  };
  const fitAll = (): void => {
    if (scene !== undefined) setViewport(fittedViewport(scene, sizeOfPicture()));
  };
  const context: ViewContext = {
    channel,
    state: () => state,
    data: loader.data,
    scene: () => scene,
    dispatch,
    focus: (id) => {
      wanted = { id, take: true };
      active = id;
      paintSoon();
    },
    bring: (id) => {
      wanted = { id, take: false };
      active = id;
      paintSoon();
    },
    say: status.say,
  };
  const actions = viewActions(context);
  const control = controlViewport(picture.root, () => viewport, setViewport);
  const index = () => loader.data().index;
  const find = findField(index, {
    filter: (filter) => dispatch({ type: 'filter', filter }),
    hides: (on) => dispatch({ type: 'switch', option: 'hides', on }),
    go: actions.find,
    policy: actions.findPolicy,
    leave: () => active !== undefined && context.focus(active),
  });
  const panel = explainPanel(
    channel,
    index,
    (explained) => dispatch({ type: 'explain', explained }),
    () => {
      panelOpen = false;
      dispatch({ type: 'explain', explained: undefined });
      panel.hide();
      if (active !== undefined) context.focus(active);
    },
  );
  let panelOpen = false;
  const matrix = matrixView(channel, {
    open: (row, column) => {
      if (state.matrix.of === 'namespaces') {
        dispatch({ type: 'matrix', choice: { of: 'workloads', namespace: row.id } });
      } else if (column === undefined) actions.focusOn(row.id);
      else dispatch({ type: 'explain', explained: { from: { node: row.id }, to: { node: column.id } } });
    },
  });
  const bar = matrixBar((choice) => dispatch({ type: 'matrix', choice }));
  const matrixBody = makeElement('div', { class: 'matrix-body' }, bar.root, matrix.root);
  const message = makeElement('div', { class: 'message-place' });
  const body = makeElement(
    'div',
    { class: 'body', id: 'view-body', role: 'tabpanel', 'aria-label': text('Topology') },
    picture.root,
    matrixBody,
    message,
  );
  const exportName = (): string =>
    state.place.level === 'map' ? 'topology' : state.place.id.replace(/[^\w.-]+/g, '-');
  const showExports = (button: HTMLElement): void => {
    const { table, cell } = matrix.table();
    const items =
      state.tab === 'matrix'
        ? tableExports(channel, table, cell, 'matrix')
        : scene === undefined
          ? []
          : pictureExports(channel, scene, exportName());
    if (items.length > 0) openMenu(view, button.getBoundingClientRect(), text('Export'), items);
  };
  const header = viewHeader(find.root, {
    back: () => dispatch({ type: 'back' }),
    forward: () => dispatch({ type: 'forward' }),
    tab: (tab) => dispatch({ type: 'tab', tab }),
    toggle: (option, on) => dispatch({ type: 'switch', option, on }),
    follow: (on) => channel.send({ type: 'follow', on }),
    environment: (id) => channel.send({ type: 'environment', id }),
    exports: showExports,
    explain: () => {
      panelOpen = !panelOpen || state.explained !== undefined;
      if (!panelOpen) panel.hide();
      paintSoon();
    },
    help: () => openKeysDialog(view),
  });
  const main = makeElement('main', { class: 'main' }, body, panel.root);
  const view = makeElement('div', { class: 'view' }, header.root, main, status.root, tooltip.root);
  const targets = {
    context,
    actions,
    viewport: control,
    fit: fitAll,
    find: find.focus,
    help: () => openKeysDialog(view),
    root: view,
  };

  const showPicture = (): void => {
    const width = Math.max(320, sizeOfPicture().width);
    const composed = composeScene(state, loader.data(), width);
    if (composed === undefined) return;
    scene = composed.scene;
    if (composed.slots !== undefined) state = { ...state, slots: composed.slots };
    viewport = state.viewport ?? openingViewport(scene, sizeOfPicture());
    if (active !== undefined && rectOf(active) === undefined) active = undefined;
    if (wanted !== undefined) {
      const rect = rectOf(wanted.id);
      if (rect !== undefined) viewport = viewportShowing(rect, viewport, sizeOfPicture());
      if (rect !== undefined && state.viewport !== undefined) state = { ...state, viewport };
    }
    picture.show(scene, viewport, active);
    status.zoom(viewport.zoom);
    if (wanted !== undefined && rectOf(wanted.id) !== undefined) {
      if (wanted.take) picture.focus(wanted.id);
      wanted = undefined;
    }
  };
  const rectOf = (id: string) => {
    const edge = scene?.edges.find((each) => each.id === id);
    if (edge !== undefined) return boundsOf(edge);
    const box = scene?.boxes.find((each) => each.id === id);
    const head = scene?.frames.find((each) => each.id === id);
    return box ?? (head === undefined ? undefined : { ...head, height: Math.min(head.height, 400) });
  };

  const paint = (): void => {
    const data = loader.data();
    if (data.topology !== undefined && state.expanded === undefined) {
      // A few namespaces are shown whole; of many, the links between them tell more than what is in each.
      const isSmall = data.topology.nodes.length <= 60 && data.topology.namespaces.length <= 3;
      state = { ...state, expanded: isSmall ? data.topology.namespaces.map(({ name }) => name) : [] };
      loader.want(state);
    }
    const isMatrix = state.tab === 'matrix';
    picture.root.hidden = isMatrix || data.topology === undefined;
    matrixBody.hidden = !isMatrix || data.topology === undefined;
    header.show(state, crumbsOf(state, environmentName, actions.nodeOf, dispatch));
    find.show(state.filter, state.hides);
    showPanel();
    if (isMatrix && data.topology !== undefined) {
      bar.show(data.topology, state.matrix);
      matrix.show(data.topology, state.matrix, topologyShown !== data.topology);
      topologyShown = data.topology;
    } else if (data.topology !== undefined) showPicture();
    const reason = emptyReason(state, data, scene, {
      clear: () => dispatch({ type: 'filter', filter: '' }),
      retry: () => {
        loader.reset();
        paintSoon();
      },
    });
    message.hidden = reason === undefined;
    message.replaceChildren(...(reason === undefined ? [] : [reason]));
    status.show(state, isMatrix ? undefined : scene, data, drawLegend);
    saveSoon();
  };
  const showPanel = (): void => {
    const { explanation } = loader.data();
    if (state.explained !== undefined) {
      const key = JSON.stringify(state.explained);
      panel.show(state.explained, explanation?.key === key ? explanation.answer : undefined);
    } else if (panelOpen) panel.show(undefined, undefined);
    else panel.hide();
  };
  const saveSoon = (): void => {
    window.clearTimeout(saving);
    saving = window.setTimeout(() => store.save(stateToSave(state)), SAVE_AFTER);
  };

  const runCommand: Readonly<Record<ViewCommand, () => void>> = {
    find: find.focus,
    back: () => dispatch({ type: 'back' }),
    forward: () => dispatch({ type: 'forward' }),
    export: () => showExports(header.root),
    matrix: () => dispatch({ type: 'tab', tab: state.tab === 'map' ? 'matrix' : 'map' }),
    fit: fitAll,
  };
  listenToPicture(picture, () => scene, actions, tooltip);
  picture.root.addEventListener('focusin', (event) => {
    active = idAt(event.target) ?? active;
  });
  view.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.target instanceof HTMLInputElement) return;
    const id = idAt(event.target);
    const isUsed = (id !== undefined && runPictureKey(event, id, targets)) || runViewKey(event, targets);
    if (!isUsed) return;
    // VS Code hands every key on to the workbench, where the same one may mean something else.
    event.preventDefault();
    event.stopPropagation();
  });
  new ResizeObserver(() => paintSoon()).observe(body);
  root.append(view);

  /** The cursor went there: nothing opens for that, only what is shown is marked. */
  const followTo = (id: string): void => {
    const node = actions.nodeOf(id);
    if (node === undefined || state.tab !== 'map' || state.place.level !== 'map') return;
    const isOpen = state.expanded?.includes(node.namespace) ?? false;
    const target = isOpen ? id : `ns:${node.namespace}`;
    dispatch({ type: 'select', id: target });
    context.bring(target);
  };

  return (received) => {
    switch (received.type) {
      case 'settings': {
        environmentName = received.environment.name;
        const isOther = state.environment !== undefined && state.environment !== received.environment.id;
        if (isOther) loader.reset();
        dispatch({ type: 'environment', id: received.environment.id });
        header.settings(received.environments, received.environment.id, received.follow);
        return paintSoon();
      }
      case 'changed':
        loader.refresh();
        topologyShown = undefined;
        return paintSoon();
      case 'show':
        if (received.focus) return actions.focusOn(received.id);
        return followTo(received.id);
      case 'command':
        return runCommand[received.command]();
      default:
        return undefined;
    }
  };
}
