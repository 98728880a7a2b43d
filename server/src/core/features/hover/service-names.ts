import type { ServicePort } from '../../model/service.ts';
import { serviceWorkloads } from '../../reach/ways/service-ports.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';
import type { Scene } from './hover-target.ts';
import { code, listed, paragraphs } from './markdown.ts';

/**
 * The names by which pods find a Service, the short one first, which only its own namespace understands; for
 * a headless one also those of its pods (Kubernetes documentation, "DNS for Services and Pods",
 * "StatefulSets").
 */
export function writeServiceNames(scene: Scene, resource: Resource): string | undefined {
  const { service, name } = resource.facts;
  if (!service || name?.value === undefined) return undefined;
  const { clusterDomain } = scene.view.settings;
  const { namespace } = resource;
  const endings = [namespace, `${namespace}.svc`, `${namespace}.svc.${clusterDomain}`];
  const long = endings.map((ending) => `${name.value}.${ending}`);
  const records = service.ports.flatMap((port) => writeServiceRecord(scene, resource, port) ?? []);
  return paragraphs(
    `DNS: ${code(name.value)} (in its own namespace), ${listed(long, long.length, code)}`,
    writePodNames(scene, resource),
    records.length === 0 ? undefined : `SRV: ${listed(records, 3, (record) => record)}`,
  );
}

/** The workloads whose pods a Service gives names of their own: it selects them, and they name it. */
export function governedBy(view: View, service: Resource): Resource[] {
  return serviceWorkloads(view, service)
    .map(({ resource }) => resource)
    .filter(({ facts }) => facts.workload?.serviceName?.value === service.facts.name?.value);
}

function writePodNames(scene: Scene, resource: Resource): string | undefined {
  const { service, name } = resource.facts;
  if (!service?.headless) return undefined;
  const governed = governedBy(scene.view, resource);
  if (governed.length === 0) return undefined;
  const domain = `${name?.value}.${resource.namespace}.svc.${scene.view.settings.clusterDomain}`;
  return `DNS of each pod: ${listed(governed, 3, (workload) => writeOrdinals(workload, domain))}`;
}

function writeOrdinals({ facts }: Resource, domain: string): string {
  const replicas = facts.workload?.replicas;
  const name = facts.name?.value ?? '…';
  const pod = (ordinal: number | string): string => code(`${name}-${ordinal}.${domain}`);
  if (replicas === undefined || replicas < 1) return pod('<n>');
  return replicas === 1 ? pod(0) : `${pod(0)} to ${pod(replicas - 1)}`;
}

/** The SRV record of a named port; undefined for ports without a name, which have none. */
export function writeServiceRecord(
  { view }: Scene,
  resource: Resource,
  port: ServicePort,
): string | undefined {
  const name = resource.facts.name?.value;
  if (name === undefined || port.name?.value === undefined || !port.protocol) return undefined;
  const { clusterDomain } = view.settings;
  return code(
    `_${port.name.value}._${port.protocol.toLowerCase()}.${name}.${resource.namespace}.svc.${clusterDomain}`,
  );
}

/**
 * The environment variables that pods of the same namespace get if they start after the Service; a Service
 * without an address of its own gives none (Kubernetes documentation, "Service", environment variables).
 */
export function writeServiceVariables({ facts }: Resource): string | undefined {
  const { service, name } = facts;
  if (!service || service.headless || service.type === 'ExternalName' || name?.value === undefined)
    return undefined;
  const prefix = toVariable(name.value);
  const [first] = service.ports;
  const named = service.ports.flatMap((port) =>
    port.name?.value === undefined ? [] : toVariable(port.name.value),
  );
  const variables = [
    `${prefix}_SERVICE_HOST`,
    ...(first ? [`${prefix}_SERVICE_PORT`] : []),
    ...named.map((port) => `${prefix}_SERVICE_PORT_${port}`),
  ];
  return `Environment: ${listed(variables, 4, code)}`;
}

function toVariable(name: string): string {
  return name.toUpperCase().replaceAll('-', '_');
}
