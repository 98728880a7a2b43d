import { graphOfScene, type NumberedBox, textsOf } from './graph-of-scene.ts';
import { CHANGE_SIGNS, type EdgeStyle, type Scene } from './scene.ts';

/** A scene as a graph for Graphviz, line by line. */
export function* writeDot(scene: Scene): Generator<string> {
  const { groups, boxes, edges } = graphOfScene(scene);
  yield 'digraph topology {';
  yield '  rankdir=LR;';
  yield '  node [shape=box, style=rounded, fontname="sans-serif", fontsize=11];';
  yield '  edge [fontname="sans-serif", fontsize=10];';
  for (const [i, group] of groups.entries()) {
    yield `  subgraph cluster_${i} {`;
    yield `    label=${quote(group.title)};`;
    for (const one of group.boxes) yield `    ${writeBox(one)}`;
    yield '  }';
  }
  for (const one of boxes) yield `  ${writeBox(one)}`;
  for (const { from, to, edge, text } of edges) {
    const { style, color } = LINES[edge.style];
    const width = edge.change ? ', penwidth=3' : '';
    yield `  ${from} -> ${to} [label=${quote(text)}, style=${style}, color="${color}"${width}];`;
  }
  if (edges.some(({ edge }) => edge.change))
    yield `  label="${CHANGE_SIGNS.opened} newly open, ${CHANGE_SIGNS.closed} newly closed";`;
  yield '}';
}

const LINES: Readonly<Record<EdgeStyle, { readonly style: string; readonly color: string }>> = {
  allowed: { style: 'solid', color: '#2e7d32' },
  'one-sided': { style: 'dashed', color: '#9a6700' },
  denied: { style: 'dashed', color: '#c62828' },
  depends: { style: 'dotted', color: '#6b6b6b' },
  declared: { style: 'solid', color: '#6f8299' },
};

function writeBox({ number, box }: NumberedBox): string {
  return `${number} [label=${quote(textsOf(box).join('\n'))}];`;
}

/** In labels a backslash begins an order, such as to put the name of the node there. */
function quote(text: string): string {
  const escaped = text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n');
  return `"${escaped.replace(/\p{Cc}/gu, ' ')}"`;
}
