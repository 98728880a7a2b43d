import type { BuildContext } from './build-context.ts';
import { entryOf, isAbsent, itemsOf, textOf, valueAt } from './edit-composed.ts';
import { reportMissing, resolveFile } from './load-file.ts';
import type { Kustomization } from './read-kustomization.ts';

/** Notes what is not looked into: charts, and schemas, of which only the files must be there. */
export function noteUnread({ root, folder }: Kustomization, context: BuildContext): void {
  for (const field of ['helmCharts', 'helmChartInflationGenerator']) {
    const charts = entryOf(root, field);
    if (!charts || isAbsent(charts.value)) continue;
    const message = 'What these charts hold is unknown, because only kustomize itself can render them';
    context.report('unsupported', charts.key, message, 'key');
    context.open();
  }
  const schema = valueAt(root, 'openapi', 'path');
  for (const path of [...itemsOf(valueAt(root, 'crds')), ...(schema ? [schema] : [])]) {
    const uri = resolveFile(path, folder, context, textOf(path));
    if (uri === undefined) continue;
    const isThere = context.files.documents(uri) !== undefined || context.files.text(uri) !== undefined;
    if (!isThere) reportMissing(path, uri, context, textOf(path));
  }
}
