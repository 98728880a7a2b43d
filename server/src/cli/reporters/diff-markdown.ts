import { describeDoubt, describeEnd } from '../../core/features/diff/describe-change.ts';
import type { DiffReport, ReportedChange, ReportedReason } from '../../core/features/diff/diff-report.ts';
import { code, escapeText } from '../../core/features/hover/markdown.ts';
import type { ChangeType } from '../../core/reach/changes/explain-change.ts';
import { describePorts } from '../../core/reach/port-set.ts';
import { describeSummary } from './diff-text.ts';

/** The comparison for a pull request: one line that sums it up, and a table if there is something to tell. */
export function formatDiffMarkdown({ base, changes, summary }: DiffReport): string {
  const line = `**${describeSummary(summary)}** since ${cell(code(base))}.\n`;
  if (changes.length === 0) return line;
  const head = ['| | from | to | ports | why |', '|---|---|---|---|---|'];
  return [line, ...head, ...changes.map(row), ''].join('\n');
}

const TITLES: Readonly<Record<ChangeType, string>> = {
  opened: 'opened',
  closed: 'closed',
  confirmed: 'certain',
  doubted: 'uncertain',
};

function row({ change: { from, to }, ports, reasons }: ReportedChange): string {
  const why = reasons.map(writeReason).join('<br>');
  const ranges = `${describePorts(ports.ports)}${describeDoubt(ports)}`;
  const cells = [`**${TITLES[ports.type]}**`, code(describeEnd(from)), code(describeEnd(to)), ranges, why];
  return `| ${cells.map(cell).join(' | ')} |`;
}

function writeReason({ message, place }: ReportedReason): string {
  return place ? `${escapeText(message)} (${code(`${place.file}:${place.line}`)})` : escapeText(message);
}

/** A table ends a cell at every bar, even in code. */
function cell(text: string): string {
  return text.replace(/(?<!\\)\|/g, '\\|');
}
