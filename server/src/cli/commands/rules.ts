import { closest } from '../../core/base/closest.ts';
import { DOCUMENT_RULES } from '../../core/rules/document-registry.gen.ts';
import { RULES } from '../../core/rules/registry.gen.ts';
import { outputColors } from '../colors.ts';

/** Prints every rule in a line, or one rule at length. Returns the exit code: 2 for an id that no rule has. */
export function rules(id: string | undefined): number {
  const colors = outputColors();
  const all = [...RULES, ...DOCUMENT_RULES].sort((a, b) => (a.id < b.id ? -1 : 1));
  if (id === undefined) {
    const width = Math.max(...all.map((rule) => rule.id.length));
    for (const rule of all) {
      process.stdout.write(`${colors.bold(rule.id.padEnd(width))}  ${rule.severity.padEnd(7)}  ${rule.summary}\n`);
    }
    return 0;
  }
  const rule = all.find((candidate) => candidate.id === id);
  if (!rule) {
    const near = closest(id, all.map((candidate) => candidate.id));
    process.stderr.write(`kubereach: there is no rule ${id}${near ? `; did you mean ${near}?` : ''}\n`);
    return 2;
  }
  const section = (title: string, text: string): string => `\n${colors.bold(title)}\n\n${text.trim()}\n`;
  const parts = [
    `${colors.bold(rule.id)} (${rule.severity})\n\n${rule.summary}.\n`,
    section('Why', rule.why),
    section('What to do', rule.remedy),
    ...rule.examples.bad.slice(0, 1).map((example) => section('Example', example)),
    section('Source', rule.source),
    ...(rule.alsoKnownAs.length > 0 ? [section('Also known as', rule.alsoKnownAs.join(', '))] : []),
  ];
  process.stdout.write(parts.join(''));
  return 0;
}
