import type { TextDocument } from 'vscode';
import { languages } from 'vscode';
import { manifestDocuments } from '../manifest-documents.ts';

/** Kinds of which the topology has something to show. */
const KINDS =
  /^\s*["']?kind["']?\s*:\s*["']?(?:\w*NetworkPolicy|Service|Ingress|Route|Deployment|StatefulSet|DaemonSet|ReplicaSet|Job|CronJob|Pod|Namespace|List)\b/m;

/** Whether a document holds a manifest that the topology shows something of. */
export function isManifest(document: TextDocument): boolean {
  return languages.match(manifestDocuments, document) > 0 && KINDS.test(document.getText());
}
