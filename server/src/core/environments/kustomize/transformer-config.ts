import type { ComposedMap, ComposedNode } from '../composed-node.ts';
import type { BuildContext } from './build-context.ts';
import {
  COMMON_ANNOTATIONS,
  COMMON_LABELS,
  NAME,
  NAMESPACE,
  REPLICAS,
  TEMPLATE_LABELS,
} from './default-field-specs.ts';
import { isTrue, itemsOf, textOf, valueAt } from './edit-composed.ts';
import { type FieldSpec, mergeFieldSpecs } from './field-spec.ts';
import { NAME_REFERENCES, type NameReference } from './name-reference-table.ts';
import { sameKind } from './resource-id.ts';
import { VARIABLE_FIELDS } from './variable-fields.ts';

/**
 * Which fields the transformers change: what kustomize knows, and what `configurations` add to it. Source:
 * https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/configurations/
 */
export interface TransformerConfig {
  readonly fields: FieldTables;
  readonly nameReference: readonly NameReference[];
}

type FieldTables = { readonly [Table in FieldTable]: readonly FieldSpec[] };

type FieldTable = (typeof FIELD_TABLES)[number];

const FIELD_TABLES = [
  'namePrefix',
  'nameSuffix',
  'namespace',
  'commonLabels',
  'labels',
  'templateLabels',
  'commonAnnotations',
  'varReference',
  'replicas',
] as const;

/** What kustomize knows without being told. */
export const DEFAULT_CONFIG: TransformerConfig = {
  fields: {
    namePrefix: NAME,
    nameSuffix: NAME,
    namespace: NAMESPACE,
    commonLabels: COMMON_LABELS,
    labels: [],
    templateLabels: TEMPLATE_LABELS,
    commonAnnotations: COMMON_ANNOTATIONS,
    varReference: VARIABLE_FIELDS,
    replicas: REPLICAS,
  },
  nameReference: NAME_REFERENCES,
};

/** Adds the fields of one configuration to those of another; `conflict` is told of those that do not agree. */
export function mergeConfigs(
  known: TransformerConfig,
  added: TransformerConfig,
  conflict: (spec: FieldSpec) => void,
): TransformerConfig {
  if (added === known || added === DEFAULT_CONFIG) return known;
  const fields = mapTables((table) => mergeFieldSpecs(known.fields[table], added.fields[table], conflict));
  let nameReference = known.nameReference;
  for (const one of added.nameReference) {
    const at = nameReference.findIndex((other) => sameKind(other, one));
    const same = nameReference[at];
    nameReference = same
      ? nameReference.with(at, { ...same, fields: mergeFieldSpecs(same.fields, one.fields, conflict) })
      : [...nameReference, one];
  }
  return { fields, nameReference };
}

/** Reads a file of `configurations`. */
export function readConfig(root: ComposedMap, { report }: BuildContext): TransformerConfig {
  const specs = (list: ComposedNode | undefined): FieldSpec[] =>
    itemsOf(list).flatMap((item) => {
      if (textOf(valueAt(item, 'path')) !== '') return [readSpec(item)];
      report(
        'invalid',
        item,
        'This field has no path: write the path to it, as in spec/selector/matchLabels',
      );
      return [];
    });
  return {
    fields: mapTables((table) => specs(valueAt(root, table))),
    nameReference: itemsOf(valueAt(root, 'nameReference')).map((item) => ({
      ...readKind(item),
      fields: specs(valueAt(item, 'fieldSpecs')),
    })),
  };
}

/** Reads one field spec, as `fields` of labels and configurations of plugins have them. */
export function readSpec(item: ComposedNode): FieldSpec {
  return { ...readKind(item), path: textOf(valueAt(item, 'path')), create: isTrue(valueAt(item, 'create')) };
}

function readKind(item: ComposedNode): Pick<FieldSpec, 'group' | 'version' | 'kind'> {
  const text = (key: string): string => textOf(valueAt(item, key));
  return { group: text('group'), version: text('version'), kind: text('kind') };
}

function mapTables(make: (table: FieldTable) => readonly FieldSpec[]): FieldTables {
  return Object.fromEntries(FIELD_TABLES.map((table) => [table, make(table)])) as {
    [T in FieldTable]: FieldSpec[];
  };
}
