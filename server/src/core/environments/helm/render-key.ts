import { hashText } from '../../base/hash-text.ts';

/** Everything that decides what a chart renders to. */
export interface RenderInput {
  /** The contents of the chart's files by their paths in it, in any order; of binary ones any text that stands for them. */
  readonly files: ReadonlyMap<string, string>;
  /** The contents of the values files that are laid over the chart's own, the last one wins. */
  readonly values: readonly string[];
  readonly release: string;
  readonly namespace: string | undefined;
}

/** A short text that is the same for inputs that render alike, and in practice for no others. */
export function renderKey({ files, values, release, namespace }: RenderInput): string {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return hashText(JSON.stringify([release, namespace ?? null, values, sorted]));
}
