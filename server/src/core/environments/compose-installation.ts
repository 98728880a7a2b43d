import { folderOf, isWithin } from '../base/folder-of.ts';
import type {
  ComposedEnvironment,
  CompositionProblem,
  DivideContext,
  Manifests,
} from '../workspace/division.ts';
import type { Manifest, ManifestDocument } from '../workspace/manifest.ts';
import { composedDocuments } from './composed-documents.ts';
import type { ChartFiles, TemplateDocument } from './helm/chart-files.ts';
import { CHART_FILE } from './helm/chart-metadata.ts';
import { composeChart } from './helm/compose-chart.ts';
import { findTemplate } from './helm/find-template.ts';
import type { HelmError } from './helm/helm-error.ts';

/** One way in which a chart is installed. */
export interface Installation {
  /** Tells it from the chart's others. */
  readonly name: string | undefined;
  readonly namespace: string | undefined;
}

/** What helm made of an installation. */
export type Rendered =
  | {
      readonly type: 'rendered';
      readonly text: string;
      /** The texts of the chart's files with named templates. */
      readonly helpers: readonly string[];
    }
  | { readonly type: 'failed'; readonly error: HelmError };

/**
 * Puts the environment of an installed chart together: what helm rendered, at its places in the templates. As long as
 * nothing is rendered it is the templates themselves, in which everything that is templated is unknown.
 */
export function composeInstallation(
  folder: string,
  rendered: Rendered | undefined,
  before: ComposedEnvironment | undefined,
  manifests: Manifests,
  context: DivideContext,
): ComposedEnvironment {
  const own = [...manifests.keys()].filter((uri) => isWithin(uri, folder));
  const chart = openChart(folder, own, rendered, manifests, context);
  const shared = { reads: new Set(own), whole: folder };
  if (rendered?.type !== 'rendered') {
    const problems = rendered
      ? [problemOf(rendered.error, chart.files, manifests)].flatMap((one) => one ?? [])
      : [];
    return { ...shared, documents: templateDocuments(own, manifests), problems };
  }
  const { resources, unplaced } = composeChart(rendered.text, chart.files);
  const head = manifests.get(`${folder}/${CHART_FILE}`)?.chunks[0]?.document.id ?? 0;
  const composed = { resources, open: unplaced.length > 0, head, hasRoom: false, written: chart.written };
  return { ...shared, documents: composedDocuments(composed, before, context), problems: [] };
}

function openChart(
  folder: string,
  own: readonly string[],
  rendered: Rendered | undefined,
  manifests: Manifests,
  context: DivideContext,
) {
  const written = new Map<number, ManifestDocument>();
  const documentsOf = (manifest: Manifest): TemplateDocument[] =>
    manifest.chunks.map((chunk) => {
      const { document, role, span } = chunk;
      written.set(document.id, document);
      const { root, broken } = context.tree(manifest, chunk);
      return { id: document.id, role, root, broken, text: manifest.text.slice(span.start, span.end) };
    });
  const folders = new Set(own.flatMap((uri) => foldersAbove(uri, folder)));
  const files: ChartFiles = {
    folder,
    documents: (uri) => {
      const manifest = manifests.get(uri);
      return manifest && documentsOf(manifest);
    },
    text: (uri) => manifests.get(uri)?.text,
    helpers: rendered?.type === 'rendered' ? rendered.helpers : [],
    foldersIn: (parent) => [...folders].filter((one) => folderOf(one) === parent).sort(),
  };
  return { files, written: (id: number) => written.get(id) };
}

function foldersAbove(uri: string, top: string): readonly string[] {
  const folder = folderOf(uri);
  return folder === top ? [] : [folder, ...foldersAbove(folder, top)];
}

function templateDocuments(own: readonly string[], manifests: Manifests): readonly ManifestDocument[] {
  return own
    .filter((uri) => uri.includes('/templates/'))
    .flatMap((uri) => manifests.get(uri)?.chunks.map(({ document }) => document) ?? []);
}

/** Where helm stumbled, in the template if it says so, else in the Chart.yaml; nothing where the chart is not at fault. */
function problemOf(
  { type, message, at }: HelmError,
  files: ChartFiles,
  manifests: Manifests,
): CompositionProblem | undefined {
  if (type === 'library') return undefined;
  const uri = at && findTemplate(files, at.source);
  const place = (uri === undefined ? undefined : placeOf(manifests.get(uri), at?.line ?? 1)) ?? {
    document: manifests.get(`${files.folder}/${CHART_FILE}`)?.chunks[0]?.document.id ?? 0,
    path: type === 'dependencies' ? '/dependencies/0/name' : '/name',
    part: 'value' as const,
  };
  return type === 'dependencies'
    ? { type: 'chart-incomplete', at: place, message }
    : { type: 'chart-invalid', at: place, message: `helm cannot render this chart: ${message}` };
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
