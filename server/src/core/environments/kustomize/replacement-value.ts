import { isTemplated } from '../../yaml/mask-templates.ts';
import type { ComposedNode, ComposedScalar } from '../composed-node.ts';
import type { BuildContext } from './build-context.ts';
import { alteredText, isAbsent, isUnknown, textOf, valueAt } from './edit-composed.ts';
import { readField } from './read-field.ts';
import { isSelected } from './replacement-targets.ts';
import type { Resource } from './resource.ts';
import { scalarType } from './scalar-type.ts';

/** The value that a replacement copies; undefined, with a report, where there is none. */
export function readSource(
  replacement: ComposedNode,
  resources: readonly Resource[],
  { report }: BuildContext,
): ComposedNode | undefined {
  const source = valueAt(replacement, 'source');
  const value = valueAt(replacement, 'sourceValue');
  if (value && source)
    report('invalid', value, 'This replacement has both a source and a sourceValue: remove one of the two');
  if (value?.type === 'scalar' && !isAbsent(value)) return value;
  if (!source) {
    report('invalid', replacement, 'This replacement has no source: say where the value comes from');
    return undefined;
  }
  const meant = resources.filter((resource) => isSelected(source, resource) === 'yes');
  if (meant.length > 1)
    report(
      'invalid',
      source,
      'Several resources are meant by this source: name the kind, name and namespace',
    );
  const [from] = meant;
  if (!from) {
    const mayBe = resources.some((resource) => isSelected(source, resource) === 'unknown');
    if (!mayBe) report('no-target', source, 'No resource is meant by this source: correct it');
    return undefined;
  }
  const path = valueAt(source, 'fieldPath');
  const text = textOf(path) || 'metadata.name';
  const found = readField(from.root, text);
  if (!found || isEmpty(found)) {
    report(
      'no-target',
      path ?? source,
      `The source of this replacement has no field ${text}: correct the path`,
    );
    return undefined;
  }
  return partOf(found, source, report);
}

function isEmpty(node: ComposedNode): boolean {
  if (isUnknown(node)) return false;
  return (
    isAbsent(node) ||
    (node.type === 'map' && node.entries.length === 0) ||
    (node.type === 'sequence' && node.items.length === 0)
  );
}

/** What is meant by the options of a source: the part of a text between two delimiters. */
function partOf(
  node: ComposedNode,
  source: ComposedNode,
  report: BuildContext['report'],
): ComposedNode | undefined {
  const options = valueAt(source, 'options');
  const delimiter = textOf(valueAt(options, 'delimiter'));
  if (delimiter === '') return node;
  const at = valueAt(options, 'delimiter') ?? source;
  if (node.type !== 'scalar') {
    report(
      'invalid',
      at,
      `The source is no plain value that ${delimiter} could divide: remove the delimiter`,
    );
    return undefined;
  }
  const part = node.text.split(delimiter)[readIndex(options)];
  if (part !== undefined) return alteredText(node, part);
  if (!node.templated)
    report(
      'invalid',
      valueAt(options, 'index') ?? at,
      `${node.text} has no part ${readIndex(options)}: count from 0`,
    );
  return undefined;
}

/** The index of options; 0 where there is none. */
export function readIndex(options: ComposedNode | undefined): number {
  const index = Number(textOf(valueAt(options, 'index')));
  return Number.isInteger(index) ? index : 0;
}

/** A field with a value written over it. A scalar keeps its type: a port that is a number stays one. */
export function written(field: ComposedNode, value: ComposedNode): ComposedNode {
  if (field.type !== 'scalar') return value;
  const text = value.type === 'scalar' ? value.text : '';
  if (field.text === text && !field.templated) return field;
  return { ...retyped(field, text), templated: isUnknown(value), origin: originOf(field, value, text) };
}

function originOf(field: ComposedScalar, value: ComposedNode, text: string): ComposedScalar['origin'] {
  const isVerbatim = value.type === 'scalar' && scalarType(value) === scalarType(retyped(field, text));
  return isVerbatim ? value.origin : { ...value.origin, altered: true };
}

function retyped(field: ComposedScalar, text: string): ComposedScalar {
  const isText = scalarType(field) === 'string' && !(field.style === 'plain' && field.text === '');
  const changed = { ...field, text, templated: false };
  return isText && scalarType(changed) !== 'string' ? { ...changed, style: 'quoted' } : changed;
}

/** A field of which one part is replaced; one before the first or behind the last is added. */
export function delimited(
  field: ComposedScalar,
  value: ComposedScalar,
  delimiter: string,
  index: number,
): ComposedScalar {
  const parts = field.text.split(delimiter);
  const changed =
    index < 0
      ? [value.text, ...parts]
      : index >= parts.length
        ? [...parts, value.text]
        : parts.with(index, value.text);
  const text = changed.join(delimiter);
  if (text === field.text) return field;
  const templated = value.templated || isTemplated(text);
  return { ...retyped(field, text), templated, origin: { ...field.origin, altered: true } };
}
