/**
 * How the lists of a kind are merged by a patch. What is not named here is replaced as a whole; so are all lists of kinds
 * that kustomize does not know.
 */
export interface MergeShape {
  readonly lists?: { readonly [field: string]: MergedList };
  readonly fields?: { readonly [field: string]: MergeShape };
}

/** A list whose items are told apart by the values of some keys; by themselves, if there are no keys. */
export interface MergedList {
  readonly keys: readonly string[];
  readonly items: MergeShape;
}

const PLAIN: MergeShape = {};

function list(keys: readonly string[], items: MergeShape = PLAIN): MergedList {
  return { keys, items };
}

const METADATA: MergeShape = { lists: { finalizers: list([]), ownerReferences: list(['uid']) } };
const STATUS: MergeShape = { lists: { conditions: list(['type']) } };

const CONTAINER_LISTS = {
  env: list(['name']),
  volumeDevices: list(['devicePath']),
  volumeMounts: list(['mountPath']),
};

const CONTAINERS = list(['name'], {
  lists: { ...CONTAINER_LISTS, ports: list(['containerPort', 'protocol']) },
});

const CLAIM_TEMPLATE: MergeShape = { fields: { metadata: METADATA } };

const POD: MergeShape = {
  lists: {
    containers: CONTAINERS,
    initContainers: CONTAINERS,
    ephemeralContainers: list(['name'], { lists: CONTAINER_LISTS }),
    hostAliases: list(['ip']),
    imagePullSecrets: list(['name']),
    topologySpreadConstraints: list(['topologyKey', 'whenUnsatisfiable']),
    volumes: list(['name'], { fields: { ephemeral: { fields: { volumeClaimTemplate: CLAIM_TEMPLATE } } } }),
  },
};

const POD_TEMPLATE: MergeShape = { fields: { metadata: METADATA, spec: POD } };

function kind(spec: MergeShape, status: MergeShape = STATUS): MergeShape {
  return { fields: { metadata: METADATA, spec, status } };
}

const WORKLOAD = kind({ fields: { template: POD_TEMPLATE } });
const JOB_TEMPLATE: MergeShape = {
  fields: { metadata: METADATA, spec: { fields: { template: POD_TEMPLATE } } },
};
const CRON_JOB = kind({ fields: { jobTemplate: JOB_TEMPLATE } });
const WEBHOOKS: MergeShape = { lists: { webhooks: list(['name']) }, fields: { metadata: METADATA } };
const OTHER = kind(PLAIN);

/** The kinds of Kubernetes 1.21, whose schema kustomize 5.7 carries, by `apiVersion/kind`, as far as lists are merged. */
const SHAPES: { readonly [type: string]: MergeShape } = {
  'v1/Pod': kind(POD, { lists: { conditions: list(['type']), podIPs: list(['ip']) } }),
  'v1/PodTemplate': { fields: { metadata: METADATA, template: POD_TEMPLATE } },
  'v1/ReplicationController': WORKLOAD,
  'v1/Service': kind({ lists: { ports: list(['port', 'protocol']) } }),
  'v1/ServiceAccount': { lists: { secrets: list(['name']) }, fields: { metadata: METADATA } },
  'v1/Node': kind(
    { lists: { podCIDRs: list([]) } },
    { lists: { addresses: list(['type']), conditions: list(['type']) } },
  ),
  'apps/v1/Deployment': WORKLOAD,
  'apps/v1/ReplicaSet': WORKLOAD,
  'apps/v1/DaemonSet': WORKLOAD,
  'apps/v1/StatefulSet': WORKLOAD,
  'batch/v1/Job': WORKLOAD,
  'batch/v1/CronJob': CRON_JOB,
  'batch/v1beta1/CronJob': CRON_JOB,
  'admissionregistration.k8s.io/v1/MutatingWebhookConfiguration': WEBHOOKS,
  'admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration': WEBHOOKS,
  'admissionregistration.k8s.io/v1beta1/MutatingWebhookConfiguration': WEBHOOKS,
  'admissionregistration.k8s.io/v1beta1/ValidatingWebhookConfiguration': WEBHOOKS,
  'apiregistration.k8s.io/v1/APIService': OTHER,
  'apiregistration.k8s.io/v1beta1/APIService': OTHER,
};

/** Kinds without merged lists but those that all have. */
const OTHER_KINDS: { readonly [apiVersion: string]: readonly string[] } = {
  v1: [
    'ConfigMap',
    'Endpoints',
    'Event',
    'LimitRange',
    'Namespace',
    'PersistentVolume',
    'PersistentVolumeClaim',
    'ResourceQuota',
    'Secret',
  ],
  'apiextensions.k8s.io/v1': ['CustomResourceDefinition'],
  'apps/v1': ['ControllerRevision'],
  'autoscaling/v1': ['HorizontalPodAutoscaler'],
  'autoscaling/v2beta1': ['HorizontalPodAutoscaler'],
  'autoscaling/v2beta2': ['HorizontalPodAutoscaler'],
  'coordination.k8s.io/v1': ['Lease'],
  'discovery.k8s.io/v1': ['EndpointSlice'],
  'discovery.k8s.io/v1beta1': ['EndpointSlice'],
  'extensions/v1beta1': ['Ingress'],
  'networking.k8s.io/v1': ['Ingress', 'IngressClass', 'NetworkPolicy'],
  'networking.k8s.io/v1beta1': ['Ingress', 'IngressClass'],
  'policy/v1': ['PodDisruptionBudget'],
  'policy/v1beta1': ['PodDisruptionBudget', 'PodSecurityPolicy'],
  'rbac.authorization.k8s.io/v1': ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'],
  'rbac.authorization.k8s.io/v1beta1': ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'],
  'scheduling.k8s.io/v1': ['PriorityClass'],
  'storage.k8s.io/v1': ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment'],
};

/**
 * How a patch merges the lists of a kind; undefined for kinds that kustomize does not know. Source: the patch strategies of
 * https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.21/
 */
export function mergeShapeOf(apiVersion: string, kind: string): MergeShape | undefined {
  const type = `${apiVersion}/${kind}`;
  if (Object.hasOwn(SHAPES, type)) return SHAPES[type];
  const others = Object.hasOwn(OTHER_KINDS, apiVersion) ? OTHER_KINDS[apiVersion] : undefined;
  return others?.includes(kind) ? OTHER : undefined;
}

/** How a field is merged; undefined where nothing is known of it. */
export function shapeOfField(shape: MergeShape | undefined, field: string): MergeShape | undefined {
  return shape?.fields && Object.hasOwn(shape.fields, field) ? shape.fields[field] : undefined;
}

/** How a list is merged; undefined for one that is replaced. */
export function shapeOfList(shape: MergeShape | undefined, field: string): MergedList | undefined {
  return shape?.lists && Object.hasOwn(shape.lists, field) ? shape.lists[field] : undefined;
}
