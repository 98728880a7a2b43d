import type { YamlPath } from '../yaml/yaml-path.ts';

/**
 * A field that stands in a document: what it says, and where. `value` is undefined when the field is there but what
 * it will say is unknown (a template). A field that is absent is itself `undefined`.
 */
export interface Field<T> {
  readonly value: T | undefined;
  readonly at: YamlPath;
}
