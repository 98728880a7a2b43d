import { childPath, type YamlPath } from '../yaml/yaml-path.ts';
import type { DocumentId } from './source.ts';

/** Where a part of a document that was put together, or rendered, was written. */
export interface Origin {
  readonly document: DocumentId;
  readonly path: YamlPath;
  /** What stands at `path` is the text of a YAML document itself, such as an inline patch; this is the path within that. */
  readonly inner?: YamlPath;
  /**
   * It stands at no path of a template, because a line of template actions prints it: which of those lines of the
   * document, from 0. `path` is the nearest place around it that has one.
   */
  readonly action?: number;
  /**
   * Where a template writes a key several times, as in the branches of a condition, a path means the last of them. Here are
   * the paths, on the way to `path`, of which another one is meant, and which one, from 0.
   */
  readonly branches?: Readonly<Record<YamlPath, number>>;
  /** It says something else than what is written there: a prefix or a hash was added, or a variable was filled in. */
  readonly altered?: true;
}

/** The place of a map's value, or of a list's item, that is written below a place. Below a line of actions is that line. */
export function below(origin: Origin, key: string | number): Origin {
  const { document, path, inner, action, branches } = origin;
  if (action !== undefined) return origin;
  const within =
    inner === undefined ? { path: childPath(path, key) } : { path, inner: childPath(inner, key) };
  return { document, ...within, ...(branches === undefined ? {} : { branches }) };
}
