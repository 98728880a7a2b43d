import type { ComposedNode } from '../../server/src/core/environments/composed-node.ts';
import { scalarType } from '../../server/src/core/environments/kustomize/scalar-type.ts';
import { parseChunk } from '../../server/src/core/yaml/parse-chunk.ts';
import { splitChunks } from '../../server/src/core/yaml/split-chunks.ts';
import type { YamlNode, YamlScalar } from '../../server/src/core/yaml/yaml-node.ts';

/** Plain data as JSON has it. */
export type PlainData =
  | string
  | number
  | boolean
  | null
  | readonly PlainData[]
  | { readonly [key: string]: PlainData };

/** A tree as plain data, with the types that Kubernetes' tools read. Keys are sorted. */
export function plainData(node: YamlNode | ComposedNode): PlainData {
  if (node.type === 'scalar') return plainScalar(node);
  if (node.type === 'sequence') return node.items.map(plainData);
  const entries = node.entries.map(({ key, value }) => [key.text, plainData(value)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function plainScalar(scalar: YamlScalar): PlainData {
  switch (scalarType({ ...scalar, templated: false })) {
    case 'null':
      return null;
    case 'boolean':
      return /^t/i.test(scalar.text);
    case 'number':
      return plainNumber(scalar.text.replaceAll('_', ''));
    default:
      return scalar.text;
  }
}

function plainNumber(text: string): number {
  const [, sign, digits = ''] = /^([-+]?)(.*)$/.exec(text) ?? [];
  const value = /^0o?[0-7]+$/.test(digits) ? Number.parseInt(digits.replace('o', ''), 8) : Number(digits);
  return sign === '-' ? -value : value;
}

/** The documents of a text as plain data. */
export function plainDocuments(text: string): PlainData[] {
  return splitChunks(text).flatMap(({ span, role }) => {
    const { root } = parseChunk(text.slice(span.start, span.end), undefined);
    if (!root || role.type === 'list-frame') return [];
    const data = plainData(root);
    return role.type === 'list-item' && Array.isArray(data) ? data : [data];
  });
}

/** Resources by what they are called, for comparing them as sets. Images are left out: nothing here depends on them. */
export function byName(resources: readonly PlainData[]): Record<string, PlainData> {
  return Object.fromEntries(
    resources
      .map((resource) => [nameOf(resource), withoutImages(resource)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function nameOf(resource: PlainData): string {
  const field = (data: PlainData | undefined, key: string): PlainData | undefined =>
    typeof data === 'object' && data !== null && !Array.isArray(data)
      ? (data as { readonly [key: string]: PlainData })[key]
      : undefined;
  const metadata = field(resource, 'metadata');
  return [
    field(resource, 'apiVersion'),
    field(resource, 'kind'),
    field(metadata, 'namespace') ?? '',
    field(metadata, 'name'),
  ].join(' ');
}

function withoutImages(data: PlainData): PlainData {
  if (Array.isArray(data)) return data.map(withoutImages);
  if (typeof data !== 'object' || data === null) return data;
  const entries = Object.entries(data).filter(([key, value]) => key !== 'image' || typeof value !== 'string');
  return Object.fromEntries(entries.map(([key, value]) => [key, withoutImages(value)]));
}
