import type { ChartFiles, TemplateDocument } from '../../server/src/core/environments/helm/chart-files.ts';
import { parseChunk } from '../../server/src/core/yaml/parse-chunk.ts';
import { splitChunks } from '../../server/src/core/yaml/split-chunks.ts';

/** A chart in memory, with what its documents are found by. */
export interface TestChart extends ChartFiles {
  /** The file that a document is in, and where it starts. */
  readonly fileOf: (id: number) => { readonly uri: string; readonly text: string; readonly start: number };
  readonly documentOf: (id: number) => TemplateDocument;
}

/** Makes a chart of texts; `folder` is the uri of its folder. */
export function chartOf(
  folder: string,
  files: readonly { readonly uri: string; readonly text: string }[],
): TestChart {
  const starts = new Map<number, { uri: string; text: string; start: number }>();
  const documents = new Map<number, TemplateDocument>();
  const byUri = new Map<string, readonly TemplateDocument[]>();
  for (const { uri, text } of files) {
    const ofFile = splitChunks(text).map(({ span, role }): TemplateDocument => {
      const id = documents.size + 1;
      const own = text.slice(span.start, span.end);
      const document = { ...parseChunk(own, undefined), id, role, text: own };
      documents.set(id, document);
      starts.set(id, { uri, text, start: span.start });
      return document;
    });
    byUri.set(uri, ofFile);
  }
  const found = <T>(map: ReadonlyMap<number, T>, id: number): T => {
    const value = map.get(id);
    if (!value) throw new Error(`there is no document ${id}`);
    return value;
  };
  return {
    folder,
    documents: (uri) => byUri.get(uri),
    text: (uri) => files.find((file) => file.uri === uri)?.text,
    helpers: files.flatMap(({ uri, text }) => (uri.endsWith('.tpl') ? [text] : [])),
    foldersIn: (above) => {
      const below = files.flatMap(({ uri }) =>
        uri.startsWith(`${above}/`) ? [uri.slice(above.length + 1).split('/')] : [],
      );
      return [...new Set(below.flatMap(([name, ...rest]) => (rest.length > 0 ? [`${above}/${name}`] : [])))];
    },
    fileOf: (id) => found(starts, id),
    documentOf: (id) => found(documents, id),
  };
}
