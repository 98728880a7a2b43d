import type { TextDocument } from 'vscode';
import { languages } from 'vscode';
import { manifestDocuments } from '../manifest-documents.ts';
import { namesNodeKind } from './names-node-kind.ts';

/** Whether a document seems to hold a manifest that the topology shows something of. */
export function isManifest(document: TextDocument): boolean {
  return languages.match(manifestDocuments, document) > 0 && namesNodeKind(document.getText());
}
