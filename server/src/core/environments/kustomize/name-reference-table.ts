import { type FieldSpec, fieldSpec } from './field-spec.ts';
import type { KindSelector } from './resource-id.ts';

/** A kind, and the fields in which others name one of it. */
export interface NameReference extends KindSelector {
  readonly fields: readonly FieldSpec[];
}

const WORKLOADS = ['Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet', 'Job'];

/** A field of the pods of every kind that has some. */
function inPods(field: string): readonly FieldSpec[] {
  return [
    fieldSpec(`spec/${field}`, 'Pod', false, 'v1'),
    fieldSpec(`template/spec/${field}`, 'PodTemplate'),
    ...WORKLOADS.map((kind) => fieldSpec(`spec/template/spec/${field}`, kind)),
    fieldSpec(`spec/jobTemplate/spec/template/spec/${field}`, 'CronJob'),
  ];
}

/** A field of the pods of the kinds that kustomize thinks of when it comes to accounts, claims and priorities. */
function inSomePods(field: string): readonly FieldSpec[] {
  return [
    fieldSpec(`spec/${field}`, 'Pod'),
    ...['StatefulSet', 'Deployment', 'ReplicationController', 'Job', 'DaemonSet'].map((kind) =>
      fieldSpec(`spec/template/spec/${field}`, kind),
    ),
    fieldSpec(`spec/jobTemplate/spec/template/spec/${field}`, 'CronJob'),
  ];
}

/** Where containers read a ConfigMap or a Secret. */
function inContainers(type: 'configMap' | 'secret'): readonly FieldSpec[] {
  return ['containers', 'initContainers'].flatMap((containers) => [
    ...inPods(`${containers}/env/valueFrom/${type}KeyRef/name`),
    ...inPods(`${containers}/envFrom/${type}Ref/name`),
  ]);
}

function all(kinds: readonly string[], ...paths: readonly string[]): readonly FieldSpec[] {
  return kinds.flatMap((kind) => paths.map((path) => fieldSpec(path, kind)));
}

function reference(kind: string, version: string, fields: readonly FieldSpec[]): NameReference {
  const { group, kind: name } = fieldSpec('', kind);
  return { group, version, kind: name, fields };
}

const SCALED = all(['HorizontalPodAutoscaler'], 'spec/scaleTargetRef/name');
const RULES = all(['Role', 'ClusterRole'], 'rules/resourceNames');
const BINDINGS = ['rbac.authorization.k8s.io/RoleBinding', 'rbac.authorization.k8s.io/ClusterRoleBinding'];

/**
 * The references that kustomize follows without being told, in the order in which it does. Source: kustomize 5.7,
 * `kustomize config save`; https://kubectl.docs.kubernetes.io/references/kustomize/glossary/#name-references
 */
export const NAME_REFERENCES: readonly NameReference[] = [
  reference('storage.k8s.io/StorageClass', 'v1', [
    ...all(['PersistentVolume', 'PersistentVolumeClaim'], 'spec/storageClassName'),
    ...all(['StatefulSet'], 'spec/volumeClaimTemplates/spec/storageClassName'),
  ]),
  reference('ServiceAccount', 'v1', [...all(BINDINGS, 'subjects'), ...inSomePods('serviceAccountName')]),
  reference('rbac.authorization.k8s.io/Role', '', all(BINDINGS.slice(0, 1), 'roleRef/name')),
  reference('rbac.authorization.k8s.io/ClusterRole', '', all(BINDINGS, 'roleRef/name')),
  reference('ConfigMap', 'v1', [
    ...inPods('volumes/configMap/name'),
    ...inContainers('configMap'),
    ...inPods('volumes/projected/sources/configMap/name'),
    ...all(['Node'], 'spec/configSource/configMap'),
    ...RULES,
    ...all(['Ingress'], 'metadata/annotations/nginx.ingress.kubernetes.io\\/fastcgi-params-configmap'),
  ]),
  reference('Secret', 'v1', [
    ...inPods('volumes/secret/secretName'),
    ...inContainers('secret'),
    ...inPods('imagePullSecrets/name'),
    ...inPods('volumes/projected/sources/secret/name'),
    ...all(
      ['Ingress'],
      'spec/tls/secretName',
      'metadata/annotations/ingress.kubernetes.io\\/auth-secret',
      'metadata/annotations/nginx.ingress.kubernetes.io\\/auth-secret',
      'metadata/annotations/nginx.ingress.kubernetes.io\\/auth-tls-secret',
    ),
    ...all(['ServiceAccount'], 'imagePullSecrets/name'),
    ...all(
      ['StorageClass'],
      'parameters/secretName',
      'parameters/adminSecretName',
      'parameters/userSecretName',
      'parameters/secretRef',
    ),
    ...RULES,
    fieldSpec(
      'spec/template/spec/containers/env/valueFrom/secretKeyRef/name',
      'serving.knative.dev/Service',
      false,
      'v1',
    ),
    ...all(['PersistentVolume'], 'spec/azureFile/secretName'),
  ]),
  reference('Service', 'v1', [
    ...all(['apps/StatefulSet'], 'spec/serviceName'),
    ...all(
      ['Ingress'],
      'spec/rules/http/paths/backend/serviceName',
      'spec/backend/serviceName',
      'spec/rules/http/paths/backend/service/name',
      'spec/defaultBackend/service/name',
    ),
    ...all(['apiregistration.k8s.io/APIService'], 'spec/service/name'),
    ...all(
      [
        'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
        'admissionregistration.k8s.io/MutatingWebhookConfiguration',
      ],
      'webhooks/clientConfig/service',
    ),
  ]),
  reference('scheduling.k8s.io/PriorityClass', 'v1', inSomePods('priorityClassName')),
  reference('PersistentVolume', 'v1', [
    ...all(['PersistentVolumeClaim'], 'spec/volumeName'),
    ...all(['ClusterRole'], 'rules/resourceNames'),
  ]),
  reference('PersistentVolumeClaim', 'v1', inSomePods('volumes/persistentVolumeClaim/claimName')),
  reference('Deployment', '', SCALED),
  reference('StatefulSet', '', SCALED),
  reference('ReplicaSet', '', SCALED),
  reference('ReplicationController', '', SCALED),
  reference('admissionregistration.k8s.io/ValidatingAdmissionPolicy', '', [
    ...all(['admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding'], 'spec/policyName'),
  ]),
];
