import { below, type Origin } from '../model/origin.ts';
import type { DocumentId } from '../model/source.ts';
import { isAtOrBelow, parentPath, pathSteps, type YamlPath } from '../yaml/yaml-path.ts';
import type { EnvironmentDocument } from './manifest.ts';

/**
 * A document that nobody wrote as it is: a kustomization put it together, or a chart was rendered to it. Facts, rules and
 * features take it for any other; where one of its places is shown or changed, its origin stands for it.
 */
export interface DerivedDocument extends EnvironmentDocument {
  /** The document that most of it was written in. */
  readonly base: DocumentId;
  readonly origins: Origins;
  /** Another document can be written behind its base, and is then put together in the same way. */
  readonly hasRoom: boolean;
}

/** Where the parts of a document were written: by path, each for all that is below it and has no origin of its own. */
export type Origins = ReadonlyMap<YamlPath, Origin>;

/** Where the place was written; undefined where nothing is known of it. */
export function originAt(origins: Origins, path: YamlPath): Origin | undefined {
  for (let at = path; ; at = parentPath(at)) {
    const found = origins.get(at);
    if (found) return at === path ? found : pathSteps(path.slice(at.length)).reduce(below, found);
    if (at === '') return undefined;
  }
}

/** The place of a document that was written at a place of another; undefined where nothing of it was. */
export function placeFrom(
  { origins }: DerivedDocument,
  document: DocumentId,
  path: YamlPath,
): YamlPath | undefined {
  const theirs = [...origins].filter(([, from]) => from.document === document && from.inner === undefined);
  const exact = theirs
    .filter(([, from]) => isAtOrBelow(path, from.path))
    .sort(([, a], [, b]) => b.path.length - a.path.length)
    .map(([at, from]) => `${at}${path.slice(from.path.length)}`)
    .find((at) => originAt(origins, at)?.path === path);
  // What a patch says first, its kind and its name, is whose resource it changes.
  return exact ?? (theirs.length > 0 && HEADLINE.includes(path) ? path : undefined);
}

const HEADLINE: readonly YamlPath[] = ['', '/apiVersion', '/kind', '/metadata/name'];
