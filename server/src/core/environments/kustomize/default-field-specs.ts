import { type FieldSpec, fieldSpec } from './field-spec.ts';

// The fields that kustomize changes without being told. Source: kustomize 5.7, which prints them with
// `kustomize config save`; https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/

const ANY: readonly FieldSpec[] = [fieldSpec('metadata/labels', '', true)];

/** The metadata of pod templates, and of the templates of Jobs. */
function templates(field: 'labels' | 'annotations'): readonly FieldSpec[] {
  const path = `spec/template/metadata/${field}`;
  return [
    fieldSpec(path, 'ReplicationController', true, 'v1'),
    fieldSpec(path, 'Deployment', true),
    fieldSpec(path, 'ReplicaSet', true),
    fieldSpec(path, 'DaemonSet', true),
    fieldSpec(path, field === 'labels' ? 'apps/StatefulSet' : 'StatefulSet', true),
    fieldSpec(path, 'batch/Job', true),
    fieldSpec(`spec/jobTemplate/metadata/${field}`, 'batch/CronJob', true),
    fieldSpec(`spec/jobTemplate/spec/template/metadata/${field}`, 'batch/CronJob', true),
  ];
}

/** Where the pods of a Deployment or StatefulSet name other pods, and would miss those that got a label more. */
function siblings(kind: string): readonly FieldSpec[] {
  const affinities = ['podAffinity', 'podAntiAffinity'].flatMap((affinity) => {
    const path = `spec/template/spec/affinity/${affinity}`;
    return [
      `${path}/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm/labelSelector/matchLabels`,
      `${path}/requiredDuringSchedulingIgnoredDuringExecution/labelSelector/matchLabels`,
    ];
  });
  const spread = 'spec/template/spec/topologySpreadConstraints/labelSelector/matchLabels';
  return [...affinities, spread].map((path) => fieldSpec(path, kind));
}

/** `includeTemplates` of `labels`. */
export const TEMPLATE_LABELS: readonly FieldSpec[] = [
  ...ANY,
  ...templates('labels'),
  fieldSpec('spec/volumeClaimTemplates[]/metadata/labels', 'apps/StatefulSet', true),
];

/** `commonLabels`, and `includeSelectors` of `labels`. */
export const COMMON_LABELS: readonly FieldSpec[] = [
  fieldSpec('spec/selector', 'Service', true, 'v1'),
  fieldSpec('spec/selector', 'ReplicationController', true, 'v1'),
  fieldSpec('spec/selector/matchLabels', 'Deployment', true),
  ...siblings('apps/Deployment'),
  fieldSpec('spec/selector/matchLabels', 'ReplicaSet', true),
  fieldSpec('spec/selector/matchLabels', 'DaemonSet', true),
  fieldSpec('spec/selector/matchLabels', 'apps/StatefulSet', true),
  ...siblings('apps/StatefulSet'),
  fieldSpec('spec/selector/matchLabels', 'batch/Job'),
  fieldSpec('spec/jobTemplate/spec/selector/matchLabels', 'batch/CronJob'),
  fieldSpec('spec/selector/matchLabels', 'policy/PodDisruptionBudget'),
  fieldSpec('spec/podSelector/matchLabels', 'networking.k8s.io/NetworkPolicy'),
  fieldSpec('spec/ingress/from/podSelector/matchLabels', 'networking.k8s.io/NetworkPolicy'),
  fieldSpec('spec/egress/to/podSelector/matchLabels', 'networking.k8s.io/NetworkPolicy'),
  ...TEMPLATE_LABELS,
];

/** `commonAnnotations`. */
export const COMMON_ANNOTATIONS: readonly FieldSpec[] = [
  fieldSpec('metadata/annotations', '', true),
  ...templates('annotations'),
];

/** `namespace`. */
export const NAMESPACE: readonly FieldSpec[] = [
  fieldSpec('metadata/name', 'Namespace', true),
  fieldSpec('spec/service/namespace', 'apiregistration.k8s.io/APIService', true),
  fieldSpec(
    'spec/conversion/webhook/clientConfig/service/namespace',
    'apiextensions.k8s.io/CustomResourceDefinition',
  ),
];

/** `namePrefix` and `nameSuffix`. */
export const NAME: readonly FieldSpec[] = [fieldSpec('metadata/name')];

/** `replicas`. */
export const REPLICAS: readonly FieldSpec[] = [
  'Deployment',
  'ReplicationController',
  'ReplicaSet',
  'StatefulSet',
].map((kind) => fieldSpec('spec/replicas', kind, true));
