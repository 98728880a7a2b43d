import type { ComposedEntry, ComposedNode } from '../composed-node.ts';
import { both } from './absorb-resource.ts';
import { toBase64 } from './base64.ts';
import type { BuildContext } from './build-context.ts';
import { checkKeys } from './check-keys.ts';
import { isTrue, newKey, newMap, newScalar, textOf, valueAt } from './edit-composed.ts';
import { readKeyValues } from './read-key-values.ts';
import { newResource, type Resource } from './resource.ts';

/** The resource that one item of a generator makes; undefined, with a report, where it has no name. */
export function generateConfig(
  item: ComposedNode,
  kind: ConfigKind,
  common: ComposedNode | undefined,
  folder: string,
  context: BuildContext,
): Resource | undefined {
  const name = valueAt(item, 'name');
  if (name?.type !== 'scalar' || textOf(name) === '') {
    context.report('invalid', item, `This generator makes a ${kind} without a name: give it one`);
    return undefined;
  }
  const { origin } = item;
  const own = valueAt(item, 'options');
  const entry = (key: string, value: ComposedNode): ComposedEntry => ({
    key: newKey(key, value.origin),
    value,
  });
  const optional = (key: string, entries: readonly ComposedEntry[]): ComposedEntry[] =>
    entries.length === 0 ? [] : [entry(key, newMap(entries, origin))];
  const labels = (field: string): readonly ComposedEntry[] => {
    const entries = both(valueAt(common, field), valueAt(own, field));
    checkKeys(entries, context);
    return entries;
  };
  const namespace = valueAt(item, 'namespace');
  const metadata = newMap(
    [
      entry('name', name),
      ...(namespace && textOf(namespace) !== '' ? [entry('namespace', namespace)] : []),
      ...optional('labels', labels('labels')),
      ...optional('annotations', labels('annotations')),
    ],
    origin,
  );
  const pairs = readKeyValues(item, folder, context);
  checkKeys(pairs, context);
  const isImmutable = [common, own].find((options) => isTrue(valueAt(options, 'immutable')));
  const immutable = isImmutable && valueAt(isImmutable, 'immutable');
  const root = newMap(
    [
      entry('apiVersion', newScalar('v1', origin)),
      entry('kind', newScalar(kind, origin)),
      entry('metadata', metadata),
      ...(kind === 'Secret' ? secretEntries(item, pairs) : configEntries(item, pairs)),
      ...(immutable ? [entry('immutable', immutable)] : []),
    ],
    origin,
  );
  const isUnhashed = [common, own].some((options) => isTrue(valueAt(options, 'disableNameSuffixHash')));
  const behavior = readBehavior(item, context);
  return { ...newResource(root, origin.document, undefined), hashed: !isUnhashed, behavior };
}

/** What can be generated. */
export type ConfigKind = 'ConfigMap' | 'Secret';

function secretEntries(item: ComposedNode, pairs: readonly ComposedEntry[]): ComposedEntry[] {
  const { origin } = item;
  const type = valueAt(item, 'type');
  const data = pairs.map(({ key, value }) => ({
    key,
    value: newScalar(toBase64(textOf(value)), value.origin),
  }));
  return [
    { key: newKey('type', origin), value: type && textOf(type) !== '' ? type : newScalar('Opaque', origin) },
    { key: newKey('data', origin), value: newMap(data, origin) },
  ];
}

/** What is no text goes elsewhere; reading it as one has left its mark. */
function configEntries({ origin }: ComposedNode, pairs: readonly ComposedEntry[]): ComposedEntry[] {
  const isBinary = ({ value }: ComposedEntry): boolean => textOf(value).includes('\uFFFD');
  const field = (key: string, entries: readonly ComposedEntry[]): ComposedEntry[] =>
    entries.length === 0 ? [] : [{ key: newKey(key, origin), value: newMap(entries, origin) }];
  const binary = pairs
    .filter(isBinary)
    .map(({ key, value }) => ({ key, value: { ...value, text: '', templated: true } }));
  return [
    ...field(
      'data',
      pairs.filter((pair) => !isBinary(pair)),
    ),
    ...field('binaryData', binary),
  ];
}

function readBehavior(item: ComposedNode, { report }: BuildContext): Resource['behavior'] {
  const node = valueAt(item, 'behavior');
  const text = textOf(node);
  if (text === 'merge' || text === 'replace') return text;
  if (node && text !== '' && text !== 'create' && text !== 'unspecified')
    report('doubtful', node, `There is no behavior ${text}: write create, merge or replace`);
  return 'create';
}
