import { closest } from '../base/closest.ts';
import type { Objection } from '../model/policy.ts';
import { at, get, integer, isAbsent, isOpen, items, string, text, type Value } from './value.ts';

type About = Objection['about'];

/** What the API server says of a value; `meant` is what most likely should stand there. */
export function objectTo(about: About, value: Value, why: string, meant?: Objection['meant']): Objection[] {
  return [{ about, why, at: at(value), meant }];
}

/** A text of which there are only a few: `what` is what each of them is. What is not there is fine. */
export function checkOneOf(about: About, value: Value, names: readonly string[], what: string): Objection[] {
  const written = string(value);
  if (isAbsent(value) || isOpen(value) || names.some((name) => name === written?.value)) return [];
  const given = written?.value ?? '';
  const meant = names.find((name) => name.toLowerCase() === given.toLowerCase()) ?? closest(given, names);
  const advice = meant === undefined ? `write ${listed(names, 'or')}.` : `did you mean \`${meant}\`?`;
  return objectTo(about, value, `${say(value)} is no ${what}; ${advice}`, meant);
}

/** A number of a port. */
export function checkPortNumber(value: Value): Objection[] {
  return checkNumber('port', value, 'port', 1, 65535);
}

/** A range of ports, from `start` to `end`, which has to be so many ports longer than one. */
export function checkRange(range: Value, longer: 0 | 1): Objection[] {
  const [start, end] = [get(range, 'start'), get(range, 'end')];
  const objections = [...checkPresent('port', range, 'start'), ...checkPresent('port', range, 'end')];
  const wrong = [...objections, ...checkPortNumber(start), ...checkPortNumber(end)];
  const [first, last] = [integer(start)?.value, integer(end)?.value];
  if (wrong.length > 0 || first === undefined || last === undefined || last >= first + longer) return wrong;
  const problem = last < first ? 'below' : 'not above';
  return objectTo('port', end, `\`${last}\` is ${problem} the \`start\` ${first} of this range.`);
}

/** A field that has to be there. */
export function checkPresent(about: About, parent: Value, field: string): Objection[] {
  const value = get(parent, field);
  return isAbsent(value) && !isOpen(value)
    ? objectTo(about, parent, `\`${field}\` is missing here; write it.`)
    : [];
}

/** A whole number from one to another. What is not there is fine. */
export function checkNumber(
  about: About,
  value: Value,
  what: string,
  least: number,
  most: number,
): Objection[] {
  if (isAbsent(value) || isOpen(value)) return [];
  const number = integer(value)?.value;
  if (number === undefined) {
    const written = text(value) ?? '';
    return /^\d+$/.test(written)
      ? objectTo(about, value, `In quotes ${say(value)} is no number; write it without.`, Number(written))
      : objectTo(about, value, `${say(value)} is no number; a ${what} is one from ${least} to ${most}.`);
  }
  if (number >= least && number <= most) return [];
  return objectTo(
    about,
    value,
    `${say(value)} is no ${what}: a ${what} is a number from ${least} to ${most}.`,
  );
}

/** A map of which exactly one field is set; a field of null is not set. */
export function checkOnlyField(
  about: About,
  value: Value,
  names: readonly string[],
  what: string,
): Objection[] {
  const [first, second] = names.filter((name) => !isAbsent(get(value, name)));
  if (first === undefined) {
    if (isOpen(value)) return [];
    const scalar = text(value);
    const subject =
      scalar === undefined ? `This ${what} says nothing that is known` : `\`${scalar}\` is no ${what}`;
    return objectTo(about, value, `${subject}: it has exactly one of ${listed(names, 'and')}.`);
  }
  if (second === undefined) return [];
  return objectTo(
    about,
    get(value, second),
    `\`${first}\` and \`${second}\` do not stand in one ${what}: it has exactly one of ${listed(names, 'and')}.`,
  );
}

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

/** The expressions of a label selector: In and NotIn need values, the others have none (semantics rule 15). */
export function checkSelector(selector: Value): Objection[] {
  return items(get(selector, 'matchExpressions')).flatMap((expression) => {
    const [key, operator, values] = ['key', 'operator', 'values'].map((name) => get(expression, name)) as [
      Value,
      Value,
      Value,
    ];
    const objections = checkOneOf('field', operator, OPERATORS, 'operator');
    if (objections.length > 0 || [expression, key, operator, values].some(isOpen)) return objections;
    if (isAbsent(key)) return objectTo('field', expression, 'This expression has no `key`: name the label.');
    const written = text(operator);
    if (written === undefined)
      return objectTo(
        'field',
        expression,
        `This expression has no \`operator\`: write ${listed(OPERATORS, 'or')}.`,
      );
    const needsValues = written === 'In' || written === 'NotIn';
    if (needsValues && items(values).length === 0)
      return objectTo('field', expression, `\`${written}\` needs \`values\`: list at least one.`);
    if (!needsValues && items(values).length > 0)
      return objectTo(
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
