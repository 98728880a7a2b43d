import { hashText } from '../../base/hash-text.ts';
import type { ValueAssignment } from '../gitops/chart-values.ts';

/** Everything that decides what a chart renders to. */
export interface RenderInput {
  /** The contents of the chart's files by their paths in it, in any order; of binary ones any text that stands for them. */
  readonly files: ReadonlyMap<string, string>;
  /** The values that are laid over the chart's own, as YAML; the last one wins. */
  readonly values: readonly string[];
  /** Single values, over those. */
  readonly assignments: readonly ValueAssignment[];
  readonly release: string;
  readonly namespace: string | undefined;
}

/** A short text that is the same for inputs that render alike, and in practice for no others. */
export function renderKey({ files, values, assignments, release, namespace }: RenderInput): string {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return hashText(JSON.stringify([release, namespace ?? null, values, assignments, sorted]));
}
