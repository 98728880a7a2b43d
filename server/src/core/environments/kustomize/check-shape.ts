import { closest } from '../../base/closest.ts';
import type { ComposedMap, ComposedNode } from '../composed-node.ts';
import type { Report } from './build-context.ts';
import { isAbsent, isUnknown } from './edit-composed.ts';
import { scalarType } from './scalar-type.ts';

/** What a field may hold. */
export type Shape =
  | 'text'
  | 'boolean'
  | 'number'
  | 'anything'
  | { readonly list: Shape }
  /** A map with any keys. */
  | { readonly map: Shape }
  /** A map with these keys alone. */
  | { readonly fields: Fields };

/** The fields of a map, by their names. */
export interface Fields {
  readonly [name: string]: Shape;
}

/** Reports what kustomize's strict reader refuses: fields that it does not know, and values of another type. */
export function checkShape(node: ComposedNode, shape: Shape, name: string, report: Report): void {
  if (shape === 'anything' || isAbsent(node)) return;
  if (typeof shape === 'string') {
    if (node.type === 'scalar' && (node.templated || typeOf(node) === shape)) return;
    report('invalid', node, describeMismatch(node, shape, name));
  } else if ('list' in shape) {
    if (node.type === 'sequence') for (const item of node.items) checkShape(item, shape.list, name, report);
    else if (!isUnknown(node)) report('invalid', node, `${name} must be a list: put a dash before each item`);
  } else if (node.type !== 'map') {
    if (!isUnknown(node)) report('invalid', node, `${name} must be a map of fields`);
  } else if ('map' in shape) {
    for (const { key, value } of node.entries) checkShape(value, shape.map, `${name}.${key.text}`, report);
  } else checkFields(node, shape.fields, name, report);
}

function checkFields(map: ComposedMap, fields: Fields, name: string, report: Report): void {
  for (const { key, value } of map.entries) {
    if (key.templated) continue;
    const known = knownField(key.text, fields);
    if (known !== undefined) checkShape(value, fields[known] ?? 'anything', known, report);
    else report('invalid', key, describeUnknown(key.text, fields, name), 'key');
  }
}

/** The field that a key means: capitals make no difference, as in Go's reader of JSON. */
export function knownField(key: string, fields: Fields): string | undefined {
  if (Object.hasOwn(fields, key)) return key;
  const lower = key.toLowerCase();
  return Object.keys(fields).find((field) => field.toLowerCase() === lower);
}

function typeOf(node: ComposedNode): Shape | undefined {
  if (node.type !== 'scalar') return undefined;
  const type = scalarType(node);
  if (type === 'number') return isWhole(node.text) ? type : undefined;
  return type === 'string' ? 'text' : type === 'null' ? undefined : type;
}

/** All numbers of a kustomization are counts, whole and of 64 bits, however they are written: `1e1` is one. */
function isWhole(text: string): boolean {
  const number = Number(text.replaceAll('_', ''));
  return Number.isInteger(number) && Math.abs(number) < 2 ** 63;
}

function describeMismatch(node: ComposedNode, shape: 'text' | 'boolean' | 'number', name: string): string {
  if (shape === 'boolean') return `${name} must be true or false`;
  if (shape === 'number') return `${name} must be a whole number`;
  if (node.type !== 'scalar') return `${name} must be a text`;
  return node.origin.altered
    ? `${name} must be a text, and kustomize reads this as ${node.text}: put it into quotes`
    : `${name} must be a text: put ${node.text} into quotes`;
}

function describeUnknown(key: string, fields: Fields, name: string): string {
  const near = closest(key, Object.keys(fields));
  const advice = near === undefined ? 'remove it' : `did you mean ${near}?`;
  return `${name} has no field ${key}: ${advice}`;
}
