import type { TopologyNode } from '../../server/src/core/topology/topology.ts';
import type { Crumb } from './breadcrumb.ts';
import { text } from './texts.ts';
import type { ViewAction, ViewState } from './view-state.ts';

/** The way to what is shown: environment, namespace, node. */
export function crumbsOf(
  state: ViewState,
  environment: string,
  nodeOf: (id: string) => TopologyNode | undefined,
  dispatch: (action: ViewAction) => void,
): readonly Crumb[] {
  const name = environment === '' ? text('Environment') : environment;
  if (state.tab === 'matrix') return matrixCrumbs(state, name, dispatch);
  const { place } = state;
  if (place.level === 'map') return [{ label: name, go: undefined }];
  const node = nodeOf(place.id);
  const toMap = (selected: string) => () => dispatch({ type: 'go', place: { level: 'map' }, selected });
  const namespace = node?.namespace ?? '';
  return [
    { label: name, go: toMap(place.id) },
    ...(namespace === '' ? [] : [{ label: namespace, go: toMap(`ns:${namespace}`) }]),
    { label: node === undefined ? place.id : `${node.kind} ${node.name}`, go: undefined },
  ];
}

/** Where one is, in words; `crumbs` is the way there. */
export function wordsOfPlace({ tab, place }: ViewState, crumbs: readonly Crumb[]): string {
  const name = crumbs.at(-1)?.label ?? '';
  if (tab === 'matrix') return text('Matrix: {0}', name);
  return place.level === 'map' ? text('Map: {0}', name) : text('{0} in focus', name);
}

function matrixCrumbs(
  state: ViewState,
  name: string,
  dispatch: (action: ViewAction) => void,
): readonly Crumb[] {
  const { of, namespace } = state.matrix;
  if (of === 'namespaces') return [{ label: name, go: undefined }];
  const up = () => dispatch({ type: 'matrix', choice: { of: 'namespaces', namespace: undefined } });
  return [
    { label: name, go: up },
    { label: namespace ?? text('all workloads'), go: undefined },
  ];
}
