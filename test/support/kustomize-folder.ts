import { buildKustomization } from '../../server/src/core/environments/kustomize/build-kustomization.ts';
import type {
  KustomizeFiles,
  KustomizeResult,
  WrittenDocument,
} from '../../server/src/core/environments/kustomize/kustomize-result.ts';
import type { DocumentId } from '../../server/src/core/model/source.ts';
import { parseChunk } from '../../server/src/core/yaml/parse-chunk.ts';
import { splitChunks } from '../../server/src/core/yaml/split-chunks.ts';
import { parseFixture } from './fixture.ts';

/** Files in memory, of which kustomizations can be built. */
export interface KustomizeFolder {
  readonly files: KustomizeFiles;
  /** Builds the kustomization of a folder, of which the path is given. */
  readonly build: (folder: string) => KustomizeResult;
  /** The same with other files than these. */
  readonly buildWith: (files: KustomizeFiles, folder: string) => KustomizeResult;
  /** The file of a document, and which document of it that is, from 0. */
  readonly locate: (id: DocumentId) => { readonly path: string; readonly index: number };
}

const NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** Makes a workspace of texts by their paths, which are relative to it. */
export function kustomizeFolder(
  texts: ReadonlyMap<string, string>,
  workspace = 'file:///workspace',
): KustomizeFolder {
  const pathOf = (uri: string): string | undefined =>
    uri.startsWith(`${workspace}/`) ? decodeURIComponent(uri.slice(workspace.length + 1)) : undefined;
  const read = new Map<string, readonly WrittenDocument[]>();
  const places: { path: string; index: number }[] = [];
  const documents = (uri: string): readonly WrittenDocument[] | undefined => {
    const path = pathOf(uri);
    const text = path === undefined ? undefined : texts.get(path);
    if (path === undefined || text === undefined) return undefined;
    const known = read.get(path);
    if (known) return known;
    const made = splitChunks(text).map(({ span, role }, index): WrittenDocument => {
      const { root, broken } = parseChunk(text.slice(span.start, span.end), undefined);
      places.push({ path, index });
      return { id: places.length - 1, role, root, broken };
    });
    read.set(path, made);
    return made;
  };
  const files: KustomizeFiles = {
    documents,
    text: (uri) => texts.get(pathOf(uri) ?? ''),
    kustomizationIn: (folder) =>
      NAMES.map((name) => `${folder}/${name}`).find((uri) => texts.has(pathOf(uri) ?? '')),
    isInside: (uri) => uri === workspace || uri.startsWith(`${workspace}/`),
  };
  const buildWith = (other: KustomizeFiles, folder: string): KustomizeResult => {
    const uri = folder === '' ? workspace : `${workspace}/${folder}`;
    return buildKustomization(other.kustomizationIn(uri) ?? `${uri}/kustomization.yaml`, other);
  };
  return {
    files,
    build: (folder) => buildWith(files, folder),
    buildWith,
    locate: (id) => places[id] ?? { path: '', index: 0 },
  };
}

/** The texts of a fixture by their paths. */
export function textsOf(source: string): ReadonlyMap<string, string> {
  return new Map(parseFixture(source).files.map(({ uri, text }) => [uri.slice('file:///'.length), text]));
}
