/** A resource by what kustomize tells it from others. */
export interface ResourceId {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly name: string;
  /** Where there is none: `default`, or for what lives in no namespace a word that no namespace has. */
  readonly namespace: string;
}

/** A group, version and kind; an empty part stands for any. */
export interface KindSelector {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

const NO_NAMESPACE = '_non_namespaceable_';

/** The group and version of an `apiVersion`. */
export function parseApiVersion(apiVersion: string): { readonly group: string; readonly version: string } {
  const slash = apiVersion.indexOf('/');
  return slash < 0
    ? { group: '', version: apiVersion }
    : { group: apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1) };
}

/** The namespace that counts when two resources are compared. */
export function effectiveNamespace(apiVersion: string, kind: string, namespace: string): string {
  return isClusterScoped(apiVersion, kind) ? NO_NAMESPACE : namespace || 'default';
}

/** True when both are one and the same resource. */
export function sameId(a: ResourceId, b: ResourceId): boolean {
  return a.name === b.name && a.namespace === b.namespace && sameKind(a, b);
}

/** True when all parts are equal. */
export function sameKind(a: KindSelector, b: KindSelector): boolean {
  return a.group === b.group && a.version === b.version && a.kind === b.kind;
}

/** True when a selector takes in a kind. */
export function selectsKind(selector: KindSelector, kind: KindSelector): boolean {
  return (
    (selector.group === '' || selector.group === kind.group) &&
    (selector.version === '' || selector.version === kind.version) &&
    (selector.kind === '' || selector.kind === kind.kind)
  );
}

/** As messages name a resource: `Service shop/web`. */
export function describeId({ kind, name, namespace }: ResourceId): string {
  const isNamed = namespace !== NO_NAMESPACE && namespace !== 'default';
  return `${kind} ${isNamed ? `${namespace}/` : ''}${name}`;
}

/** True for an id that lives in no namespace. */
export function isOutsideOfNamespaces({ namespace }: ResourceId): boolean {
  return namespace === NO_NAMESPACE;
}

/**
 * True for the kinds of which kustomize knows that they live in no namespace: those of Kubernetes 1.21, whose schema it
 * carries. Of all others it believes that they have one.
 */
export function isClusterScoped(apiVersion: string, kind: string): boolean {
  return Object.hasOwn(CLUSTER_SCOPED, apiVersion) && CLUSTER_SCOPED[apiVersion]?.includes(kind) === true;
}

const ADMISSION = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'];
const ROLES = ['ClusterRole', 'ClusterRoleBinding'];

const CLUSTER_SCOPED: { readonly [apiVersion: string]: readonly string[] } = {
  v1: ['ComponentStatus', 'Namespace', 'Node', 'PersistentVolume'],
  'admissionregistration.k8s.io/v1': ADMISSION,
  'admissionregistration.k8s.io/v1beta1': ADMISSION,
  'apiextensions.k8s.io/v1': ['CustomResourceDefinition'],
  'apiextensions.k8s.io/v1beta1': ['CustomResourceDefinition'],
  'apiregistration.k8s.io/v1': ['APIService'],
  'apiregistration.k8s.io/v1beta1': ['APIService'],
  'certificates.k8s.io/v1': ['CertificateSigningRequest'],
  'certificates.k8s.io/v1beta1': ['CertificateSigningRequest'],
  'flowcontrol.apiserver.k8s.io/v1beta1': ['FlowSchema', 'PriorityLevelConfiguration'],
  'networking.k8s.io/v1': ['IngressClass'],
  'networking.k8s.io/v1beta1': ['IngressClass'],
  'node.k8s.io/v1': ['RuntimeClass'],
  'node.k8s.io/v1beta1': ['RuntimeClass'],
  'policy/v1beta1': ['PodSecurityPolicy'],
  'rbac.authorization.k8s.io/v1': ROLES,
  'rbac.authorization.k8s.io/v1beta1': ROLES,
  'scheduling.k8s.io/v1': ['PriorityClass'],
  'scheduling.k8s.io/v1beta1': ['PriorityClass'],
  'storage.k8s.io/v1': ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment'],
  'storage.k8s.io/v1beta1': ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment'],
};
