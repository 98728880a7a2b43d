import type { YamlPath } from '../yaml/yaml-path.ts';
import type { Requirement } from './requirement.ts';

/** The labels of an object. */
export interface Labels {
  readonly entries: readonly Label[];
  /** There may be more labels than can be seen (a template adds some). */
  readonly open: boolean;
  /** What surely holds of the labels that cannot be seen: those of pods that a selector selects, whatever else they are. */
  readonly limits?: readonly Requirement[];
  readonly at: YamlPath;
}

export interface Label {
  readonly key: string;
  /** Undefined: a template. */
  readonly value: string | undefined;
  readonly at: YamlPath;
}

/** The label of a key, or undefined. */
export function findLabel(labels: Labels, key: string): Label | undefined {
  return labels.entries.find((label) => label.key === key);
}
