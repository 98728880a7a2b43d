import type { Ternary } from '../../base/ternary.ts';
import { allOf } from '../../base/ternary.ts';
import type { ComposedNode } from '../composed-node.ts';
import { entryOf, isUnknown } from './edit-composed.ts';

/** Says whether a map of labels, or of annotations, is selected; undefined stands for no map at all. */
type LabelTest = (labels: ComposedNode | undefined, isHidden: boolean) => Ternary;

/**
 * Reads a label selector as kubectl takes it (`app=web,tier in (a, b),!old`); undefined if it is none. Source:
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function parseLabelSelector(text: string): LabelTest | undefined {
  const tests: LabelTest[] = [];
  // Commas within brackets belong to the set.
  for (const part of text.split(/,(?![^(]*\))/).map((one) => one.trim())) {
    if (part === '' && text.trim() === '') continue;
    const test = parseRequirement(part);
    if (!test) return undefined;
    tests.push(test);
  }
  return (labels, isHidden) => allOf(tests, (test) => test(labels, isHidden));
}

function parseRequirement(text: string): LabelTest | undefined {
  const exists = /^(!?)\s*([\w./-]+)$/.exec(text);
  if (exists?.[2]) return requirement(exists[2], exists[1] === '', undefined);
  const equals = /^([\w./-]+)\s*(==?|!=)\s*([\w.-]*)$/.exec(text);
  if (equals?.[1]) return requirement(equals[1], equals[2] !== '!=', [equals[3] ?? '']);
  const compared = /^([\w./-]+)\s*([<>])\s*(\d{1,15})$/.exec(text);
  if (compared?.[1]) return comparison(compared[1], compared[2] === '>', Number(compared[3]));
  const among = /^([\w./-]+)\s+(in|notin)\s*\(([\w., \t-]*)\)$/.exec(text);
  if (!among?.[1]) return undefined;
  const values = (among[3] ?? '').split(',').map((value) => value.trim());
  return requirement(among[1], among[2] === 'in', values);
}

/** Whether a key is there, with one of the values if there are some; `wanted` false asks for the contrary. */
function requirement(key: string, wanted: boolean, values: readonly string[] | undefined): LabelTest {
  const answer = (holds: boolean): Ternary => (holds === wanted ? 'yes' : 'no');
  return (labels, isHidden) => {
    const value = entryOf(labels, key)?.value;
    if (!value)
      return labels ? (isUnknown(labels) ? 'unknown' : answer(false)) : isHidden ? 'unknown' : answer(false);
    if (!values) return answer(true);
    if (value.type !== 'scalar') return answer(false);
    return value.templated ? 'unknown' : answer(values.includes(value.text));
  };
}

/** Whether a key is there with a whole number that is greater, or less. */
function comparison(key: string, isGreater: boolean, bound: number): LabelTest {
  return (labels, isHidden) => {
    const value = entryOf(labels, key)?.value;
    if (!value) return (labels ? isUnknown(labels) : isHidden) ? 'unknown' : 'no';
    if (isUnknown(value)) return 'unknown';
    const number = value.type === 'scalar' && /^[-+]?\d+$/.test(value.text) ? Number(value.text) : bound;
    return (isGreater ? number > bound : number < bound) ? 'yes' : 'no';
  };
}
