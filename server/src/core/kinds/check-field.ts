import { closest } from '../base/closest.ts';
import type { Refusal } from '../model/policy.ts';
import { at, get, integer, isAbsent, isOpen, items, string, text, type Value } from './value.ts';

type About = Refusal['about'];

/** What the API server says of a value; `meant` is what most likely should stand there. */
export function refuse(about: About, value: Value, why: string, meant?: Refusal['meant']): Refusal[] {
  return [{ about, why, at: at(value), meant }];
}

/** A text of which there are only a few: `what` is what each of them is. What is not there is fine. */
export function checkOneOf(about: About, value: Value, names: readonly string[], what: string): Refusal[] {
  const written = string(value);
  if (isAbsent(value) || isOpen(value) || names.some((name) => name === written?.value)) return [];
  const given = written?.value ?? '';
  const meant = names.find((name) => name.toLowerCase() === given.toLowerCase()) ?? closest(given, names);
  const advice = meant === undefined ? `write ${listed(names, 'or')}.` : `did you mean \`${meant}\`?`;
  return refuse(about, value, `${say(value)} is no ${what}; ${advice}`, meant);
}

/** A number of a port, which has to be there. */
export function checkPortNumber(parent: Value, field: string): Refusal[] {
  return checkNumber('port', parent, field, 'port', 1, 65535);
}

/** A range of ports, from `start` to `end`, which has to be so many ports longer than one. */
export function checkRange(range: Value, longer: 0 | 1): Refusal[] {
  const refusals = [...checkPortNumber(range, 'start'), ...checkPortNumber(range, 'end')];
  const [start, end] = [integer(get(range, 'start'))?.value, integer(get(range, 'end'))?.value];
  if (refusals.length > 0 || start === undefined || end === undefined || end >= start + longer)
    return refusals;
  const problem = end < start ? 'below' : 'not above';
  return refuse('port', get(range, 'end'), `\`${end}\` is ${problem} the \`start\` ${start} of this range.`);
}

/** A whole number from one to another, which has to be there. */
export function checkNumber(
  about: About,
  parent: Value,
  field: string,
  what: string,
  least: number,
  most: number,
): Refusal[] {
  const value = get(parent, field);
  if (isOpen(value)) return [];
  if (isAbsent(value))
    return refuse(about, parent, `\`${field}\` is missing here: a number from ${least} to ${most}.`);
  const number = integer(value)?.value;
  if (number === undefined) {
    const written = text(value) ?? '';
    return /^\d+$/.test(written)
      ? refuse(about, value, `In quotes ${say(value)} is no number; write it without.`, Number(written))
      : refuse(about, value, `${say(value)} is no number; a ${what} is one from ${least} to ${most}.`);
  }
  if (number >= least && number <= most) return [];
  return refuse(about, value, `${say(value)} is no ${what}: a ${what} is a number from ${least} to ${most}.`);
}

/** A map of which exactly one field is set; a field of null is not set. */
export function checkOnlyField(
  about: About,
  value: Value,
  names: readonly string[],
  what: string,
): Refusal[] {
  const [first, second] = names.filter((name) => !isAbsent(get(value, name)));
  if (first === undefined) {
    if (isOpen(value)) return [];
    const scalar = text(value);
    const subject =
      scalar === undefined ? `This ${what} says nothing that is known` : `\`${scalar}\` is no ${what}`;
    return refuse(about, value, `${subject}: it has exactly one of ${listed(names, 'and')}.`);
  }
  if (second === undefined) return [];
  return refuse(
    about,
    get(value, second),
    `\`${first}\` and \`${second}\` do not stand in one ${what}: it has exactly one of ${listed(names, 'and')}.`,
  );
}

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

/** The expressions of a label selector: In and NotIn need values, the others have none (semantics rule 15). */
export function checkSelector(selector: Value): Refusal[] {
  return items(get(selector, 'matchExpressions')).flatMap((expression) => {
    const [key, operator, values] = ['key', 'operator', 'values'].map((name) => get(expression, name)) as [
      Value,
      Value,
      Value,
    ];
    const refusals = checkOneOf('field', operator, OPERATORS, 'operator');
    if (refusals.length > 0 || [expression, key, operator, values].some(isOpen)) return refusals;
    if (isAbsent(key)) return refuse('field', expression, 'This expression has no `key`: name the label.');
    const written = text(operator);
    if (written === undefined)
      return refuse(
        'field',
        expression,
        `This expression has no \`operator\`: write ${listed(OPERATORS, 'or')}.`,
      );
    const needsValues = written === 'In' || written === 'NotIn';
    if (needsValues && items(values).length === 0)
      return refuse('field', expression, `\`${written}\` needs \`values\`: list at least one.`);
    if (!needsValues && items(values).length > 0)
      return refuse(
        'field',
        values,
        `\`${written}\` takes no \`values\`: take them out, or write \`In\` or \`NotIn\`.`,
      );
    return [];
  });
}

/** The value as it stands there, as far as that is one word. */
export function say(value: Value): string {
  const written = text(value);
  return written === undefined ? 'This' : `\`${written}\``;
}

function listed(names: readonly string[], word: 'and' | 'or'): string {
  const quoted = names.map((name) => `\`${name}\``);
  return `${quoted.slice(0, -1).join(', ')} ${word} ${quoted.at(-1)}`;
}
