import type { Edge } from '../../server/src/core/drawing/scene.ts';
import type { TopologyNode } from '../../server/src/core/topology/topology.ts';
import { explainOfEdge } from './explain-of-edge.ts';
import type { SearchEntry } from './search-index.ts';
import { text } from './texts.ts';
import type { ViewContext } from './view-context.ts';

/** What can be done with what is shown, however it was asked for: by pointer, key or menu. */
export interface ViewActions {
  /** A click or Space: selects, and explains a line. */
  readonly choose: (id: string) => void;
  /** Enter: goes on to what is behind it. */
  readonly open: (id: string) => void;
  /** F or a double click. */
  readonly focusOn: (id: string) => void;
  /** E. */
  readonly expand: (id: string) => void;
  /** Shows a match of the search where it is. */
  readonly find: (entry: SearchEntry, take: boolean) => void;
  readonly findPolicy: (name: string) => void;
  readonly nodeOf: (id: string) => TopologyNode | undefined;
  readonly reveal: (id: string, keepFocus: boolean) => void;
}

/** The actions over a context. */
export function viewActions(context: ViewContext): ViewActions {
  const { channel, state, data, scene, dispatch, say } = context;
  const nodeOf = (id: string): TopologyNode | undefined =>
    data().topology?.nodes.find((each) => each.id === id);
  const edgeOf = (id: string): Edge | undefined => scene()?.edges.find((each) => each.id === id);
  const reveal: ViewActions['reveal'] = (id, keepFocus) =>
    channel.send({ type: 'reveal', target: { node: id }, keepFocus });

  const focusOn: ViewActions['focusOn'] = (id) => {
    const node = nodeOf(id);
    if (node === undefined) return;
    dispatch({ type: 'go', place: { level: node.role === 'policy' ? 'policy' : 'focus', id }, selected: id });
    context.focus(id);
  };

  const expand: ViewActions['expand'] = (id) => {
    const namespace = namespaceOf(id) ?? nodeOf(id)?.namespace;
    if (namespace === undefined || state().place.level !== 'map') return;
    const isOpen = state().expanded?.includes(namespace) ?? false;
    dispatch({ type: 'toggle-namespace', namespace });
    // Its links to others show where it is chosen; those between others would only run below its frame.
    dispatch({ type: 'select', id: isOpen ? undefined : `ns:${namespace}` });
    say(isOpen ? text('{0} folded', namespace) : text('{0} expanded', namespace));
    context.focus(`ns:${namespace}`);
  };

  const chooseEdge = (edge: Edge): void => {
    const meaning = explainOfEdge(edge, state(), data());
    dispatch({ type: 'select', id: edge.id });
    if (meaning.type === 'explain') dispatch({ type: 'explain', explained: meaning.explained });
    else if (meaning.type === 'rule') {
      channel.send({ type: 'reveal', target: { source: meaning.rule.at }, keepFocus: true });
    } else if (meaning.type === 'bundle') {
      dispatch({ type: 'expand', namespaces: [meaning.from, meaning.to] });
      say(text('{0} and {1} expanded', meaning.from, meaning.to));
    }
  };

  return {
    nodeOf,
    reveal,
    focusOn,
    expand,
    choose: (id) => {
      const edge = edgeOf(id);
      if (edge !== undefined) return chooseEdge(edge);
      dispatch({ type: 'select', id });
      // On the map a node has lines of its own; in focus a group stands for its line.
      const { place } = state();
      if (place.level === 'map' || place.id === id) return;
      const line = scene()?.edges.find((each) => each.from === id || each.to === id);
      if (line !== undefined) chooseEdge(line);
    },
    open: (id) => {
      const edge = edgeOf(id);
      if (edge !== undefined) chooseEdge(edge);
      else if (nodeOf(id) !== undefined && channel.canOpen) reveal(id, false);
      else if (nodeOf(id) !== undefined) focusOn(id);
      else expand(id);
    },
    find: (entry, take) => {
      const isNamespace = entry.id.startsWith('ns:');
      if (state().tab !== 'map' || state().place.level !== 'map') {
        dispatch({ type: 'go', place: { level: 'map' }, selected: entry.id });
      }
      if (!isNamespace && entry.namespace !== '') dispatch({ type: 'expand', namespaces: [entry.namespace] });
      dispatch({ type: 'select', id: entry.id });
      if (take) context.focus(entry.id);
      else context.bring(entry.id);
    },
    findPolicy: (name) => {
      const found = data().topology?.nodes.find(
        (node) => node.role === 'policy' && node.name.toLowerCase().startsWith(name),
      );
      if (found === undefined) return;
      dispatch({ type: 'filter', filter: '' });
      focusOn(found.id);
    },
  };
}

/** The namespace that a tile, a frame or a stub stands for. */
export function namespaceOf(id: string): string | undefined {
  return /^(?:ns|stub:in|stub:out):([^→]+)$/.exec(id)?.[1];
}
