import { allOf, type Ternary } from '../base/ternary.ts';
import type { YamlPath } from '../yaml/yaml-path.ts';
import { findLabel, type Labels } from './labels.ts';

/** A label selector: every requirement must hold; without requirements it selects everything (semantics rule 15). */
export interface Selector {
  readonly requirements: readonly Requirement[];
  /** There may be more requirements than can be seen (a template adds some). */
  readonly open: boolean;
  readonly at: YamlPath;
}

export interface Requirement {
  readonly key: string;
  readonly operator: Operator;
  /** Empty for Exists and DoesNotExist. Undefined: a template. */
  readonly values: readonly string[] | undefined;
  readonly at: YamlPath;
}

export type Operator = 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';

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
export function matchRequirement({ key, operator, values }: Requirement, labels: Labels): Ternary {
  const label = findLabel(labels, key);
  if (!label) {
    if (labels.open) return 'unknown';
    return operator === 'NotIn' || operator === 'DoesNotExist' ? 'yes' : 'no';
  }
  if (operator === 'Exists') return 'yes';
  if (operator === 'DoesNotExist') return 'no';
  if (!values || label.value === undefined) return 'unknown';
  const among = values.includes(label.value);
  return among === (operator === 'In') ? 'yes' : 'no';
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
