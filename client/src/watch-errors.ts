import { DiagnosticSeverity, type Disposable, languages, type Uri } from 'vscode';

/**
 * Calls back with the number of our errors in the whole workspace whenever it changes. Diagnostics are ours when their
 * source is `kubereach`; only the files whose diagnostics changed are counted again.
 */
export function watchErrors(onCount: (errors: number) => void): Disposable {
  const byFile = new Map<string, number>();
  let total = 0;

  function recount(file: Uri): void {
    const key = file.toString();
    const errors = languages.getDiagnostics(file).filter(isOurError).length;
    total += errors - (byFile.get(key) ?? 0);
    if (errors === 0) byFile.delete(key);
    else byFile.set(key, errors);
  }

  return languages.onDidChangeDiagnostics(({ uris }) => {
    const before = total;
    uris.forEach(recount);
    if (total !== before) onCount(total);
  });
}

function isOurError(diagnostic: {
  readonly source?: string | undefined;
  readonly severity: DiagnosticSeverity;
}): boolean {
  return diagnostic.source === 'kubereach' && diagnostic.severity === DiagnosticSeverity.Error;
}
