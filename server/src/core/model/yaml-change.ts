import type { YamlPath } from '../yaml/yaml-path.ts';
import type { YamlValue } from '../yaml/yaml-value.ts';
import type { DocumentId } from './source.ts';

/**
 * One change of a manifest, said by path: how it looks in the text (indentation, quotes, comments kept) is decided
 * where the text is known. Values are plain data, as they would be written to JSON.
 */
export type YamlChange =
  /** Writes another scalar in the place of the one at the path. */
  | {
      readonly type: 'set-scalar';
      readonly document: DocumentId;
      readonly path: YamlPath;
      readonly value: string | number;
    }
  /** Replaces one text within the scalar at the path. */
  | {
      readonly type: 'replace-within';
      readonly document: DocumentId;
      readonly path: YamlPath;
      readonly text: string;
      readonly occurrence: number;
      readonly newText: string;
    }
  /** Renames the key of the entry at the path. */
  | {
      readonly type: 'rename-key';
      readonly document: DocumentId;
      readonly path: YamlPath;
      readonly key: string;
    }
  /** Adds an item at the end of the list at the path; the list is made when its parent map has none. */
  | {
      readonly type: 'append-item';
      readonly document: DocumentId;
      readonly path: YamlPath;
      readonly value: YamlValue;
    }
  /** Adds several items in the same way: two changes could not make one list. */
  | {
      readonly type: 'append-items';
      readonly document: DocumentId;
      readonly path: YamlPath;
      readonly values: readonly YamlValue[];
    }
  /** Adds an entry at the end of the map at the path's parent. */
  | {
      readonly type: 'add-entry';
      readonly document: DocumentId;
      readonly path: YamlPath;
      readonly value: YamlValue;
    }
  /** Adds a document after this one. */
  | { readonly type: 'add-document'; readonly after: DocumentId; readonly value: YamlValue };
