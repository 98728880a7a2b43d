import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { ComposedMap, ComposedNode } from '../composed-node.ts';
import { textOf, valueAt } from './edit-composed.ts';
import { scalarType } from './scalar-type.ts';

/**
 * The hash that is put behind the name of a generated ConfigMap or Secret. Source:
 * https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/configmapgenerator/
 */
export function hashConfig(root: ComposedMap): string {
  const kind = textOf(valueAt(root, 'kind'));
  const isSecret = kind === 'Secret';
  const field = (name: string): string | undefined => {
    const node = valueAt(root, name);
    return node?.type === 'map' ? toJson(node) : undefined;
  };
  const more = isSecret ? 'stringData' : 'binaryData';
  // The fields in the order of their names; what is missing counts as an empty text, and so does the name itself.
  const fields: readonly (readonly [string, string | undefined])[] = [
    ['binaryData', isSecret ? undefined : field(more)],
    ['data', field('data') ?? '""'],
    ['kind', toJsonText(kind)],
    ['name', '""'],
    ['stringData', isSecret ? field(more) : undefined],
    ['type', isSecret ? toJsonText(textOf(valueAt(root, 'type'))) : undefined],
  ];
  const members = fields.flatMap(([name, json]) => (json === undefined ? [] : [`"${name}":${json}`]));
  const hex = bytesToHex(sha256(utf8ToBytes(`{${members.join(',')}}`)));
  return hex.slice(0, 10).replace(/[013ae]/g, (digit) => REPLACED[digit as keyof typeof REPLACED]);
}

/** So that no hash spells a word. */
const REPLACED = { '0': 'g', '1': 'h', '3': 'k', a: 'm', e: 't' } as const;

/** As Go writes JSON: keys in order, and with some characters escaped that need not be. */
function toJson(node: ComposedNode): string {
  if (node.type === 'sequence') return `[${node.items.map(toJson).join(',')}]`;
  if (node.type === 'map') {
    const entries = node.entries.toSorted((a, b) => (a.key.text < b.key.text ? -1 : 1));
    return `{${entries.map(({ key, value }) => `${toJsonText(key.text)}:${toJson(value)}`).join(',')}}`;
  }
  const type = scalarType(node);
  if (type === 'null') return 'null';
  return type === 'string' ? toJsonText(node.text) : node.text.toLowerCase();
}

function toJsonText(text: string): string {
  return JSON.stringify(text).replace(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
