/** What a fixture's workload is made of; labels and ports are written as in YAML's flow style, without brackets. */
export interface PodsOptions {
  readonly namespace?: string;
  /** Of the pods; without them, `app: <name>`. */
  readonly labels?: string;
  /** As `http: 8080`, or `dns: 53/UDP`; a port without a name is `8080`. */
  readonly ports?: readonly string[];
  /** Whatever else the pod spec says, in flow style. */
  readonly spec?: string;
}

/** A short Deployment as one document, with the separator that ends it. */
export function pods(name: string, options: PodsOptions = {}): string {
  const { namespace, labels = `app: ${name}`, ports = [], spec } = options;
  const metadata = namespace === undefined ? `name: ${name}` : `name: ${name}, namespace: ${namespace}`;
  const containers = `containers: [{ name: main, ports: [${ports.map(writePort).join(', ')}] }]`;
  return `apiVersion: apps/v1
kind: Deployment
metadata: { ${metadata} }
spec:
  template:
    metadata: { labels: { ${labels} } }
    spec: { ${spec === undefined ? containers : `${spec}, ${containers}`} }
---
`;
}

function writePort(port: string): string {
  const [, name, number, protocol] = /^(?:([\w-]+): )?(\d+)(?:\/(\w+))?$/.exec(port) ?? [];
  const fields = [
    name === undefined ? [] : [`name: ${name}`],
    [`containerPort: ${number}`],
    protocol === undefined ? [] : [`protocol: ${protocol}`],
  ];
  return `{ ${fields.flat().join(', ')} }`;
}
