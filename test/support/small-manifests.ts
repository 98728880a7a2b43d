// Manifests that stand beside the one a test is about: as short as they can be, one line each, with `---` behind.

/** Plain data, as it would be written to JSON. */
export type Plain = Readonly<Record<string, unknown>>;

/** Any resources. */
export function documents(...resources: readonly Plain[]): string {
  return resources.map((resource) => `${JSON.stringify(resource)}\n---\n`).join('');
}

/** A Deployment whose pods have these labels and declare these ports. */
export function deployment(
  name: string,
  labels: Plain,
  ports: readonly Plain[] = [],
  metadata: Plain = {},
): Plain {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, ...metadata },
    spec: { selector: { matchLabels: labels }, template: template(name, labels, ports) },
  };
}

/** The pod template of a workload. */
export function template(name: string, labels: Plain, ports: readonly Plain[] = []): Plain {
  return { metadata: { labels }, spec: { containers: [{ name, image: `${name}:1`, ports }] } };
}

/** A Service with these ports. */
export function service(
  name: string,
  selector: Plain | undefined,
  ports: readonly Plain[],
  more: Plain = {},
): Plain {
  const { metadata, ...spec } = more;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, ...(metadata as Plain | undefined) },
    spec: { ...(selector ? { selector } : {}), ports, ...spec },
  };
}

/** An Ingress that sends everything to one backend. */
export function ingress(name: string, backend: string, port: Plain, metadata: Plain = {}): Plain {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name, ...metadata },
    spec: { defaultBackend: { service: { name: backend, port } } },
  };
}
