import type { DrawnFrames } from '../../server/src/core/drawing/map/redraw-frame.ts';
import type { HostMessage, ViewCommand } from '../../server/src/protocol/topology.ts';
import type { Channel, StateStore } from './channel.ts';
import { composeScene } from './compose-scene.ts';
import { matrixExports } from './export-matrix.ts';
import { pictureExports } from './export-view.ts';
import { keyboardKeeper } from './keep-keyboard.ts';
import { openKeysDialog } from './keys-dialog.ts';
import { listenToKeys } from './listen-to-keys.ts';
import { listenToPicture } from './listen-to-picture.ts';
import { dataLoader } from './load-data.ts';
import { openMenu } from './menu.ts';
import { onceAFrame } from './once-a-frame.ts';
import { pictureStage } from './picture-stage.ts';
import { restoreState, stateToSave } from './restore-state.ts';
import { targetOfCursor } from './target-of-cursor.ts';
import { text } from './texts.ts';
import { makeTooltip } from './tooltip.ts';
import { viewActions } from './view-actions.ts';
import type { ViewContext } from './view-context.ts';
import { crumbsOf, wordsOfPlace } from './view-crumbs.ts';
import { viewLayout } from './view-layout.ts';
import { emptyReason } from './view-reasons.ts';
import { nextState, type ViewAction } from './view-state.ts';

/** The longest that a state is not yet saved, in milliseconds. */
const SAVE_AFTER = 250;

