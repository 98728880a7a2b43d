import type { KindSelector } from './resource-id.ts';
import { selectsKind } from './resource-id.ts';

/**
 * A field of some kinds of resources that a transformer changes. The path goes through lists without saying so. Source:
 * https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/configurations/
 */
export interface FieldSpec extends KindSelector {
  readonly path: string;
  /** The field is made where there is none. */
  readonly create: boolean;
}

/** A field spec, short to write: the kind may have its group before it (`apps/Deployment`), and none means all kinds. */
export function fieldSpec(path: string, kind = '', create = false, version = ''): FieldSpec {
  const slash = kind.lastIndexOf('/');
  return { group: kind.slice(0, Math.max(0, slash)), version, kind: kind.slice(slash + 1), path, create };
}

/**
 * Adds field specs to others. One that takes in no less than a known one of the same path is left out, as in kustomize;
 * `conflict` is told when the two do not agree whether the field is made.
 */
export function mergeFieldSpecs(
  known: readonly FieldSpec[],
  added: readonly FieldSpec[],
  conflict: (spec: FieldSpec) => void,
): readonly FieldSpec[] {
  let result = known;
  for (const spec of added) {
    const same = result.find((other) => other.path === spec.path && selectsKind(spec, other));
    if (!same) result = [...result, spec];
    else if (same.create !== spec.create) conflict(spec);
  }
  return result;
}

/** The steps of a path; a `/` that belongs to a step has a backslash before it. */
export function pathStepsOf(path: string, delimiter: '/' | '.'): string[] {
  const parts = path.split(delimiter);
  if (parts.length > 1 && parts[0] === '') parts.shift();
  const steps: string[] = [];
  for (const part of parts) {
    const last = steps.at(-1);
    if (last?.endsWith('\\')) steps[steps.length - 1] = `${last.slice(0, -1)}${delimiter}${part}`;
    else steps.push(part);
  }
  return steps;
}
