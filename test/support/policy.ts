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

/** A Namespace as one document; labels in flow style. */
export function namespace(name: string, labels = ''): string {
  return `apiVersion: v1\nkind: Namespace\nmetadata: { name: ${name}, labels: { ${labels} } }\n---\n`;
}
