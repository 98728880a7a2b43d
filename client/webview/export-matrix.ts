import type { Channel } from './channel.ts';
import type { MatrixView, WholeMatrix } from './matrix-view.ts';
import type { MenuItem } from './menu.ts';
import type { StatusBar } from './status-bar.ts';
import { text } from './texts.ts';
import { writeCsv, writeMarkdownTable } from './write-table.ts';

/** More cells take minutes to read, and no program opens a table of them. */
const MOST_EXPORTED = 1_000_000;

/** What can be saved of the matrix, of all its cells; the status bar tells how that goes. */
export function matrixExports(
  channel: Channel,
  matrix: MatrixView,
  name: string,
  status: StatusBar,
): readonly MenuItem[] {
  const tell = (words: string): void => {
    status.progress(words);
    status.say(words);
  };
  const save = async (file: string, write: (whole: WholeMatrix) => string): Promise<void> => {
    if (matrix.count() > MOST_EXPORTED) {
      return tell(text('This table is too large for an export. Choose the workloads of one namespace.'));
    }
    status.say(text('Reading the matrix…'));
    const whole = await matrix.whole((known, total) =>
      status.progress(text('Reading the matrix: {0} %', Math.floor((100 * known) / total))),
    );
    if (whole === undefined) return tell(text('The matrix could not be read. Try again.'));
    status.progress('');
    channel.send({ type: 'save', name: file, text: write(whole), encoding: 'utf8' });
  };
  return [
    { label: text('CSV'), run: () => void save(`${name}.csv`, ({ table, cell }) => writeCsv(table, cell)) },
    {
      label: text('Markdown'),
      run: () => void save(`${name}.md`, ({ table, cell }) => writeMarkdownTable(table, cell)),
    },
  ];
}
