import type { Formatter } from 'picocolors/types.js';
import type { Side } from '../../core/features/explain/explain-pair.ts';
import { type OrderedFate, orderFates } from '../../core/features/explain/order-fates.ts';
import type { SaidReason } from '../../core/features/explain/say-reason.ts';
import type { ExplainedWay } from '../../core/features/explain-traffic.ts';
import type { Source } from '../../core/model/source.ts';
import type { Answer } from '../../core/reach/evaluate-connection.ts';
import * as ports from '../../core/reach/port-set.ts';
import type { Colors } from '../colors.ts';
import { formatPlace, type Place } from '../place.ts';
import { printable } from '../printable.ts';
import { hang } from '../wrap.ts';

/** What the text needs beside the explanation itself. */
export interface ExplanationOptions {
  readonly place: (source: Source) => Place | undefined;
  readonly colors: Colors;
  /** The columns of a line; undefined leaves every clause on one line. */
  readonly width: number | undefined;
}

/** The explanation for people: the way, then what becomes of the ports at its end, with the lines that decide it. */
export function formatExplanationText(ways: readonly ExplainedWay[], options: ExplanationOptions): string {
  return ways.map((way) => formatWay(way, options)).join('\n');
}

const INDENT = '  ';

function formatWay(
  { from, to, steps, fates, nowhere, note }: ExplainedWay,
  options: ExplanationOptions,
): string {
  const { colors, width } = options;
  const way = [...steps.map(({ text }) => text), ...(nowhere === undefined ? [] : ['nowhere'])].join(' → ');
  const lines = [
    `${colors.bold(printable(from))} ${colors.dim('=>')} ${colors.bold(printable(to))}`,
    ...(steps.length > 0 ? [hang(INDENT, printable(way), width)] : []),
    ...orderFates(fates).flatMap((fate) => formatFate(fate, options)),
  ];
  if (nowhere !== undefined)
    lines.push('', paintLabel(hang('denied   ', printable(nowhere), width), 'denied', colors.red));
  if (note !== undefined)
    lines.push('', paintLabel(hang('note     ', printable(note), width), 'note', colors.cyan));
  return `${lines.join('\n')}\n`;
}

function formatFate(
  { fate: { ports: set, answer, sides }, isRest }: OrderedFate,
  options: ExplanationOptions,
): string[] {
  const { colors, width } = options;
  const all = ports.equals(set, ports.ALL_PORTS) ? 'every port' : ports.describePorts(set);
  const line = hang(answer.padEnd(LABEL), isRest ? 'every other port' : all, width);
  return [
    '',
    paintLabel(line, answer, answerColor(answer, colors)),
    ...sides.flatMap((side) => formatSide(side, options)),
  ];
}

/** The columns of `allowed`, `depends` and `denied`, of `egress` and `ingress`. */
const LABEL = 9;

function formatSide({ direction, reasons, doubt }: Side, options: ExplanationOptions): string[] {
  const lines = [
    ...reasons.flatMap((reason) => formatReason(reason, options)),
    ...(doubt === undefined ? [] : [hang(HANGING, printable(doubt), options.width)]),
  ];
  const label = `${INDENT}${direction}`.padEnd(HANGING.length);
  return lines.map((line, i) => (i === 0 ? `${label}${line.slice(HANGING.length)}` : line));
}

const HANGING = ' '.repeat(INDENT.length + LABEL);

function formatReason(
  { text, doubt, at }: SaidReason,
  { place, colors, width }: ExplanationOptions,
): string[] {
  const found = at && place(at);
  return [
    hang(HANGING, printable(doubt === undefined ? text : `${text}: ${doubt}`), width),
    ...(found ? [`${HANGING}${colors.dim(formatPlace(found))}`] : []),
  ];
}

function paintLabel(text: string, label: string, color: Formatter): string {
  return text.replace(label, color(label));
}

function answerColor(answer: Answer, colors: Colors): Formatter {
  switch (answer) {
    case 'allowed':
      return colors.green;
    case 'depends':
      return colors.yellow;
    case 'denied':
      return colors.red;
  }
}
