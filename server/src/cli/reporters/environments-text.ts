import type { ListedEnvironment } from '../list-environments.ts';
import { printable } from '../printable.ts';

/** The environments for people: a line for each, with what it contains. */
export function formatEnvironmentsText(environments: readonly ListedEnvironment[]): string {
  const rows = environments.map(({ name, type, files, resources, namespaces, copyOf }) => {
    const count = Object.values(resources).reduce((sum, one) => sum + one, 0);
    const kinds = Object.entries(resources).map(([kind, many]) => `${many} ${kind}`);
    return {
      name: printable(name),
      type,
      size: `${plural(count, 'resource')} of ${plural(files.length, 'file')}`,
      why: copyOf === undefined ? '' : `, as in ${printable(copyOf)}: told apart`,
      where: namespaces.length === 0 ? '' : ` in ${printable(namespaces.join(', '))}`,
      kinds: kinds.join(', '),
    };
  });
  const width = Math.max(...rows.map(({ name }) => name.length));
  const typeWidth = Math.max(...rows.map(({ type }) => type.length));
  return rows
    .map(({ name, type, size, where, why, kinds }) =>
      [
        `${name.padEnd(width)}  ${type.padEnd(typeWidth)}  ${size}${where}${why}\n`,
        kinds === '' ? '' : `${' '.repeat(width + 2)}${kinds}\n`,
      ].join(''),
    )
    .join('');
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
