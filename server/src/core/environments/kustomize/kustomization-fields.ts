import type { Fields, Shape } from './check-shape.ts';

// What kustomize 5.7 reads. Source: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/

const TEXTS: Shape = { list: 'text' };
const TEXT_MAP: Shape = { map: 'text' };

const KIND: Fields = { group: 'text', version: 'text', kind: 'text' };

const FIELD_SPECS: Shape = { list: { fields: { ...KIND, path: 'text', create: 'boolean' } } };

const RESOURCE_ID: Fields = { ...KIND, name: 'text', namespace: 'text' };

const SELECTOR: Shape = {
  fields: { ...RESOURCE_ID, labelSelector: 'text', annotationSelector: 'text' },
};

const FIELD_OPTIONS: Shape = {
  fields: { delimiter: 'text', index: 'number', encoding: 'text', create: 'boolean' },
};

const REPLACEMENT: Fields = {
  source: { fields: { ...RESOURCE_ID, fieldPath: 'text', options: FIELD_OPTIONS } },
  sourceValue: 'text',
  targets: {
    list: {
      fields: { select: SELECTOR, reject: { list: SELECTOR }, fieldPaths: TEXTS, options: FIELD_OPTIONS },
    },
  },
};

const PATCHES: Shape = {
  list: { fields: { path: 'text', patch: 'text', target: SELECTOR, options: { map: 'boolean' } } },
};

const GENERATOR_OPTIONS: Shape = {
  fields: { labels: TEXT_MAP, annotations: TEXT_MAP, disableNameSuffixHash: 'boolean', immutable: 'boolean' },
};

const GENERATOR: Fields = {
  namespace: 'text',
  name: 'text',
  behavior: 'text',
  literals: TEXTS,
  files: TEXTS,
  envs: TEXTS,
  env: 'text',
  options: GENERATOR_OPTIONS,
};

const IMAGES: Shape = {
  list: { fields: { name: 'text', newName: 'text', newTag: 'text', tagSuffix: 'text', digest: 'text' } },
};

/** The fields of one replacement, as a file of `replacements` has them. */
export const REPLACEMENT_SHAPE: Shape = { fields: REPLACEMENT };

/** The fields of a file of `configurations`. */
export const CONFIGURATION_SHAPE: Shape = {
  fields: {
    namePrefix: FIELD_SPECS,
    nameSuffix: FIELD_SPECS,
    namespace: FIELD_SPECS,
    commonLabels: FIELD_SPECS,
    labels: FIELD_SPECS,
    templateLabels: FIELD_SPECS,
    commonAnnotations: FIELD_SPECS,
    nameReference: { list: { fields: { ...KIND, fieldSpecs: FIELD_SPECS } } },
    varReference: FIELD_SPECS,
    images: FIELD_SPECS,
    replicas: FIELD_SPECS,
  },
};

const KUSTOMIZATION_FIELDS: Fields = {
  apiVersion: 'text',
  kind: 'text',
  metadata: { fields: { name: 'text', namespace: 'text', labels: TEXT_MAP, annotations: TEXT_MAP } },
  openapi: TEXT_MAP,
  namePrefix: 'text',
  nameSuffix: 'text',
  namespace: 'text',
  commonLabels: TEXT_MAP,
  labels: {
    list: {
      fields: {
        pairs: TEXT_MAP,
        includeSelectors: 'boolean',
        includeTemplates: 'boolean',
        fields: FIELD_SPECS,
      },
    },
  },
  commonAnnotations: TEXT_MAP,
  patchesStrategicMerge: TEXTS,
  patchesJson6902: PATCHES,
  patches: PATCHES,
  images: IMAGES,
  imageTags: IMAGES,
  replacements: { list: { fields: { path: 'text', ...REPLACEMENT } } },
  replicas: { list: { fields: { name: 'text', count: 'number' } } },
  vars: {
    list: {
      fields: {
        name: 'text',
        objref: { fields: { ...RESOURCE_ID, apiVersion: 'text' } },
        fieldref: { fields: { fieldPath: 'text' } },
      },
    },
  },
  sortOptions: {
    fields: {
      order: 'text',
      legacySortOptions: { fields: { orderFirst: TEXTS, orderLast: TEXTS } },
    },
  },
  resources: TEXTS,
  components: TEXTS,
  crds: TEXTS,
  bases: TEXTS,
  configMapGenerator: { list: { fields: GENERATOR } },
  secretGenerator: { list: { fields: { ...GENERATOR, type: 'text' } } },
  helmGlobals: 'anything',
  helmCharts: 'anything',
  helmChartInflationGenerator: 'anything',
  generatorOptions: GENERATOR_OPTIONS,
  configurations: TEXTS,
  generators: TEXTS,
  transformers: TEXTS,
  validators: TEXTS,
  buildMetadata: TEXTS,
};

/** The fields of a kustomization. */
export const KUSTOMIZATION_SHAPE: Shape = { fields: KUSTOMIZATION_FIELDS };
