import { baseName } from '../../base/folder-of.ts';
import type { ComposedEntry, ComposedNode } from '../composed-node.ts';
import type { BuildContext } from './build-context.ts';
import { isUnknown, itemsOf, newKey, newScalar, textOf, valueAt } from './edit-composed.ts';
import { loadText } from './load-file.ts';

/**
 * The keys and values that a generator names, in the order in which kustomize reads them: `envs`, `literals`, `files`.
 * Source: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/configmapgenerator/
 */
export function readKeyValues(
  generator: ComposedNode,
  folder: string,
  context: BuildContext,
): ComposedEntry[] {
  const env = valueAt(generator, 'env');
  const envs = [...itemsOf(valueAt(generator, 'envs')), ...(textOf(env) === '' || !env ? [] : [env])];
  const pairs = [
    ...envs.flatMap((source) => fromLines(source, folder, context)),
    ...itemsOf(valueAt(generator, 'literals')).flatMap((source) => fromLiteral(source, context)),
    ...itemsOf(valueAt(generator, 'files')).flatMap((source) => fromFile(source, folder, context)),
  ];
  const known = new Map<string, ComposedEntry>();
  for (const pair of pairs) {
    const { text } = pair.key;
    if (known.has(text))
      context.report('invalid', pair.value, `The key ${text} is given twice: remove one of the two`);
    else if (!/^[-._a-zA-Z0-9]+$/.test(text) && !pair.key.templated)
      context.report('doubtful', pair.value, `${text} is no key: use letters, digits, - _ and . alone`);
    known.set(text, pair);
  }
  return [...known.values()].toSorted((a, b) => (a.key.text < b.key.text ? -1 : 1));
}

/** `key=value`, with quotes around the value or without. */
function fromLiteral(source: ComposedNode, { report }: BuildContext): ComposedEntry[] {
  const text = textOf(source);
  const at = text.indexOf('=');
  if (at <= 0) {
    if (!isUnknown(source)) report('invalid', source, `${text} is no literal: write it as key=value`);
    return [];
  }
  const value = text.slice(at + 1);
  const isQuoted = value.length > 1 && /^(["'])[\s\S]*\1$/.test(value);
  return [pair(text.slice(0, at), isQuoted ? value.slice(1, -1) : value, source)];
}

/** `path` or `key=path`; without a key it is the name of the file. */
function fromFile(source: ComposedNode, folder: string, context: BuildContext): ComposedEntry[] {
  const parts = textOf(source).split('=');
  const [first = '', path = first] = parts;
  const key = parts.length > 1 ? first : baseName(path);
  if (parts.length > 2 || key === '' || path === '') {
    context.report('invalid', source, `${textOf(source)} names no file: write its path, or key=path`);
    return [];
  }
  const text = loadText(source, path, folder, context);
  return text === undefined ? [] : [pair(key, text, source)];
}

/** A file with `key=value` in each line. */
function fromLines(source: ComposedNode, folder: string, context: BuildContext): ComposedEntry[] {
  const text = loadText(source, textOf(source), folder, context);
  if (text === undefined) return [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  return lines.flatMap((line) => {
    const said = line.trimStart();
    if (said === '' || said.startsWith('#')) return [];
    const at = said.indexOf('=');
    const key = at < 0 ? said : said.slice(0, at);
    return key === '' ? [] : [pair(key, at < 0 ? '' : said.slice(at + 1), source)];
  });
}

/** What is read is shown where the generator names it. */
function pair(key: string, text: string, { origin }: ComposedNode): ComposedEntry {
  return { key: newKey(key, origin), value: newScalar(text, { ...origin, altered: true }) };
}
