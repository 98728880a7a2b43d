import type { Labels } from '../model/labels.ts';
import type { Operator, Requirement } from '../model/requirement.ts';
import type { Selector } from '../model/selector.ts';
import { at, entries, get, isAbsent, isOpen, items, string, text, type Value } from './value.ts';

/** Reads a map of labels. */
export function readLabels(value: Value): Labels {
  return {
    entries: entries(value)
      // It may be any label, and so the map is open.
      .filter(({ templated }) => !templated)
      // A label without a value is the empty label value.
      .map(({ key, value: label }) => {
        const field = string(label) ?? { value: '', at: at(label) };
        return { key, value: field.value, at: field.at };
      }),
    open: isOpen(value),
    at: at(value),
  };
}

/** Reads a `metav1.LabelSelector`: matchLabels and matchExpressions. Absent or empty, it has no requirements. */
export function readSelector(value: Value): Selector {
  const matchLabels = get(value, 'matchLabels');
  const matchExpressions = get(value, 'matchExpressions');
  return {
    requirements: [...readEqualities(matchLabels), ...items(matchExpressions).flatMap(readExpression)],
    open:
      isOpen(value) ||
      isOpen(matchLabels) ||
      isOpen(matchExpressions) ||
      items(matchExpressions).some(isUnknownExpression),
    at: at(value),
  };
}

/** Reads the plain map of labels by which a Service selects; undefined when there is none or it is empty. */
export function readMapSelector(value: Value): Selector | undefined {
  if (isAbsent(value) && !isOpen(value)) return undefined;
  const requirements = readEqualities(value);
  const open = isOpen(value);
  return requirements.length === 0 && !open ? undefined : { requirements, open, at: at(value) };
}

function readEqualities(value: Value): Requirement[] {
  return readLabels(value).entries.map(({ key, value: wanted, at: place }) => ({
    key,
    operator: 'In',
    values: wanted === undefined ? undefined : [wanted],
    at: place,
  }));
}

/**
 * A template decides which label is meant, or how; or the API server refuses the expression, and nobody knows what its
 * author meant. The rest of the selector must not be taken for all of it: it would select more.
 */
function isUnknownExpression(value: Value): boolean {
  const parts = [value, get(value, 'key'), get(value, 'operator')];
  if (parts.some((part) => part.node?.type === 'scalar' && isOpen(part))) return true;
  const [requirement] = readExpression(value);
  return !requirement || (NEEDS_VALUES.has(requirement.operator) && requirement.values?.length === 0);
}

const NEEDS_VALUES: ReadonlySet<Operator> = new Set(['In', 'NotIn']);

const OPERATORS: readonly Operator[] = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

function readExpression(value: Value): Requirement[] {
  const key = string(get(value, 'key'));
  const written = text(get(value, 'operator'));
  const operator = OPERATORS.find((name) => name === written);
  // What the API server refuses is no requirement: the selector is open instead.
  if (!key?.value || !operator) return [];
  const values = items(get(value, 'values')).map(text);
  const known = values.filter((item) => item !== undefined);
  const open = isOpen(get(value, 'values')) || known.length < values.length;
  return [{ key: key.value, operator, values: open ? undefined : known, at: at(value) }];
}
