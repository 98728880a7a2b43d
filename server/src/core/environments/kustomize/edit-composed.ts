import type { Origin } from '../../model/origin.ts';
import type { Span } from '../../text/span.ts';
import { isTemplated } from '../../yaml/mask-templates.ts';
import { isNull } from '../../yaml/yaml-node.ts';
import type {
  ComposedEntry,
  ComposedMap,
  ComposedNode,
  ComposedScalar,
  ComposedSequence,
} from '../composed-node.ts';
import { scalarType } from './scalar-type.ts';

const NOWHERE: Span = { start: 0, end: 0 };

/** The entry of a key, or undefined. Of a key that is written twice the last one counts. */
export function entryOf(node: ComposedNode | undefined, key: string): ComposedEntry | undefined {
  return node?.type === 'map' ? node.entries.findLast((entry) => entry.key.text === key) : undefined;
}

/** The value below a map's key, however many keys deep. */
export function valueAt(
  node: ComposedNode | undefined,
  ...keys: readonly string[]
): ComposedNode | undefined {
  return keys.reduce((value, key) => entryOf(value, key)?.value, node);
}

/** A scalar's text; empty for what is absent, null or no scalar. */
export function textOf(node: ComposedNode | undefined): string {
  return node?.type === 'scalar' && !isAbsent(node) ? node.text : '';
}

/** The items of a list; none for what is no list. */
export function itemsOf(node: ComposedNode | undefined): readonly ComposedNode[] {
  return node?.type === 'sequence' ? node.items : [];
}

/** The entries of a map; none for what is no map. */
export function entriesOf(node: ComposedNode | undefined): readonly ComposedEntry[] {
  return node?.type === 'map' ? node.entries : [];
}

/** True for nothing and for null, unless a template may put something there. */
export function isAbsent(node: ComposedNode | undefined): boolean {
  return node === undefined || (isNull(node) && !isUnknown(node));
}

/** True when a template decides what stands there, or whether there is more of it. */
export function isUnknown(node: ComposedNode): boolean {
  return node.type === 'scalar' ? node.templated : node.open;
}

/** True for an unquoted `true`. */
export function isTrue(node: ComposedNode | undefined): boolean {
  return node?.type === 'scalar' && scalarType(node) === 'boolean' && /^t/i.test(node.text);
}

/** A map with one value set: in its place where the key is there already, else at the end. */
export function withEntry(map: ComposedMap, key: ComposedScalar, value: ComposedNode): ComposedMap {
  const at = map.entries.findLastIndex((entry) => entry.key.text === key.text);
  const known = map.entries[at];
  if (!known) return { ...map, entries: [...map.entries, { key, value }] };
  return known.value === value ? map : { ...map, entries: map.entries.with(at, { key: known.key, value }) };
}

/** A map without a key. */
export function withoutEntry(map: ComposedMap, key: string): ComposedMap {
  const entries = map.entries.filter((entry) => entry.key.text !== key);
  return entries.length === map.entries.length ? map : { ...map, entries };
}

/** A list with other items; the same one if all of them are the same. */
export function withItems(list: ComposedSequence, items: readonly ComposedNode[]): ComposedSequence {
  const isSame = items.length === list.items.length && items.every((item, i) => item === list.items[i]);
  return isSame ? list : { ...list, items };
}

/** A text that was written nowhere as it is. */
export function newScalar(
  text: string,
  origin: Origin,
  style: ComposedScalar['style'] = 'quoted',
): ComposedScalar {
  return { type: 'scalar', text, style, span: NOWHERE, shared: false, templated: isTemplated(text), origin };
}

/** A key that was written nowhere. */
export function newKey(text: string, origin: Origin): ComposedScalar {
  return newScalar(text, origin, 'plain');
}

/** A map that was written nowhere. */
export function newMap(entries: readonly ComposedEntry[], origin: Origin, open = false): ComposedMap {
  return { type: 'map', entries, open, flow: false, span: NOWHERE, shared: false, origin };
}

/** A list that was written nowhere. */
export function newSequence(items: readonly ComposedNode[], origin: Origin): ComposedSequence {
  return { type: 'sequence', items, open: false, flow: false, span: NOWHERE, shared: false, origin };
}

/** A scalar that says something else at its place than what is written there. */
export function alteredText(scalar: ComposedScalar, text: string): ComposedScalar {
  if (scalar.text === text) return scalar;
  const templated = scalar.templated || isTemplated(text);
  return { ...scalar, text, templated, origin: { ...scalar.origin, altered: true } };
}

/**
 * A scalar as it becomes when it is written over another: kustomize keeps the quotes that were there, so that a number
 * becomes a text.
 */
export function inQuotesOf(old: ComposedNode | undefined, scalar: ComposedScalar): ComposedScalar {
  if (old?.type !== 'scalar' || old.style === 'plain' || scalarType(scalar) === 'string') return scalar;
  return { ...scalar, style: 'quoted', origin: { ...scalar.origin, altered: true } };
}

/** True when both say the same, wherever they were written; what is templated is like nothing else. */
export function saysTheSame(a: ComposedNode, b: ComposedNode): boolean {
  if (a === b) return true;
  if (isUnknown(a) || isUnknown(b)) return false;
  if (a.type === 'scalar') return b.type === 'scalar' && isSameScalar(a, b);
  if (a.type === 'sequence') {
    return (
      b.type === 'sequence' &&
      a.items.length === b.items.length &&
      a.items.every((item, i) => b.items[i] !== undefined && saysTheSame(item, b.items[i]))
    );
  }
  return (
    b.type === 'map' &&
    a.entries.length === b.entries.length &&
    a.entries.every(({ key, value }) => {
      const other = entryOf(b, key.text);
      return other !== undefined && saysTheSame(value, other.value);
    })
  );
}

/** A number is the same however it is written: `80` and `80.0`. */
function isSameScalar(a: ComposedScalar, b: ComposedScalar): boolean {
  const type = scalarType(a);
  if (type !== scalarType(b)) return false;
  return a.text === b.text || type === 'null' || (type === 'number' && Number(a.text) === Number(b.text));
}
