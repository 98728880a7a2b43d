import type { ViewState } from './view-state.ts';

/** What stands for a node on the map: itself, or the namespace that it is in; undefined where there is no map. */
export function targetOfCursor(
  id: string,
  state: ViewState,
  namespace: string | undefined,
): string | undefined {
  if (namespace === undefined || state.tab !== 'map' || state.place.level !== 'map') return undefined;
  return state.expanded?.includes(namespace) === true ? id : `ns:${namespace}`;
}
