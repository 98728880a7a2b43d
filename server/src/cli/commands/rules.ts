import { closest } from '../../core/base/closest.ts';
import { DOCUMENT_RULES } from '../../core/rules/document-registry.gen.ts';
import { RULES } from '../../core/rules/registry.gen.ts';
import { outputColors } from '../colors.ts';
import { fail } from '../fail.ts';
import { outputWidth } from '../output-width.ts';
import { hang, wrapParagraphs } from '../wrap.ts';

/** Prints every rule in a line, or one rule at length. Returns the exit code: 2 for an id that no rule has. */
export function rules(id: string | undefined): number {
  const colors = outputColors();
  const width = outputWidth();
  const all = [...RULES, ...DOCUMENT_RULES].sort((a, b) => (a.id < b.id ? -1 : 1));
  if (id === undefined) {
    const longest = Math.max(...all.map((rule) => rule.id.length));
    const lines = all.map((rule) => {
      const line = hang(`${rule.id.padEnd(longest)}  ${rule.severity.padEnd(7)}  `, rule.summary, width);
      return `${line.replace(rule.id, colors.bold(rule.id))}\n`;
    });
    process.stdout.write(lines.join(''));
    return 0;
  }
  const rule = all.find((candidate) => candidate.id === id);
  if (!rule) {
    const near = closest(
      id,
      all.map((candidate) => candidate.id),
    );
    return fail(`there is no rule ${id}${near ? `; did you mean ${near}?` : ''}`);
  }
  const section = (title: string, text: string): string => `\n${colors.bold(title)}\n\n${text.trim()}\n`;
  const prose = (text: string): string => wrapParagraphs(text, width);
  const parts = [
    `${colors.bold(rule.id)} (${rule.severity})\n\n${prose(`${rule.summary}.`)}\n`,
    section('Why', prose(rule.why)),
    section('What to do', prose(rule.remedy)),
    ...rule.examples.bad.slice(0, 1).map((example) => section('Example', example)),
    section('Source', prose(rule.source)),
    ...(rule.alsoKnownAs.length > 0 ? [section('Also known as', prose(rule.alsoKnownAs.join(', ')))] : []),
  ];
  process.stdout.write(parts.join(''));
  return 0;
}
