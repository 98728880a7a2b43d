import { lazy } from '../core/base/lazy.ts';
import { addTo, type MultiMap } from '../core/base/multi-map.ts';
import { composeDocuments } from '../core/environments/helm/compose-chart.ts';
import { findTemplate } from '../core/environments/helm/find-template.ts';
import { type RenderedDocument, sourcesOf } from '../core/environments/helm/split-rendered.ts';
import { originsOf } from '../core/environments/origins-of.ts';
import type { DocumentId, Source } from '../core/model/source.ts';
import { type Span, shiftSpan } from '../core/text/span.ts';
import { type Origins, originAt } from '../core/workspace/derived-document.ts';
import { locateOrigin } from '../core/workspace/locate-origin.ts';
import type { Manifest } from '../core/workspace/manifest.ts';
import { parseChunk } from '../core/yaml/parse-chunk.ts';
import { findCharts } from '../io/find-charts.ts';
import { type OpenChart, openChart } from '../io/open-chart.ts';

/** Where what helm has printed, and somebody has piped in, is written. */
export interface RenderedPlaces {
  /** The place in a template, with the text of its file; undefined where the chart is not found. */
  readonly locate: (source: Source) => WrittenPlace | undefined;
  /** The template that has printed a document, as helm names it; undefined where nothing says so. */
  readonly templateOf: (document: DocumentId) => string | undefined;
  /** Whether a file is a template of a chart that is found. */
  readonly isTemplate: (uri: string) => boolean;
  /** The text of a template that a place is in. */
  readonly textOf: (uri: string) => string | undefined;
}

export interface WrittenPlace {
  readonly uri: string;
  readonly text: string;
  readonly span: Span;
}

/** A document of the manifest, which helm has printed. */
interface PrintedDocument extends RenderedDocument {
  readonly id: DocumentId;
}

/** A resource of a chart, which knows where it is written. */
interface Composed {
  readonly chart: OpenChart;
  readonly origins: Origins;
}

/**
 * Finds the templates of what helm has printed, by the comments that it writes above each document: in charts of the names
 * that these begin with, at or below some folders. Nothing is searched before a place is asked for.
 */
export function renderedPlaces(manifest: Manifest, folders: readonly string[]): RenderedPlaces {
  const printed = lazy(() => printedDocuments(manifest));
  const composed = lazy(() => composeAll([...printed().values()], folders));
  const texts = new Map<string, string>();
  return {
    templateOf: (document) => printed().get(document)?.source,
    isTemplate: (uri) =>
      uri.includes('/templates/') &&
      [...composed().values()].some(({ chart }) => uri.startsWith(`${chart.folder}/`)),
    textOf: (uri) => texts.get(uri),
    locate: ({ document, path, part }) => {
      const found = typeof part === 'object' ? undefined : composed().get(document);
      if (!found || typeof part === 'object') return undefined;
      const origin = originAt(found.origins, path);
      const written = origin && found.chart.document(origin.document);
      if (!written) return undefined;
      const { uri, text, start } = written;
      texts.set(uri, text);
      const span = locateOrigin(written.document.text, written.document.root, origin, part);
      return { uri, text, span: shiftSpan(span, start) };
    },
  };
}

function printedDocuments({ text, chunks }: Manifest): Map<DocumentId, PrintedDocument> {
  const printed = new Map<DocumentId, PrintedDocument>();
  const texts = chunks.map(({ span }) => text.slice(span.start, span.end));
  const sources = sourcesOf(texts);
  for (const [i, { role, document }] of chunks.entries()) {
    const own = texts[i] ?? '';
    const source = role.type === 'document' ? sources[i] : undefined;
    const { root } = source === undefined ? { root: undefined } : parseChunk(own, undefined);
    if (source !== undefined && root?.type === 'map')
      printed.set(document.id, { id: document.id, source, text: own, root });
  }
  return printed;
}

function composeAll(
  documents: readonly PrintedDocument[],
  folders: readonly string[],
): Map<DocumentId, Composed> {
  const byChart: MultiMap<string, PrintedDocument> = new Map();
  for (const document of documents) addTo(byChart, document.source.split('/')[0] ?? '', document);
  const composed = new Map<DocumentId, Composed>();
  for (const [name, ofChart] of byChart) {
    const chart = findCharts(folders, name)
      .map(openChart)
      .find((candidate) => hasTemplate(candidate, ofChart));
    if (!chart) continue;
    composeDocuments(ofChart, chart).forEach((resource, i) => {
      const id = ofChart[i]?.id;
      if (resource && id !== undefined) composed.set(id, { chart, origins: originsOf(resource.root) });
    });
  }
  return composed;
}

/** Of several charts of one name it is the one that has what was printed. */
function hasTemplate(chart: OpenChart, documents: readonly PrintedDocument[]): boolean {
  return documents.some(({ source }) => {
    const uri = findTemplate(chart, source);
    return uri !== undefined && chart.documents(uri) !== undefined;
  });
}
