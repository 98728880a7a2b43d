import { pathStepsOf } from './field-spec.ts';

/** A step of the path of a replacement or var. */
export type FieldStep =
  | { readonly type: 'field'; readonly name: string }
  | { readonly type: 'index'; readonly index: number }
  /** The items whose field (or, without one, who themselves) say something. */
  | { readonly type: 'match'; readonly field: string; readonly value: string }
  | { readonly type: 'all' };

/**
 * Reads a path as replacements have it: `spec.template.spec.containers.[name=web].env.0`, with a backslash before a dot
 * that belongs to a name. Source: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/replacements/
 */
export function parseFieldPath(path: string): FieldStep[] {
  const parts = pathStepsOf(path, '.');
  const steps: FieldStep[] = [];
  for (let at = 0; at < parts.length; at++) {
    let part = parts[at] ?? '';
    let isBracketed = false;
    // A dot within brackets belongs to what they enclose.
    if (part.startsWith('[') && !part.endsWith(']')) {
      while (at < parts.length - 1 && !part.endsWith(']')) part = `${part}.${parts[++at] ?? ''}`;
      isBracketed = !part.includes('=');
    }
    const name = isBracketed ? part.replace(/^[[\]]+|[[\]]+$/g, '') : part;
    const trimmed = name.trim();
    if (trimmed !== '') steps.push(stepOf(trimmed));
  }
  return steps;
}

function stepOf(part: string): FieldStep {
  if (/^[+-]?\d{1,9}$/.test(part) && Number(part) >= 0) return { type: 'index', index: Number(part) };
  if (part === '*') return { type: 'all' };
  const match = /^\[([^=]*)=([\s\S]*)\]$/.exec(part);
  return match
    ? { type: 'match', field: match[1] ?? '', value: match[2] ?? '' }
    : { type: 'field', name: part };
}
