import type { Edge } from '../../server/src/core/drawing/scene.ts';
import type { OverlayRule } from '../../server/src/core/topology/topology-question.ts';
import type { ViewData } from './view-data.ts';
import type { Explained, ViewState } from './view-state.ts';

/** What choosing a line leads to. */
export type EdgeMeaning =
  | { readonly type: 'explain'; readonly explained: Explained }
  /** A rule of the policy that is shown. */
  | { readonly type: 'rule'; readonly rule: OverlayRule }
  | { readonly type: 'bundle'; readonly from: string; readonly to: string }
  | { readonly type: 'nothing' };

/** What a line is about: traffic between two nodes, a group in focus, a rule, or all between two namespaces. */
export function explainOfEdge(edge: Edge, state: ViewState, data: ViewData): EdgeMeaning {
  if (state.place.level === 'policy') return ruleOf(edge, state.place.id, data);
  if (state.place.level === 'focus') {
    const other = edge.from === state.place.id ? edge.to : edge.from;
    const focus = data.focuses.get(state.place.id);
    const groups = [...(focus?.incoming ?? []), ...(focus?.outgoing ?? [])];
    const explained = groups.find(({ id }) => id === other)?.explain;
    return explained === undefined ? { type: 'nothing' } : { type: 'explain', explained };
  }
  if (edge.from.startsWith('ns:') && edge.to.startsWith('ns:')) {
    return { type: 'bundle', from: edge.from.slice(3), to: edge.to.slice(3) };
  }
  return { type: 'explain', explained: { from: { node: edge.from }, to: { node: edge.to } } };
}

function ruleOf(edge: Edge, policy: string, data: ViewData): EdgeMeaning {
  const other = edge.from === policy ? edge.to : edge.from;
  const rule = data.policies.get(policy)?.rules.find(({ peers }) => peers.some(({ id }) => id === other));
  return rule === undefined ? { type: 'nothing' } : { type: 'rule', rule };
}
