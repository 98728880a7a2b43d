import { type Diagnostic, languages, type TextDocument } from 'vscode';
import { until } from './until.ts';

/** Waits for a diagnostic of ours in the document, by rule id, and answers the first one. */
export function findingIn(document: TextDocument, rule: string): Promise<Diagnostic> {
  return until(`${rule} in ${document.fileName}`, () => find(document, rule));
}

/** Waits until the document has no diagnostic of that rule. */
export async function noFindingIn(document: TextDocument, rule: string): Promise<void> {
  await until(`${rule} to leave ${document.fileName}`, () => (find(document, rule) ? undefined : true));
}

function find(document: TextDocument, rule: string): Diagnostic | undefined {
  return languages.getDiagnostics(document.uri).find((diagnostic) => {
    const code = typeof diagnostic.code === 'object' ? diagnostic.code.value : diagnostic.code;
    return diagnostic.source === 'kubereach' && code === rule;
  });
}
