import { type FieldSpec, fieldSpec } from './field-spec.ts';

const OF_CONTAINERS = ['args', 'command', 'env/value', 'volumeMounts/mountPath'];

function inContainers(pod: string, kind: string): readonly FieldSpec[] {
  return ['containers', 'initContainers'].flatMap((containers) =>
    OF_CONTAINERS.map((field) => fieldSpec(`${pod}/${containers}/${field}`, kind)),
  );
}

function inPods(pod: string, kind: string): readonly FieldSpec[] {
  return [...inContainers(pod, kind), fieldSpec(`${pod}/volumes/nfs/server`, kind)];
}

/**
 * Where kustomize replaces `$(VAR)` by the value of a var without being told. Source: kustomize 5.7,
 * `kustomize config save`; https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/vars/
 */
export const VARIABLE_FIELDS: readonly FieldSpec[] = [
  ...inContainers('spec/jobTemplate/spec/template/spec', 'CronJob'),
  fieldSpec('spec/jobTemplate/spec/template/volumes/nfs/server', 'CronJob'),
  ...['DaemonSet', 'Deployment', 'Job', 'ReplicaSet'].flatMap((kind) => inPods('spec/template/spec', kind)),
  fieldSpec('spec/template/metadata/annotations', 'Deployment'),
  ...['spec/rules/host', 'spec/tls/hosts', 'spec/tls/secretName'].map((path) => fieldSpec(path, 'Ingress')),
  ...inPods('spec', 'Pod'),
  ...['spec/ports/port', 'spec/ports/targetPort'].map((path) => fieldSpec(path, 'Service')),
  ...inContainers('spec/template/spec', 'StatefulSet'),
  fieldSpec('spec/volumeClaimTemplates/spec/nfs/server', 'StatefulSet'),
  fieldSpec('spec/nfs/server', 'PersistentVolume'),
  fieldSpec('metadata/labels'),
  fieldSpec('metadata/annotations'),
];
