import type { EndRef, MatrixOf } from '../../server/src/core/topology/topology-question.ts';

/** All that a view remembers: plain data, so that a reload brings back what was seen. */
export interface ViewState {
  readonly version: 1;
  /** The id of the environment that it is about. */
  readonly environment: string | undefined;
  readonly tab: 'map' | 'matrix';
  readonly place: Place;
  /** The names of the namespaces that are open on the map; undefined until somebody chose, or the size did. */
  readonly expanded: readonly string[] | undefined;
  /** The id of a box or of an edge. */
  readonly selected: string | undefined;
  readonly explained: Explained | undefined;
  /** Whether the form that asks about traffic is open without a question. */
  readonly asking: boolean;
  readonly filter: string;
  /** Whether the filter hides what does not match; otherwise it is only a search. */
  readonly hides: boolean;
  readonly blockedOnly: boolean;
  readonly changes: boolean;
  readonly legend: boolean;
  /** Which cell of the map a namespace has, so that the others stay where they are when one comes or goes. */
  readonly slots: Readonly<Record<string, number>>;
  /** Undefined until somebody moves the picture: it then stands as it opens. */
  readonly viewport: Viewport | undefined;
  readonly matrix: MatrixChoice;
  readonly back: readonly Stop[];
  readonly forward: readonly Stop[];
}

export type Place =
  | { readonly level: 'map' }
  | { readonly level: 'focus'; readonly id: string }
  | { readonly level: 'policy'; readonly id: string };

/** What is asked about in the panel: the traffic between two ends, or what a bundle holds. */
export interface Explained {
  readonly from: EndRef;
  readonly to: EndRef;
  readonly port?: string;
}

export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export interface MatrixChoice {
  readonly of: MatrixOf;
  /** The namespace whose workloads are the rows; undefined where all are. */
  readonly namespace: string | undefined;
  readonly sort: 'name' | 'similarity';
}

/** A stop of the way back. */
export interface Stop {
  readonly tab: ViewState['tab'];
  readonly place: Place;
  readonly selected: string | undefined;
  readonly viewport: Viewport | undefined;
  readonly matrix: MatrixChoice;
}

export type ViewAction =
  | { readonly type: 'go'; readonly place: Place; readonly selected?: string }
  | { readonly type: 'tab'; readonly tab: ViewState['tab'] }
  | { readonly type: 'back' | 'forward' | 'up' }
  | { readonly type: 'select'; readonly id: string | undefined }
  | { readonly type: 'toggle-namespace'; readonly namespace: string }
  | { readonly type: 'expand'; readonly namespaces: readonly string[] }
  | { readonly type: 'explain'; readonly explained: Explained | undefined }
  | { readonly type: 'filter'; readonly filter: string }
  | { readonly type: 'switch'; readonly option: ViewSwitch; readonly on: boolean }
  | { readonly type: 'matrix'; readonly choice: Partial<MatrixChoice> }
  /** What is in focus is no longer there. */
  | { readonly type: 'gone'; readonly id: string }
  /** Where it is another environment, nothing that was chosen means anything there. */
  | { readonly type: 'environment'; readonly id: string };

export type ViewSwitch = 'hides' | 'blockedOnly' | 'changes' | 'legend' | 'asking';

export const START: ViewState = {
  version: 1,
  environment: undefined,
  tab: 'map',
  place: { level: 'map' },
  expanded: undefined,
  selected: undefined,
  explained: undefined,
  asking: false,
  filter: '',
  hides: false,
  blockedOnly: false,
  changes: false,
  legend: false,
  slots: {},
  viewport: undefined,
  matrix: { of: 'namespaces', namespace: undefined, sort: 'name' },
  back: [],
  forward: [],
};

/** Nobody goes back further, and the state has to stay small. */
const MOST_STOPS = 30;

