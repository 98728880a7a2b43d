import { describeChange } from '../../core/features/diff/describe-change.ts';
import type { DiffReport, ReportedChange, ReportedReason } from '../../core/features/diff/diff-report.ts';
import type { ChangeType } from '../../core/reach/changes/explain-change.ts';
import type { Colors } from '../colors.ts';
import { printable } from '../printable.ts';

/** The comparison for people: a line for each change with the reasons and their places below it, then the count. */
export function formatDiffText({ base, changes, summary }: DiffReport, colors: Colors): string {
  const blocks = changes.map((change) => formatChange(change, colors));
  const end = `${colors.bold(describeSummary(summary))} since ${printable(base)}.\n`;
  return [...blocks, end].join(blocks.length > 0 ? '\n' : '');
}

/** What has changed, in words: `2 connections opened, 1 closed`. */
export function describeSummary(summary: DiffReport['summary']): string {
  const told = TYPES.filter((type) => summary[type] > 0).map((type, i) => {
    const noun = i > 0 ? '' : summary[type] === 1 ? ' connection' : ' connections';
    return `${summary[type]}${noun} ${WORDS[type]}`;
  });
  return told.length > 0 ? told.join(', ') : 'No connections opened or closed';
}

const TYPES: readonly ChangeType[] = ['opened', 'closed', 'confirmed', 'doubted'];

const WORDS: Readonly<Record<ChangeType, string>> = {
  opened: 'opened',
  closed: 'closed',
  confirmed: 'certain now',
  doubted: 'uncertain now',
};

function formatChange({ change, ports, reasons }: ReportedChange, colors: Colors): string {
  const color = { opened: colors.green, closed: colors.red, confirmed: colors.cyan, doubted: colors.yellow };
  const line = color[ports.type](printable(describeChange(change, ports)));
  return `${[line, ...reasons.map((reason) => `    ${formatReason(reason, colors)}`)].join('\n')}\n`;
}

function formatReason({ message, place }: ReportedReason, colors: Colors): string {
  const text = printable(message);
  return place ? `${colors.dim(printable(`${place.file}:${place.line}:${place.column}:`))} ${text}` : text;
}
