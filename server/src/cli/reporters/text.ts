import { codeFrameColumns } from '@babel/code-frame';
import type { Formatter } from 'picocolors/types.js';
import type { Severity } from '../../core/model/severity.ts';
import type { Colors } from '../colors.ts';
import type { Place, Report, ReportedFinding, Summary } from '../report.ts';

/** The report for people: each finding with its lines, the other ends and the fixes, then the count. */
export function formatText({ findings, summary }: Report, textOf: (uri: string) => string, colors: Colors): string {
  const blocks = findings.map((finding) => formatFinding(finding, textOf, colors));
  return [...blocks, formatSummary(summary, colors)].join('\n');
}

function formatFinding(finding: ReportedFinding, textOf: (uri: string) => string, colors: Colors): string {
  const { place, severity, rule, message, related, fixes } = finding;
  const color = severityColor(severity, colors);
  const lines = [
    `${colors.bold(formatPlace(place))} ${color(severity)} ${colors.dim(rule)}`,
    `  ${message}`,
    '',
    indent(frame(textOf(place.uri), place)),
    ...related.map((other) => `  ${colors.dim('see')} ${formatPlace(other.place)}: ${other.message}`),
    ...fixes.map((title) => `  ${colors.green('fix')} ${title}`),
  ];
  return `${lines.join('\n')}\n`;
}

function frame(text: string, { line, column, endLine, endColumn }: Place): string {
  // A finding over several lines is shown by its first one.
  const end = endLine === line ? { line, column: Math.max(endColumn, column + 1) } : undefined;
  const location = end ? { start: { line, column }, end } : { start: { line, column } };
  return codeFrameColumns(text, location, { linesAbove: 2, linesBelow: 1 });
}

function formatPlace({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`;
}

function formatSummary(summary: Summary, colors: Colors): string {
  const counts = [
    plural(summary.errors, 'error'),
    plural(summary.warnings, 'warning'),
    plural(summary.infos, 'info'),
    plural(summary.hints, 'hint'),
  ].filter((text) => !text.startsWith('0 '));
  const found = counts.length === 0 ? colors.green('No problems found') : colors.bold(counts.join(', '));
  return `${found} in ${plural(summary.resources, 'resource')} of ${plural(summary.files, 'file')}.\n`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${line}`.trimEnd())
    .join('\n');
}

function severityColor(severity: Severity, colors: Colors): Formatter {
  switch (severity) {
    case 'error':
      return colors.red;
    case 'warning':
      return colors.yellow;
    case 'info':
      return colors.cyan;
    case 'hint':
      return colors.dim;
  }
}
