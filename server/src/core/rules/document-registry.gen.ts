// Made by scripts/generate.mjs from the files beside it. Do not edit.
import documentWithoutKind from './document-without-kind.ts';
import duplicateKey from './duplicate-key.ts';
import invalidYaml from './invalid-yaml.ts';
import type { DocumentRule } from './define-document-rule.ts';

/** Every rule about the text of documents; its id is the name of its file. */
export const DOCUMENT_RULES: readonly DocumentRule[] = [
  { id: 'document-without-kind', ...documentWithoutKind },
  { id: 'duplicate-key', ...duplicateKey },
  { id: 'invalid-yaml', ...invalidYaml },
];
