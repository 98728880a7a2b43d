import type { Topology } from '../../server/src/core/topology/topology.ts';
import { makeElement } from './make-element.ts';
import { matrixCell } from './matrix-cell.ts';
import { MOST_SORTED } from './matrix-table.ts';
import { text } from './texts.ts';
import type { MatrixChoice } from './view-state.ts';

/** The row above the matrix: what its rows are, how they are sorted, and what the signs mean. */
export interface MatrixBar {
  readonly root: HTMLElement;
  readonly show: (topology: Topology, choice: MatrixChoice) => void;
}

/** Makes the row; native selects, for they are small and known to every screen reader. */
export function matrixBar(change: (choice: Partial<MatrixChoice>) => void): MatrixBar {
  const rows = select(text('Rows'), (value) =>
    change(
      value === ''
        ? { of: 'namespaces', namespace: undefined }
        : { of: 'workloads', namespace: value === '*' ? undefined : value.slice(3) },
    ),
  );
  const sort = select(text('Sort'), (value) =>
    change({ sort: value === 'similarity' ? 'similarity' : 'name' }),
  );
  const signs = ['a', 'p', 'o', 'd', 'q', 'n'].map((letter) => {
    const { glyph, words, tone } = matrixCell(letter);
    const sample = makeElement('span', { class: `matrix-sign cell-${tone}`, 'aria-hidden': 'true' }, glyph);
    return makeElement('li', {}, sample, words);
  });
  const root = makeElement(
    'div',
    { class: 'matrix-bar' },
    rows.label,
    sort.label,
    makeElement('ul', { class: 'matrix-legend' }, ...signs),
  );
  return {
    root,
    show: (topology, choice) => {
      const options: Option[] = [
        ['', text('by namespace')],
        ...topology.namespaces.map(({ name }): Option => [`ns:${name}`, text('workloads of {0}', name)]),
        ['*', text('all workloads')],
      ];
      const chosen =
        choice.of === 'namespaces' ? '' : choice.namespace === undefined ? '*' : `ns:${choice.namespace}`;
      rows.set(options, chosen);
      const canSort = choice.of === 'namespaces' && topology.namespaces.length <= MOST_SORTED;
      sort.label.hidden = !canSort;
      sort.set(
        [
          ['name', text('by name')],
          ['similarity', text('by how much is allowed')],
        ],
        choice.sort,
      );
    },
  };
}

type Option = readonly [value: string, words: string];

function select(name: string, run: (value: string) => void) {
  const field = makeElement('select', { class: 'field' });
  const label = makeElement('label', { class: 'labelled' }, name, field);
  field.addEventListener('change', () => run(field.value));
  field.addEventListener('keydown', (event) => event.stopPropagation());
  let shown = '';
  return {
    label,
    set: (options: readonly Option[], value: string) => {
      const look = JSON.stringify(options);
      if (look !== shown) {
        field.replaceChildren(...options.map(([key, words]) => makeElement('option', { value: key }, words)));
      }
      shown = look;
      field.value = value;
    },
  };
}
