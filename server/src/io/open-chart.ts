import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ChartFiles, TemplateDocument } from '../core/environments/helm/chart-files.ts';
import type { DocumentId } from '../core/model/source.ts';
import { parseChunk } from '../core/yaml/parse-chunk.ts';
import { splitChunks } from '../core/yaml/split-chunks.ts';
import { pathOfUri, uriOfPath } from './file-uri.ts';
import { readManifestFile } from './read-manifest-file.ts';

/** A chart on the disk. */
export interface OpenChart extends ChartFiles {
  /** A document of it, with the file that it is in. */
  readonly document: (id: DocumentId) => OpenDocument | undefined;
}

export interface OpenDocument {
  readonly uri: string;
  /** Of the whole file. */
  readonly text: string;
  /** Where the document starts in it. */
  readonly start: number;
  readonly document: TemplateDocument;
}

/** Opens the chart in a folder; its files are read when they are first asked for. */
export function openChart(folder: string): OpenChart {
  const byId = new Map<DocumentId, OpenDocument>();
  const byUri = new Map<string, readonly TemplateDocument[] | undefined>();
  const textOf = (uri: string): string | undefined => {
    const read = readManifestFile(pathOfUri(uri));
    return read.type === 'text' ? read.text : undefined;
  };
  const readDocuments = (uri: string): readonly TemplateDocument[] | undefined => {
    const text = textOf(uri);
    if (text === undefined) return undefined;
    return splitChunks(text).map(({ span, role }) => {
      const own = text.slice(span.start, span.end);
      const document = { ...parseChunk(own, undefined), id: byId.size, role, text: own };
      byId.set(document.id, { uri, text, start: span.start, document });
      return document;
    });
  };
  return {
    folder: uriOfPath(folder),
    documents: (uri) => {
      if (!byUri.has(uri)) byUri.set(uri, readDocuments(uri));
      return byUri.get(uri);
    },
    text: textOf,
    helpers: readHelpers(folder),
    foldersIn: (uri) => foldersIn(pathOfUri(uri)).map(uriOfPath),
    document: (id) => byId.get(id),
  };
}

function readHelpers(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => basename(file).endsWith('.tpl'))
      .map((file) => readFileSync(join(folder, file), 'utf8'));
  } catch {
    // Without them all is found still, only less exactly.
    return [];
  }
}

/** The folders in a folder, and links to some; none where there is no such folder. */
function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .map((name) => join(folder, name))
      .filter((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory())
      .sort();
  } catch {
    return [];
  }
}
