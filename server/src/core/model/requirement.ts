import type { YamlPath } from '../yaml/yaml-path.ts';

/** One thing that a label selector asks for. */
export interface Requirement {
  readonly key: string;
  readonly operator: Operator;
  /** Empty for Exists and DoesNotExist. Undefined: a template. */
  readonly values: readonly string[] | undefined;
  readonly at: YamlPath;
}

export type Operator = 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
