import { allOf, type Ternary } from '../base/ternary.ts';
import type { YamlPath } from '../yaml/yaml-path.ts';
import { findLabel, type Labels } from './labels.ts';
import type { Requirement } from './requirement.ts';

/** A label selector: every requirement must hold; without requirements it selects everything (semantics rule 15). */
export interface Selector {
  readonly requirements: readonly Requirement[];
  /** There may be more requirements than can be seen (a template adds some). */
  readonly open: boolean;
  readonly at: YamlPath;
}

/** True when a selector selects everything there is. */
export function isEverything({ requirements, open }: Selector): boolean {
  return requirements.length === 0 && !open;
}

/** Whether a selector selects an object with these labels. */
export function matchSelector(selector: Selector, labels: Labels): Ternary {
  const answer = allOf(selector.requirements, (requirement) => matchRequirement(requirement, labels));
  return answer === 'yes' && selector.open ? 'unknown' : answer;
}

/** Whether one requirement holds. NotIn and DoesNotExist hold when the key is absent (semantics rule 15). */
export function matchRequirement(requirement: Requirement, labels: Labels): Ternary {
  const { key, operator, values } = requirement;
  const label = findLabel(labels, key);
  if (!label) {
    if (labels.open) return matchLimits(requirement, labels.limits ?? []);
    return operator === 'NotIn' || operator === 'DoesNotExist' ? 'yes' : 'no';
  }
  if (operator === 'Exists') return 'yes';
  if (operator === 'DoesNotExist') return 'no';
  if (!values || label.value === undefined) return 'unknown';
  const among = values.includes(label.value);
  return among === (operator === 'In') ? 'yes' : 'no';
}

/** Whether a requirement holds for labels of which only other requirements are known. */
function matchLimits({ key, operator, values }: Requirement, limits: readonly Requirement[]): Ternary {
  const own = limits.filter((limit) => limit.key === key);
  const isAbsent = own.some((limit) => limit.operator === 'DoesNotExist');
  const isPresent = own.some((limit) => limit.operator === 'In' || limit.operator === 'Exists');
  if (operator === 'Exists' || operator === 'DoesNotExist') {
    if (isAbsent) return operator === 'Exists' ? 'no' : 'yes';
    return isPresent ? (operator === 'Exists' ? 'yes' : 'no') : 'unknown';
  }
  if (isAbsent) return operator === 'In' ? 'no' : 'yes';
  if (!values) return 'unknown';
  const among = own.flatMap((limit): Ternary => matchValues(limit, values));
  const answer = among.find((one) => one !== 'unknown') ?? 'unknown';
  if (operator === 'In') return answer;
  return answer === 'unknown' ? 'unknown' : answer === 'yes' ? 'no' : 'yes';
}

/** Whether a label of which one requirement is known has one of some values. */
function matchValues({ operator, values: own }: Requirement, values: readonly string[]): Ternary {
  if (!own) return 'unknown';
  if (operator === 'In') {
    if (own.every((value) => values.includes(value))) return 'yes';
    return own.some((value) => values.includes(value)) ? 'unknown' : 'no';
  }
  return operator === 'NotIn' && values.every((value) => own.includes(value)) ? 'no' : 'unknown';
}

/** A text that is equal for selectors that ask for the same, in whatever order they do. */
export function selectorKey({ requirements, open }: Selector): string {
  const texts = requirements.map((requirement) => {
    const { values } = requirement;
    const isSorted = !values || values.length < 2;
    return formatRequirement(isSorted ? requirement : { ...requirement, values: [...values].sort() });
  });
  return `${texts.sort().join()}${open ? ',…' : ''}`;
}

/** The selector in kubectl's notation: `app=web,tier in (a,b),!canary`; everything is `<all>`. */
export function formatSelector(selector: Selector): string {
  if (selector.requirements.length === 0) return '<all>';
  return selector.requirements.map(formatRequirement).join(',');
}

/** One requirement in kubectl's notation. */
export function formatRequirement({ key, operator, values }: Requirement): string {
  const list = values?.join(',') ?? '…';
  switch (operator) {
    case 'In':
      return values && values.length !== 1 ? `${key} in (${list})` : `${key}=${list}`;
    case 'NotIn':
      return values && values.length !== 1 ? `${key} notin (${list})` : `${key}!=${list}`;
    case 'Exists':
      return key;
    case 'DoesNotExist':
      return `!${key}`;
  }
}
