import type { Topology } from '../../server/src/core/topology/topology.ts';
import type { MatrixChoice } from './view-state.ts';

/** What the rows and columns of the matrix are about: names of namespaces, or ids of workloads. */
export interface MatrixTable {
  readonly rows: readonly MatrixHead[];
  readonly columns: readonly MatrixHead[];
}

export interface MatrixHead {
  readonly id: string;
  readonly name: string;
}

/** Above this a table is not fetched whole only to sort it. */
export const MOST_SORTED = 512;

/** Workloads of one namespace against all of it and of the others; or namespaces against namespaces. */
export function matrixTable(topology: Topology, choice: MatrixChoice): MatrixTable {
  if (choice.of === 'namespaces') {
    const heads = topology.namespaces.map(({ name }) => ({ id: name, name }));
    return { rows: heads, columns: heads };
  }
  const workloads = topology.nodes.filter((node) => node.role === 'workload');
  const inside = workloads.filter(({ namespace }) => namespace === choice.namespace);
  const columns = workloads.map(({ id, name, namespace }) => ({
    id,
    name: namespace === choice.namespace ? name : `${namespace}/${name}`,
  }));
  const rows = choice.namespace === undefined ? columns : inside.map(({ id, name }) => ({ id, name }));
  const isInside = new Set(inside.map(({ id }) => id));
  return {
    rows,
    columns: [
      ...columns.filter((head) => isInside.has(head.id)),
      ...columns.filter((head) => !isInside.has(head.id)),
    ],
  };
}
