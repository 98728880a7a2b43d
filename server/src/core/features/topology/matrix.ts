import type { PodClass } from '../../reach/pairs/pod-classes.ts';
import type { MatrixBlock, MatrixOf } from '../../topology/topology-question.ts';
import type { TopologyState } from '../../topology/topology-state.ts';

/** Cells of the table from × to, for namespaces by their names or for workloads by their ids. */
export function matrixBlock(
  state: TopologyState,
  of: MatrixOf,
  rows: readonly string[],
  columns: readonly string[],
): MatrixBlock {
  const { index } = state;
  if (of === 'namespaces') {
    return {
      rows: rows.map((from) =>
        columns.map((to) => namespaceCell(state, index.classesIn(from), index.classesIn(to))).join(''),
      ),
    };
  }
  const classOf = (id: string): PodClass | undefined => {
    const resource = index.resources.get(id)?.resource;
    return resource && index.classOf(resource);
  };
  const classes = columns.map(classOf);
  return {
    rows: rows.map((id) => {
      const from = classOf(id);
      return classes.map((to, i) => (from && to && id !== columns[i] ? cell(state, from, to) : '-')).join('');
    }),
  };
}

function cell({ links }: TopologyState, from: PodClass, to: PodClass): string {
  return links.isFree(from, to) ? 'n' : LETTERS[links.between(from, to).verdict];
}

const LETTERS = { allowed: 'a', denied: 'd', 'one-sided': 'o', depends: 'q' } as const;

/** All pairs alike have their letter; where some pass and some do not it is a part. */
function namespaceCell(state: TopologyState, from: readonly PodClass[], to: readonly PodClass[]): string {
  const seen = new Set<string>();
  for (const one of from) {
    for (const other of to) if (one !== other || one.members.length > 1) seen.add(cell(state, one, other));
    if ((seen.has('a') || seen.has('n')) && (seen.has('d') || seen.has('o'))) return 'p';
  }
  if (seen.size === 0) return '-';
  if (seen.has('a') || seen.has('n'))
    return seen.has('d') || seen.has('o') ? 'p' : seen.has('a') ? 'a' : seen.has('q') ? 'p' : 'n';
  if (seen.has('q')) return 'q';
  return seen.has('o') ? 'o' : 'd';
}