/** The state after an action; the same object where nothing changes. */
export function nextState(state: ViewState, action: ViewAction): ViewState {
  switch (action.type) {
    case 'go':
      return go(state, { tab: 'map', place: action.place, selected: action.selected });
    case 'tab':
      return action.tab === state.tab ? state : go(state, { tab: action.tab });
    case 'back':
    case 'forward':
      return travel(state, action.type);
    case 'up':
      return up(state);
    case 'select':
      return action.id === state.selected ? state : { ...state, selected: action.id };
    case 'toggle-namespace':
      return { ...state, expanded: toggled(state.expanded ?? [], action.namespace) };
    case 'expand':
      return { ...state, expanded: [...new Set([...(state.expanded ?? []), ...action.namespaces])].sort() };
    case 'explain':
      return { ...state, explained: action.explained };
    case 'filter':
      return action.filter === state.filter ? state : { ...state, filter: action.filter };
    case 'switch':
      return { ...state, [action.option]: action.on };
    case 'matrix':
      return choose(state, { ...state.matrix, ...action.choice });
    case 'gone':
      return leave(state, action.id);
    case 'environment':
      if (state.environment === undefined) return { ...state, environment: action.id };
      return state.environment === action.id
        ? state
        : { ...START, legend: state.legend, environment: action.id };
  }
}

function go(state: ViewState, target: Partial<Stop>): ViewState {
  return {
    ...state,
    selected: undefined,
    explained: undefined,
    viewport: undefined,
    ...target,
    back: [...state.back, stopOf(state)].slice(-MOST_STOPS),
    forward: [],
  };
}

/** Other rows are another stop on the way; the same ones in another order are not. */
function choose(state: ViewState, matrix: MatrixChoice): ViewState {
  const isSame = matrix.of === state.matrix.of && matrix.namespace === state.matrix.namespace;
  return isSame ? { ...state, matrix } : go(state, { matrix });
}

function travel(state: ViewState, way: 'back' | 'forward'): ViewState {
  const stop = state[way].at(-1);
  if (stop === undefined) return state;
  const other = way === 'back' ? 'forward' : 'back';
  return {
    ...state,
    ...stop,
    explained: undefined,
    [way]: state[way].slice(0, -1),
    [other]: [...state[other], stopOf(state)].slice(-MOST_STOPS),
  };
}

/** Nothing leads any more to what is gone; instead of it there is the map, as it was where that was the stop before. */
function leave(state: ViewState, id: string): ViewState {
  if (state.place.level === 'map' || state.place.id !== id) return state;
  const isThere = ({ place }: Stop): boolean => place.level === 'map' || place.id !== id;
  const [back, forward] = [state.back.filter(isThere), state.forward.filter(isThere)];
  const former = back.at(-1);
  const isMap = former?.tab === 'map' && former.place.level === 'map';
  return {
    ...state,
    place: { level: 'map' },
    viewport: isMap ? former.viewport : undefined,
    selected: undefined,
    explained: undefined,
    back: isMap ? back.slice(0, -1) : back,
    forward,
  };
}

/** What Escape does: closes the innermost thing that is open. */
function up(state: ViewState): ViewState {
  if (state.explained !== undefined || state.asking) return { ...state, explained: undefined, asking: false };
  if (state.tab === 'matrix') {
    return state.matrix.of === 'workloads'
      ? go(state, { matrix: { ...state.matrix, of: 'namespaces', namespace: undefined } })
      : go(state, { tab: 'map' });
  }
  if (state.place.level !== 'map') {
    return go(state, { place: { level: 'map' }, selected: state.place.id });
  }
  return state.selected === undefined ? state : { ...state, selected: undefined };
}

function stopOf(state: ViewState): Stop {
  const { tab, place, selected, viewport, matrix } = state;
  return { tab, place, selected, viewport, matrix };
}

function toggled(names: readonly string[], name: string): readonly string[] {
  return names.includes(name) ? names.filter((each) => each !== name) : [...names, name].sort();
}
