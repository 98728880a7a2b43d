import { folderOf } from '../../base/folder-of.ts';
import type { DocumentId } from '../../model/source.ts';
import { type ComposedMap, composedFrom } from '../composed-node.ts';
import { asOldYaml } from './as-old-yaml.ts';
import type { BuildContext, Report } from './build-context.ts';
import { checkShape } from './check-shape.ts';
import { entriesOf, isAbsent, isUnknown, textOf, valueAt } from './edit-composed.ts';
import { KUSTOMIZATION_SHAPE } from './kustomization-fields.ts';
import { withProperNames } from './with-proper-names.ts';

/** A kustomization as it is written, its fields by their proper names. */
export interface Kustomization {
  readonly uri: string;
  readonly folder: string;
  readonly document: DocumentId;
  readonly root: ComposedMap;
  readonly isComponent: boolean;
}

/** Reads a kustomization, and reports what kustomize refuses in it; undefined where nothing can be made of the file. */
export function readKustomization(
  uri: string,
  { files, report, open }: BuildContext,
): Kustomization | undefined {
  const documents = files.documents(uri) ?? [];
  // kustomize reads the first document and no further.
  const document = documents.find(({ root }) => root !== undefined) ?? documents[0];
  if (!document) return undefined;
  const place = { document: document.id, path: '' };
  if (document.broken) {
    report('invalid', { origin: place }, 'The YAML of this kustomization is broken: correct it');
    open();
  }
  const tree = document.root && asOldYaml(composedFrom(document.root, place));
  if (tree?.type !== 'map' || tree.entries.length === 0) {
    if (!document.broken)
      report(
        'invalid',
        { origin: place },
        'This kustomization is empty: list what it takes in below resources',
      );
    return undefined;
  }
  checkShape(tree, KUSTOMIZATION_SHAPE, 'A kustomization', report);
  const root = withProperNames(tree, KUSTOMIZATION_SHAPE);
  if (root.type !== 'map') return undefined;
  checkType(root, report);
  checkSortOptions(root, report);
  const folder = folderOf(uri);
  for (const name of KUSTOMIZATION_FILES) {
    const other = `${folder}/${name}`;
    if (other !== uri && files.documents(other) !== undefined)
      report(
        'invalid',
        root,
        `kustomize refuses a folder with two kustomizations: remove this one or ${name}`,
      );
  }
  const isComponent = textOf(valueAt(root, 'kind')) === 'Component';
  return { uri, folder, document: document.id, root, isComponent };
}

/** The names that kustomize knows for its file, the likeliest first. */
export const KUSTOMIZATION_FILES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

function checkType(root: ComposedMap, report: Report): void {
  const kind = valueAt(root, 'kind');
  const isComponent = textOf(kind) === 'Component';
  if (kind && !isComponent && !['', 'Kustomization'].includes(textOf(kind)))
    report('invalid', kind, 'The kind of a kustomization is Kustomization or Component');
  const apiVersion = valueAt(root, 'apiVersion');
  const wanted = `kustomize.config.k8s.io/${isComponent ? 'v1alpha1' : 'v1beta1'}`;
  if (apiVersion && !['', wanted].includes(textOf(apiVersion)))
    report(
      'invalid',
      apiVersion,
      `The apiVersion of a ${isComponent ? 'Component' : 'Kustomization'} is ${wanted}`,
    );
  const says = entriesOf(root).some(
    ({ key, value }) =>
      key.text !== 'apiVersion' && key.text !== 'kind' && (value.type !== 'scalar' || textOf(value) !== ''),
  );
  if (!says && !root.open)
    report('invalid', root, 'This kustomization is empty: list what it takes in below resources');
}

function checkSortOptions(root: ComposedMap, report: Report): void {
  const options = valueAt(root, 'sortOptions');
  if (!options || isAbsent(options) || isUnknown(options)) return;
  const order = valueAt(options, 'order');
  const legacy = valueAt(options, 'legacySortOptions');
  if (order && isUnknown(order)) return;
  if (!['fifo', 'legacy'].includes(textOf(order)))
    report('invalid', order ?? options, 'The order of sortOptions is fifo or legacy: write one of the two');
  else if (legacy && !isAbsent(legacy) && textOf(order) === 'fifo')
    report('invalid', legacy, 'These options are for the order legacy: remove them, or set that order');
}
