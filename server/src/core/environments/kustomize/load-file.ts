import { baseName, isWithin } from '../../base/folder-of.ts';
import type { DocumentId } from '../../model/source.ts';
import { type ComposedNode, composedFrom } from '../composed-node.ts';
import type { BuildContext } from './build-context.ts';
import type { ResolvedPath } from './resolve-path.ts';
import { resolvePath } from './resolve-path.ts';

/** A YAML document, or an item of a list, at its place. */
export interface LoadedTree {
  readonly root: ComposedNode;
  readonly document: DocumentId;
}

/** Reads the documents that a path leads to, and reports what stands in the way; undefined where there is nothing. */
export function loadFile(
  path: ComposedNode,
  folder: string,
  context: BuildContext,
): LoadedTree[] | undefined {
  const uri = resolveFile(path, folder, context);
  if (uri === undefined) return undefined;
  const trees = treesIn(uri, context);
  if (trees) refuseOutside(path, uri, folder, context);
  else reportMissing(path, uri, context);
  return trees;
}

/** Reads the text that a path leads to, in the same way. */
export function loadText(
  path: ComposedNode,
  source: string,
  folder: string,
  context: BuildContext,
): string | undefined {
  const uri = resolveFile(path, folder, context, source);
  if (uri === undefined) return undefined;
  const text = context.files.text(uri);
  if (text !== undefined) refuseOutside(path, uri, folder, context);
  else reportMissing(path, uri, context, source);
  return text;
}

/** The uri that a path leads to; undefined, with a report, where nothing is read. `text` is the path within the scalar. */
export function resolveFile(
  path: ComposedNode,
  folder: string,
  { files, report, open }: BuildContext,
  text = path.type === 'scalar' ? path.text : '',
): string | undefined {
  const refuse = (type: 'invalid' | 'outside' | 'remote', message: string): undefined => {
    report(type, path, message);
  };
  if (text === '') return refuse('invalid', 'There is no path: name a file or a folder');
  const resolved: ResolvedPath = resolvePath(folder, text, path.type === 'scalar' && path.templated);
  switch (resolved.type) {
    case 'remote':
      open();
      return refuse('remote', `${text} is not read, because it is fetched from elsewhere`);
    case 'absolute':
      return refuse('outside', `${text} is an absolute path: write it relative to this folder`);
    case 'unknown':
      open();
      return undefined;
    case 'uri':
      if (files.isInside(resolved.uri)) return resolved.uri;
      open();
      return refuse('outside', `${text} is not read, because it leads out of the workspace`);
  }
}

/** The documents of a file; undefined where there is no such file. */
export function treesIn(uri: string, { files, report, open }: BuildContext): LoadedTree[] | undefined {
  return files.documents(uri)?.flatMap(({ id, role, root, broken }): LoadedTree[] => {
    if (broken) {
      report(
        'invalid',
        { origin: { document: id, path: '' } },
        'The YAML of this document is broken: correct it',
      );
      open();
    }
    if (!root || role.type === 'list-frame') return [];
    const tree = composedFrom(root, { document: id, path: '' });
    if (role.type === 'document') return [{ root: tree, document: id }];
    const items = tree.type === 'sequence' ? tree.items : [];
    return items.map((item) => ({ root: item, document: id }));
  });
}

/** kustomize reads files only from the folder of the kustomization and below it; folders may be anywhere. */
export function refuseOutside(
  path: ComposedNode,
  uri: string,
  folder: string,
  { report }: BuildContext,
): void {
  if (isWithin(uri, folder)) return;
  report(
    'outside',
    path,
    `kustomize refuses ${baseName(uri)}, because it is not in the folder of this kustomization or below: move it, or ` +
      'give its folder a kustomization and name the folder',
  );
}

/** Says that a path leads nowhere, and to what it may have been meant to lead. */
export function reportMissing(
  path: ComposedNode,
  uri: string,
  { files, report }: BuildContext,
  text = path.type === 'scalar' ? path.text : '',
): void {
  const other = (name: string): string =>
    name.endsWith('.yaml') ? `${name.slice(0, -5)}.yml` : name.replace(/\.yml$/, '.yaml');
  const isThere = /\.ya?ml$/.test(uri) && files.documents(other(uri)) !== undefined;
  const advice = isThere ? `did you mean ${other(text)}?` : 'correct the path, or create it';
  report('missing', path, `${text} does not exist: ${advice}`);
}

/** Says that a path leads to no kustomization. Folders cannot be seen from here, only whether there is one in them. */
export function reportNoFolder(path: ComposedNode, uri: string, context: BuildContext): void {
  const { files, report } = context;
  const text = path.type === 'scalar' ? path.text : '';
  if (files.documents(uri) !== undefined)
    report('missing', path, `The file ${text} is no folder: name the folder of a Component`);
  else if (/\.(?:ya?ml|json)$/.test(uri)) reportMissing(path, uri, context);
  else
    report(
      'missing',
      path,
      `There is no kustomization in the folder ${text}: correct the path, or create it`,
    );
}
