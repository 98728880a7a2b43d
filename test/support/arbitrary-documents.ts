import fc from 'fast-check';

/** Few words, so that what random documents say of one another is now right, now nearly right, now wrong. */
const names = fc.constantFrom('web', 'wep', 'api', 'db', 'cache', 'cash');
const namespaces = fc.constantFrom('', '', 'shop', 'other');
const apps = fc.constantFrom('web', 'api', 'wbe', '{{ .Values.app }}');
const portNumbers = fc.constantFrom(80, 8080, 443);
const targets = fc.constantFrom('80', '8080', 'http', '"80"', 'https');
const protocols = fc.constantFrom('', '', 'UDP', 'TCP');

function metadata(name: string, namespace: string): string {
  return `metadata:\n  name: ${name}\n${namespace === '' ? '' : `  namespace: ${namespace}\n`}`;
}

const service = fc
  .tuple(names, namespaces, apps, portNumbers, targets, protocols, fc.boolean())
  .map(
    ([name, namespace, app, port, target, protocol, headless]) =>
      `apiVersion: v1\nkind: Service\n${metadata(name, namespace)}spec:\n` +
      `${headless ? '  clusterIP: None\n' : ''}  selector:\n    app: ${app}\n  ports:\n    - name: http\n` +
      `      port: ${port}\n      targetPort: ${target}\n${protocol === '' ? '' : `      protocol: ${protocol}\n`}`,
  );

const addresses = fc.constantFrom(
  'http://web:80',
  'api.shop:8080',
  'http://web.other.svc:443',
  'db:80',
  'none',
);

const deployment = fc
  .tuple(names, namespaces, apps, portNumbers, addresses, fc.boolean())
  .map(
    ([name, namespace, app, port, address, open]) =>
      `apiVersion: apps/v1\nkind: Deployment\n${metadata(name, namespace)}spec:\n  selector:\n    matchLabels:\n      app: ${app}\n` +
      `  template:\n    metadata:\n      labels:\n        app: ${app}\n${open ? '        {{- include "labels" . | nindent 8 }}\n' : ''}` +
      `    spec:\n      containers:\n        - name: main\n          image: main:1\n          env:\n            - name: URL\n` +
      `              value: ${address}\n          ports:\n            - name: http\n              containerPort: ${port}\n`,
  );

const peers = fc.oneof(
  apps.map((app) => `podSelector: {matchLabels: {app: "${app}"}}`),
  namespaces.map(
    (name) => `namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ${name || 'default'}}}`,
  ),
  fc.constantFrom(
    'namespaceSelector: {matchLabels: {team: shop}}',
    'ipBlock: {cidr: 10.0.0.0/8}',
    'podSelector: {}',
  ),
);

const policy = fc
  .tuple(names, namespaces, apps, fc.constantFrom('ingress', 'egress'), peers, targets, fc.boolean())
  .map(
    ([name, namespace, app, direction, peer, port, typed]) =>
      `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n${metadata(name, namespace)}spec:\n` +
      `  podSelector:\n    matchLabels:\n      app: ${app}\n${typed ? '  policyTypes: [Ingress, Egress]\n' : ''}` +
      `  ${direction}:\n    - ${direction === 'ingress' ? 'from' : 'to'}:\n        - ${peer}\n      ports:\n        - port: ${port}\n`,
  );

const ingress = fc
  .tuple(names, namespaces, names, portNumbers)
  .map(
    ([name, namespace, backend, port]) =>
      `apiVersion: networking.k8s.io/v1\nkind: Ingress\n${metadata(name, namespace)}spec:\n  rules:\n    - http:\n        paths:\n` +
      `          - path: /\n            pathType: Prefix\n            backend:\n              service:\n                name: ${backend}\n` +
      `                port: {number: ${port}}\n`,
  );

const statefulSet = fc
  .tuple(names, namespaces, names, apps)
  .map(
    ([name, namespace, governing, app]) =>
      `apiVersion: apps/v1\nkind: StatefulSet\n${metadata(name, namespace)}spec:\n  serviceName: ${governing}\n` +
      `  selector: {matchLabels: {app: "${app}"}}\n  template:\n    metadata: {labels: {app: "${app}"}}\n    spec:\n` +
      `      containers: [{name: main, ports: [{containerPort: 8080, name: http}]}]\n`,
  );

const configMap = fc
  .tuple(names, namespaces, addresses)
  .map(
    ([name, namespace, address]) =>
      `apiVersion: v1\nkind: ConfigMap\n${metadata(name, namespace)}data:\n  URL: ${address}\n  other: "see ${address} # not a comment"\n`,
  );

const namespace = fc
  .tuple(
    fc.constantFrom('shop', 'other', 'third'),
    fc.constantFrom('', '  labels: {team: shop}\n', '  labels: {{ .Values.l }}\n'),
  )
  .map(([name, labels]) => `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${name}\n${labels}`);

const list = fc
  .array(fc.oneof(service, configMap), { minLength: 1, maxLength: 2 })
  .map(
    (documents) =>
      `apiVersion: v1\nkind: List\nitems:\n${documents.map((text) => `  - ${text.trimEnd().replaceAll('\n', '\n    ')}\n`).join('')}`,
  );

/** A sound document of any kind that our rules speak of, and now and then one that is no Kubernetes object. */
export const arbitraryDocument: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: service },
  { weight: 3, arbitrary: deployment },
  { weight: 3, arbitrary: policy },
  ingress,
  statefulSet,
  configMap,
  namespace,
  list,
  fc.constantFrom('not: kubernetes\n', '# nothing\n', ''),
);
