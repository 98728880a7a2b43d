import type { Formatter } from 'picocolors/types.js';
import { addTo, type MultiMap } from '../../core/base/multi-map.ts';
import type { Severity } from '../../core/model/severity.ts';
import { createLineIndex, type LineIndex } from '../../core/text/line-index.ts';
import type { Colors } from '../colors.ts';
import { formatPlace } from '../place.ts';
import { printable } from '../printable.ts';
import type { Report, ReportedFinding, Summary } from '../report.ts';
import { hang } from '../wrap.ts';
import { codeFrame } from './code-frame.ts';

/** What the text report needs beside the report itself. */
export interface TextOptions {
  /** The text of a manifest, by uri. */
  readonly textOf: (uri: string) => string;
  readonly colors: Colors;
  /** The columns of a line; undefined leaves messages on one line each. */
  readonly width: number | undefined;
}

/** Where nobody counts columns, lines of manifests are shown up to here. */
const LONGEST_LINE = 200;
const INDENT = '  ';

/** The report for people: each finding with its lines, the other ends and the fixes, then the count. */
export function formatText({ findings, summary }: Report, options: TextOptions): string {
  const indexes = new Map<string, LineIndex>();
  const linesOf = (uri: string): LineIndex => {
    const lines = indexes.get(uri) ?? createLineIndex(options.textOf(uri));
    indexes.set(uri, lines);
    return lines;
  };
  const blocks = groupsOf(findings).flatMap(({ only, members }) => [
    ...(only === '' ? [] : [`${options.colors.bold(options.colors.underline(printable(only)))}\n`]),
    ...members.map((finding) => formatFinding(finding, linesOf(finding.place.uri), options)),
  ]);
  return [...blocks, formatSummary(summary, options.colors)].join('\n');
}

/** Those that hold wherever their place is applied come first, then those of some environments only. */
function groupsOf(findings: readonly ReportedFinding[]) {
  const groups: MultiMap<string, ReportedFinding> = new Map();
  for (const finding of findings) addTo(groups, finding.only?.join(', ') ?? '', finding);
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([names, members]) => ({ only: names === '' ? '' : `Only in ${names}`, members }));
}

function formatFinding(finding: ReportedFinding, lines: LineIndex, options: TextOptions): string {
  const { place, severity, rule, message, related, fixes } = finding;
  const { colors, textOf, width } = options;
  const color = severityColor(severity, colors);
  const frame = { width: (width ?? LONGEST_LINE) - INDENT.length, colors, mark: color };
  const parts = [
    `${colors.bold(formatPlace(place))} ${color(severity)} ${colors.dim(rule)}`,
    hang(INDENT, printable(message), width),
    '',
    codeFrame(textOf(place.uri), lines, place, frame).map((line) => `${INDENT}${line}`),
    related.map((other) => {
      const text = `${formatPlace(other.place)}: ${printable(other.message)}`;
      return paintLabel(hang(`${INDENT}see `, text, width), 'see', colors.dim);
    }),
    fixes.map((title) => paintLabel(hang(`${INDENT}fix `, printable(title), width), 'fix', colors.green)),
  ];
  return `${parts.flat().join('\n')}\n`;
}

function paintLabel(text: string, label: string, color: Formatter): string {
  return text.replace(label, color(label));
}

function formatSummary(summary: Summary, colors: Colors): string {
  if (summary.files === 0) return 'No manifests were found, so nothing was checked.\n';
  // A chart that fails to render gives empty text, and that must not look as if all were well.
  if (summary.documents === 0)
    return `No Kubernetes resources were found in ${plural(summary.files, 'file')}, so nothing was checked.\n`;
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
