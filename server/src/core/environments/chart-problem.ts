import type { CompositionProblem, Manifests } from '../workspace/division.ts';
import type { Manifest } from '../workspace/manifest.ts';
import type { ChartFiles } from './helm/chart-files.ts';
import { CHART_FILE, readChartMetadata } from './helm/chart-metadata.ts';
import { findTemplate } from './helm/find-template.ts';
import type { HelmError } from './helm/helm-error.ts';

/** Where helm stumbled, in the template if it says so, else in the Chart.yaml; nothing where the chart is not at fault. */
export function chartProblem(
  { type, message, at }: HelmError,
  files: ChartFiles,
  manifests: Manifests,
): CompositionProblem | undefined {
  if (type === 'library') return undefined;
  const uri = at && findTemplate(files, at.source);
  const template = uri === undefined ? undefined : manifests.get(uri);
  // What is broken as it is written has been told already.
  if (template?.chunks.some(({ document }) => document.problems.length > 0)) return undefined;
  const place =
    placeOf(template, at?.line ?? 1) ??
    inValues(files, manifests, message) ??
    inChartFile(files, type, message);
  switch (type) {
    case 'dependencies': {
      const missing = missingIn(message).join(', ');
      const said =
        missing === ''
          ? message
          : `the sub-chart ${missing} is not in charts/: run \`helm dependency build\``;
      return { type: 'chart-incomplete', at: place, message: said };
    }
    case 'needs': {
      const said = `with these values helm cannot render this chart: ${message}`;
      return { type: 'chart-needs-values', at: place, message: said };
    }
    default:
      return { type: 'chart-invalid', at: place, message: `helm cannot render this chart: ${message}` };
  }
}

/** The line of the chart's own values that helm cannot read. */
function inValues(
  { folder }: ChartFiles,
  manifests: Manifests,
  message: string,
): CompositionProblem['at'] | undefined {
  const [isMeant, line] = /^cannot load values\.yaml:(?:.*\bline (\d+))?/.exec(message) ?? [];
  return isMeant === undefined
    ? undefined
    : placeOf(manifests.get(`${folder}/values.yaml`), Number(line ?? 1));
}

/** The name of the chart, or of the first of the sub-charts that helm says are missing. */
function inChartFile(
  { folder, documents, text }: ChartFiles,
  type: HelmError['type'],
  message: string,
): CompositionProblem['at'] {
  const uri = `${folder}/${CHART_FILE}`;
  const [missing] = missingIn(message);
  const dependencies = readChartMetadata(text(uri) ?? '')?.dependencies ?? [];
  const index = dependencies.findIndex(({ name, calledAs }) => name === missing || calledAs === missing);
  const path = type === 'dependencies' ? `/dependencies/${Math.max(0, index)}/name` : '/name';
  return { document: documents(uri)?.[0]?.id ?? 0, path, part: 'value' };
}

/** The sub-charts that helm says are missing. */
function missingIn(message: string): readonly string[] {
  return (
    /missing in charts\/ directory: ([\w., -]+)/.exec(message)?.[1]?.replace(/\.$/, '').split(/,\s*/) ?? []
  );
}

/** The line of a template, without what is blank around it; lines count from 1. */
function placeOf(manifest: Manifest | undefined, line: number): CompositionProblem['at'] | undefined {
  const chunk = manifest?.chunks.findLast((candidate) => candidate.line < line);
  if (!manifest || !chunk) return undefined;
  const text = manifest.text.slice(chunk.span.start, chunk.span.end);
  const lines = text.split('\n');
  const before = lines.slice(0, line - 1 - chunk.line).join('\n');
  const start = before === '' ? 0 : before.length + 1;
  const own = lines[line - 1 - chunk.line] ?? '';
  const indent = own.length - own.trimStart().length;
  const part = { start: start + indent, end: start + Math.max(indent, own.trimEnd().length) };
  return { document: chunk.document.id, path: '', part };
}
