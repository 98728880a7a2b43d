import { graphOfScene, type NumberedBox, textsOf } from './graph-of-scene.ts';
import { CHANGE_SIGNS, type EdgeStyle, type Scene } from './scene.ts';

/** A scene as a Mermaid flow chart, line by line. */
export function* writeMermaid(scene: Scene): Generator<string> {
  const { groups, boxes, edges } = graphOfScene(scene);
  yield 'flowchart LR';
  for (const [i, group] of groups.entries()) {
    yield `  subgraph g${i}[${quote(group.title)}]`;
    for (const one of group.boxes) yield `    ${writeBox(one)}`;
    yield '  end';
  }
  for (const one of boxes) yield `  ${writeBox(one)}`;
  for (const { from, to, edge, text } of edges)
    yield `  ${from} ${ARROWS[edge.style]}${text === '' ? '' : `|${quote(text)}|`} ${to}`;
  for (const [style, colour] of COLOURS) {
    const numbers = edges.flatMap(({ edge }, i) => (edge.style === style ? [i] : []));
    if (numbers.length > 0) yield `  linkStyle ${numbers.join(',')} stroke:${colour}`;
  }
  const changed = edges.flatMap(({ edge }, i) => (edge.change ? [i] : []));
  if (changed.length === 0) return;
  yield `  linkStyle ${changed.join(',')} stroke-width:4px`;
  yield `  %% ${CHANGE_SIGNS.opened} newly open, ${CHANGE_SIGNS.closed} newly closed`;
}

/** Mermaid has three lines: what passes is plain, what does not or only perhaps is dotted. */
const ARROWS: Readonly<Record<EdgeStyle, string>> = {
  allowed: '-->',
  'one-sided': '-.->',
  denied: '-.-x',
  depends: '-.->',
  declared: '-->',
};

const COLOURS: readonly (readonly [EdgeStyle, string])[] = [
  ['allowed', '#2e7d32'],
  ['one-sided', '#9a6700'],
  ['denied', '#c62828'],
  ['depends', '#6b6b6b'],
  ['declared', '#6f8299'],
];

function writeBox({ number, box }: NumberedBox): string {
  return `${number}[${quote(textsOf(box).join('\n'))}]`;
}

/** Mermaid reads what is between quotation marks as Markdown and HTML: everything that could be either is written by number. */
function quote(text: string): string {
  const safe = [...text].map((one) =>
    one === '\n' ? '<br/>' : /[\p{L}\p{N} .,:()/→✓✗◐·+−-]/u.test(one) ? one : `#${one.codePointAt(0)};`,
  );
  return `"${safe.join('')}"`;
}
