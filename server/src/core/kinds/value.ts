import type { Intern } from '../base/interner.ts';
import type { Field } from '../model/field.ts';
import type { YamlNode } from '../yaml/yaml-node.ts';
import { getEntry, isNull } from '../yaml/yaml-node.ts';
import { childTree, type PathTree, type YamlPath } from '../yaml/yaml-path.ts';

/**
 * A place in a document's tree, whether or not something stands there. Reading never fails: what is missing or of
 * the wrong type reads as undefined. Strings and paths that are handed out are shared with all other documents.
 */
export interface Value {
  readonly node: YamlNode | undefined;
  /** Nothing stands there, but a template further up may well put something there. */
  readonly hidden: boolean;
  readonly place: PathTree;
  readonly intern: Intern;
}

/** The value below a map's key, however many keys deep. */
export function get(value: Value, ...keys: readonly string[]): Value {
  let { node, hidden, place } = value;
  for (const key of keys) {
    if (node) {
      const below: YamlNode | undefined = getEntry(node, key)?.value;
      hidden = !below && isOpenNode(node);
      node = below;
    }
    place = childTree(place, key);
  }
  return { node, hidden, place, intern: value.intern };
}

/** The items of a list; nothing for what is no list. */
export function items(value: Value): Value[] {
  if (value.node?.type !== 'sequence') return [];
  return value.node.items.map((node, i) => ({
    node,
    hidden: false,
    place: childTree(value.place, i),
    intern: value.intern,
  }));
}

export interface Entry {
  readonly key: string;
  /** A template writes the key, or a part of it. */
  readonly templated: boolean;
  readonly value: Value;
}

/** The entries of a map, by key; nothing for what is no map. */
export function entries(value: Value): Entry[] {
  if (value.node?.type !== 'map') return [];
  return value.node.entries.map(({ key, value: node }) => ({
    key: value.intern(key.text),
    templated: key.templated,
    value: { node, hidden: false, place: childTree(value.place, key.text), intern: value.intern },
  }));
}

/** True when the key stands there, even without a value. */
export function isPresent(value: Value): boolean {
  return value.node !== undefined;
}

/** True when nothing stands there, or null. */
export function isAbsent({ node }: Value): boolean {
  return node === undefined || (isNull(node) && !isUnknown(node));
}

/** True when a template decides what stands there, or whether there is more of it, or anything at all. */
export function isOpen({ node, hidden }: Value): boolean {
  return node ? isOpenNode(node) : hidden;
}

function isOpenNode(node: YamlNode): boolean {
  return node.type === 'scalar' ? node.templated : node.open;
}

/** The path, as facts keep it. */
export function at({ place }: Value): YamlPath {
  return place.path;
}

/** Any scalar as text, as Kubernetes prints it; undefined for null, maps and lists. */
export function string(value: Value): Field<string> | undefined {
  const { node } = value;
  if (node?.type !== 'scalar') return undefined;
  if (isUnknown(node)) return { value: undefined, at: at(value) };
  return isNull(node) ? undefined : { value: value.intern(node.text), at: at(value) };
}

/** The text of {@link string}, for those who need no place: undefined for what is unknown, too. */
export function text(value: Value): string | undefined {
  const found = rawText(value);
  return found === undefined ? undefined : value.intern(found);
}

/** The same, not interned: to be searched, not to be kept. */
export function rawText({ node }: Value): string | undefined {
  return node?.type !== 'scalar' || isUnknown(node) || isNull(node) ? undefined : node.text;
}

/** The same, where templates may decide parts of it: these are masked, or are variables that are still to be. */
export function partialText({ node }: Value): string | undefined {
  return node?.type !== 'scalar' || isNull(node) ? undefined : node.text;
}

/** A whole number; undefined for anything else. */
export function integer(value: Value): Field<number> | undefined {
  const field = integerOrString(value);
  if (!field) return undefined;
  return typeof field.value === 'string' ? undefined : { value: field.value, at: field.at };
}

/** Kubernetes' IntOrString: an unquoted whole number is a number, everything else is a name (semantics rule 31). */
export function integerOrString(value: Value): Field<number | string> | undefined {
  const field = string(value);
  if (field?.value === undefined || value.node?.type !== 'scalar') return field;
  const isNumber = value.node.style === 'plain' && /^[-+]?\d+$/.test(field.value);
  return isNumber ? { value: Number(field.value), at: field.at } : field;
}

/** True only for an unquoted `true`. */
export function isTrue({ node }: Value): boolean {
  return node?.type === 'scalar' && node.style === 'plain' && /^(?:true|True|TRUE)$/.test(node.text);
}

function isUnknown(node: YamlNode): boolean {
  return node.type === 'scalar' && node.templated;
}
