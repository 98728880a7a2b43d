/** A policy of a fixture; what is left out is not written. Values are in YAML's flow style. */
export interface PolicyOptions {
  readonly name?: string;
  readonly namespace?: string;
  /** The labels of its pods; without them, all pods. */
  readonly pods?: string;
  /** As `Ingress, Egress`. */
  readonly types?: string;
  /** With their brackets, as `[{ ports: [{ port: 80 }] }]`. */
  readonly ingress?: string;
  readonly egress?: string;
}

/** A short policy as one document, with the separator that ends it. */
export function policy({ name = 'p', namespace, pods, types, ingress, egress }: PolicyOptions): string {
  const lines = [
    'apiVersion: networking.k8s.io/v1',
    'kind: NetworkPolicy',
    `metadata: { name: ${name}${namespace === undefined ? '' : `, namespace: ${namespace}`} }`,
    'spec:',
    `  podSelector: ${pods === undefined ? '{}' : `{ matchLabels: { ${pods} } }`}`,
    ...(types === undefined ? [] : [`  policyTypes: [${types}]`]),
    ...(ingress === undefined ? [] : [`  ingress: ${ingress}`]),
    ...(egress === undefined ? [] : [`  egress: ${egress}`]),
  ];
  return `${lines.join('\n')}\n---\n`;
}

/** The rules of a direction, of which the one there is names pods by their `app`, on a port. */
export function ruleNaming(side: 'from' | 'to', app: string, port = 8080): string {
  return `[{ ${side}: [{ podSelector: { matchLabels: { app: ${app} } } }], ports: [{ port: ${port} }] }]`;
}

/** A Namespace as one document; labels in flow style. */
export function namespace(name: string, labels = ''): string {
  return `apiVersion: v1\nkind: Namespace\nmetadata: { name: ${name}, labels: { ${labels} } }\n---\n`;
}

/** A policy of the whole cluster; what is left out is not written. Values are in YAML's flow style. */
export interface ClusterPolicyOptions {
  readonly name?: string;
  /** Only where there are such: a ClusterNetworkPolicy has a tier, and a baseline policy of v1alpha1 no priority. */
  readonly tier?: 'Admin' | 'Baseline';
  readonly priority?: number | string;
  /** Without it, all pods. */
  readonly subject?: string;
  /** With their brackets, as `[{ action: Deny, from: [{ namespaces: {} }] }]`. */
  readonly ingress?: string;
  readonly egress?: string;
}

/** A short AdminNetworkPolicy as one document, of priority 10 where none is given. */
export function adminPolicy(options: ClusterPolicyOptions): string {
  return writeClusterPolicy('v1alpha1', 'AdminNetworkPolicy', { name: 'p', priority: 10, ...options });
}

/** A short BaselineAdminNetworkPolicy as one document. */
export function baselinePolicy(options: ClusterPolicyOptions): string {
  return writeClusterPolicy('v1alpha1', 'BaselineAdminNetworkPolicy', { name: 'default', ...options });
}

/** A short ClusterNetworkPolicy as one document, of the admin tier and priority 10 where nothing else is given. */
export function clusterPolicy(options: ClusterPolicyOptions): string {
  const defaults = { name: 'p', tier: 'Admin', priority: 10 } as const;
  return writeClusterPolicy('v1alpha2', 'ClusterNetworkPolicy', { ...defaults, ...options });
}

function writeClusterPolicy(
  version: string,
  kind: string,
  { name, subject = '{ namespaces: {} }', ...rest }: ClusterPolicyOptions,
): string {
  const lines = [
    `apiVersion: policy.networking.k8s.io/${version}`,
    `kind: ${kind}`,
    `metadata: { name: ${name} }`,
    'spec:',
    `  subject: ${subject}`,
    ...Object.entries(rest).map(([field, value]) => `  ${field}: ${value}`),
  ];
  return `${lines.join('\n')}\n---\n`;
}
