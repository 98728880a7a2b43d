import { folderOf, foldersAbove } from '../base/folder-of.ts';
import type { ComposedEnvironment, DivideContext, Manifests } from '../workspace/division.ts';
import type { Manifest, ManifestDocument } from '../workspace/manifest.ts';
import { chartProblem } from './chart-problem.ts';
import { isPartOfChart } from './chart-roots.ts';
import { composedDocuments, identityOf } from './composed-documents.ts';
import type { ChartFiles, TemplateDocument } from './helm/chart-files.ts';
import { CHART_FILE } from './helm/chart-metadata.ts';
import { composeChart } from './helm/compose-chart.ts';
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
  const own = [...manifests.keys()].filter((uri) => isPartOfChart(uri, folder));
  const chart = openChart(folder, own, rendered, manifests, context);
  const shared = { reads: new Set(own), whole: folder };
  const head = manifests.get(`${folder}/${CHART_FILE}`)?.chunks[0]?.document.id ?? 0;
  const composed = { head, hasRoom: false, written: chart.written };
  if (rendered?.type !== 'rendered') {
    const problem = rendered && chartProblem(rendered.error, chart.files, manifests);
    const { documents, open } = templateDocuments(own, manifests);
    const unseen = composedDocuments({ ...composed, resources: [], open }, before, context);
    return { ...shared, documents: [...documents, ...unseen], problems: problem ? [problem] : [] };
  }
  const { resources, unplaced } = composeChart(rendered.text, chart.files);
  const documents = composedDocuments({ ...composed, resources, open: unplaced.length > 0 }, before, context);
  return { ...shared, documents, problems: [] };
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

/**
 * The documents of the templates as they are written. There may be more than these where lines of actions alone print
 * something. Of a resource that is written several times a condition chooses one, and nobody can say which.
 */
function templateDocuments(
  own: readonly string[],
  manifests: Manifests,
): { readonly documents: readonly ManifestDocument[]; readonly open: boolean } {
  const chunks = own
    .filter((uri) => uri.includes('/templates/'))
    .flatMap((uri) => {
      const { text = '', chunks: all = [] } = manifests.get(uri) ?? {};
      return all.map(({ document, span }) => ({ document, text: text.slice(span.start, span.end) }));
    });
  const known = new Set<string>();
  const documents = chunks.flatMap(({ document }) => {
    const names = document.facts.flatMap((facts) =>
      facts.name?.value === undefined ? [] : [identityOf(facts)],
    );
    const isAnother = names.every((name) => !known.has(name));
    for (const name of names) known.add(name);
    return isAnother ? [document] : [];
  });
  const isPrinted = chunks.some(
    ({ document, text }) => document.facts.length === 0 && /\{\{-?\s*(?:include|template|range)\b/.test(text),
  );
  return { documents, open: isPrinted || documents.length < chunks.length };
}