/** Builds the view; what it gives back takes the messages of the host. */
export function openView(
  root: HTMLElement,
  channel: Channel,
  store: StateStore,
  tools: readonly HTMLElement[],
): (message: HostMessage) => void {
  let state = restoreState(store.load());
  let saving: number | undefined;
  let environmentName = '';
  let frames: DrawnFrames | undefined;
  /** A node to show as soon as the graph that has it is there. */
  let wanted: Extract<HostMessage, { type: 'show' }> | undefined;

  const tooltip = makeTooltip();
  const stage = pictureStage((viewport) => {
    state = { ...state, viewport };
    tooltip.hide();
    layout.status.zoom(viewport.zoom);
    saveSoon();
  });
  const dispatch = (action: ViewAction): void => {
    const next = nextState(state, action);
    if (next === state) return;
    const isElsewhere = next.place !== state.place || next.tab !== state.tab;
    state = next;
    if (isElsewhere) {
      tooltip.hide();
      stage.enter(state);
      // Whoever reloads the window wants to be there again, however soon that is.
      save();
    }
    paintSoon();
  };
  const loader = dataLoader(
    channel,
    () => paintSoon(),
    (id) => leave(id),
  );
  const paintOnce = onceAFrame(() => keepKeyboard(paint));
  const paintSoon = (): void => {
    loader.want(state);
    paintOnce();
  };
  const bring = (id: string, take: boolean): void => {
    stage.want(id, take);
    paintSoon();
  };
  const context: ViewContext = {
    channel,
    state: () => state,
    data: loader.data,
    scene: stage.scene,
    dispatch,
    focus: (id) => bring(id, true),
    bring: (id) => bring(id, false),
    say: (words) => layout.status.say(words),
  };
  const actions = viewActions(context);
  /** What was in focus is no longer there: the keyboard goes to where it was. */
  const leave = (id: string): void => {
    if (state.place.level === 'map' || state.place.id !== id) return;
    const [kind, namespace, name] = id.split('/');
    dispatch({ type: 'gone', id });
    context.say(text('{0} {1} is no longer there', kind ?? '', name ?? ''));
    context.focus(`ns:${namespace}`);
  };
  const layout = viewLayout({
    context,
    actions,
    stage,
    exports: (at) => showExports(at),
    help: () => help(),
    retry: loader.retry,
    tools,
  });
  const { view, header, matrix } = layout;
  const keepKeyboard = keyboardKeeper(view, layout.giveKeyboard);
  view.append(tooltip.root);
  const help = (): void => openKeysDialog(view, channel.canOpen);

  const showExports = (at: HTMLElement): void => {
    const scene = stage.scene();
    const name = state.place.level === 'map' ? 'topology' : state.place.id.replace(/[^\w.-]+/g, '-');
    const ofPicture = scene === undefined ? [] : pictureExports(channel, scene, name);
    const items =
      state.tab === 'matrix' ? matrixExports(channel, matrix, 'matrix', layout.status) : ofPicture;
    if (items.length > 0) openMenu(view, at.getBoundingClientRect(), text('Export'), items);
  };
  /** The keyboard goes along, wherever it was. */
  const toggleMatrix = (): void => {
    dispatch({ type: 'tab', tab: state.tab === 'map' ? 'matrix' : 'map' });
    window.requestAnimationFrame(layout.giveKeyboard);
  };

  const paint = (): void => {
    const data = loader.data();
    if (data.topology !== undefined) showWanted();
    if (data.topology !== undefined && state.expanded === undefined) {
      // A few namespaces are shown whole; of many, the links between them tell more than what is in each.
      const { nodes, namespaces } = data.topology;
      const isSmall = nodes.length <= 60 && namespaces.length <= 3;
      state = { ...state, expanded: isSmall ? namespaces.map(({ name }) => name) : [] };
      loader.want(state);
    }
    const crumbs = crumbsOf(state, environmentName, actions.nodeOf, dispatch);
    header.show(state, crumbs);
    layout.arrange(state, data);
    if (state.tab === 'map' && data.topology !== undefined) paintPicture();
    const reason = emptyReason(state, data, stage.scene(), {
      clear: () => dispatch({ type: 'filter', filter: '' }),
      retry: () => {
        loader.reset();
        channel.send({ type: 'ready' });
        paintSoon();
      },
    });
    layout.explainAbsence(reason);
    layout.status.show(state, stage.scene(), data, wordsOfPlace(state, crumbs));
    saveSoon();
  };
  const paintPicture = (): void => {
    // The panel beside it must not make the map arrange its tiles anew.
    const room = state.place.level === 'map' ? view.clientWidth : stage.picture.root.clientWidth;
    const composed = composeScene(state, loader.data(), Math.max(320, room), frames);
    if (composed === undefined) return;
    frames = composed.frames ?? frames;
    const viewport = stage.show(composed, state);
    state = { ...state, viewport, slots: composed.slots ?? state.slots };
    layout.status.zoom(stage.zoom());
    // What the filter hides would go on to dim all the others.
    if (state.hides && state.selected !== undefined && !stage.has(state.selected)) {
      dispatch({ type: 'select', id: undefined });
    }
  };
  const save = (): void => {
    window.clearTimeout(saving);
    store.save(stateToSave(state));
  };
  const saveSoon = (): void => {
    window.clearTimeout(saving);
    saving = window.setTimeout(save, SAVE_AFTER);
  };

  const targets = {
    context,
    actions,
    viewport: stage.control,
    fit: stage.fit,
    find: layout.openFind,
    help,
    dismiss: tooltip.hide,
    toggleMatrix,
    root: view,
  };
  listenToPicture(stage.picture, stage.scene, actions, tooltip);
  listenToKeys(targets);
  new ResizeObserver(() => paintSoon()).observe(layout.body);
  root.append(view);

  const commands: Readonly<Record<ViewCommand, () => void>> = {
    find: layout.openFind,
    back: () => dispatch({ type: 'back' }),
    forward: () => dispatch({ type: 'forward' }),
    export: () => showExports(header.root),
    matrix: toggleMatrix,
    fit: stage.fit,
  };
  /** The cursor went there: nothing opens for that, only what is shown is marked. */
  const followTo = (id: string): void => {
    const target = targetOfCursor(id, state, actions.nodeOf(id)?.namespace);
    if (target === undefined) return;
    dispatch({ type: 'select', id: target });
    context.bring(target);
  };
  const showWanted = (): void => {
    const show = wanted;
    wanted = undefined;
    if (show?.focus === true) actions.focusOn(show.id);
    else if (show !== undefined) followTo(show.id);
  };

  return (message) => {
    switch (message.type) {
      case 'settings': {
        environmentName = message.environment.name;
        if (state.environment !== undefined && state.environment !== message.environment.id) {
          loader.reset();
          layout.forgetMatrix();
        }
        dispatch({ type: 'environment', id: message.environment.id });
        header.settings(message.environments, message.environment.id, message.follow);
        return paintSoon();
      }
      case 'changed':
        loader.refresh();
        layout.forgetMatrix();
        return paintSoon();
      case 'unavailable':
        return loader.fail(message.message);
      case 'show':
        wanted = message;
        return paintSoon();
      case 'command':
        return commands[message.command]();
      default:
        return undefined;
    }
  };
}
