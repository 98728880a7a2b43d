import type { Address } from '../../model/address.ts';
import {
  addressPort,
  type ResolvedHost,
  resolveAlias,
  resolveHost,
} from '../../reach/ways/resolve-address.ts';
import { judgeMissingService } from '../../rules/evidence/judge-missing-service.ts';
import { addressSource } from '../../rules/evidence/resolved-addresses.ts';
import { type Span, touches } from '../../text/span.ts';
import type { Resource } from '../../workspace/resource.ts';
import { writeClients, writeOutsideClients } from './address-clients.ts';
import { writeAddressPort } from './address-port.ts';
import type { Describe, HoverTarget, Scene } from './hover-target.ts';
import { code, count, linkResource, listed, paragraphs } from './markdown.ts';
import { writeEndpoints } from './service.ts';
import { governedBy } from './service-names.ts';

/** What a name in a variable, an argument or a configuration leads to, and whether its users may go there. */
export const describeAddress: Describe = (target, scene) => {
  const found = findAddress(target, scene);
  if (!found || isOwnNode(found.address.host)) return undefined;
  const markdown = writeAddress(scene, target.resource, found.address);
  return markdown === undefined ? undefined : { markdown, span: found.span };
};

/** The span is that of the host and its port within the value. */
function findAddress(
  { resource, path, offset }: HoverTarget,
  { snapshot, locator }: Scene,
): { readonly address: Address; readonly span: Span } | undefined {
  for (const address of resource.facts.addresses) {
    if (address.at !== path) continue;
    const span = locator.locate(snapshot, addressSource(resource, address))?.span;
    if (span && touches(span, offset)) return { address, span };
  }
  return undefined;
}

/** Numbers, and the pod itself, are no names to look up. */
function isOwnNode(host: string): boolean {
  return host === 'localhost' || /^[\d.]+$/.test(host);
}

/** Undefined for a plain word that may be a host anywhere. */
function writeAddress(scene: Scene, holder: Resource, address: Address): string | undefined {
  const { clusterDomain } = scene.view.settings;
  const resolved = resolveHost(scene.view, address.host, holder.namespace, clusterDomain);
  const isPlain = address.knownBy === 'name';
  if (resolved.type === 'word') return writeWord(scene, resolved, isPlain);
  if (resolved.type === 'outside') return isPlain ? undefined : writeOutside(scene, holder, address);
  const [service] = resolved.services;
  const destination = writeDestination(scene, resolved, addressPort(address));
  if (!service || destination === undefined) return writeMissing(scene, resolved.name, resolved.namespace);
  return paragraphs(destination, writeUsers(scene, holder, address, service));
}

/** Clients of another name go where that leads; of what a template hides there is nothing to say. */
function writeUsers(scene: Scene, holder: Resource, address: Address, service: Resource): string | undefined {
  if (leadsToPods(service)) return writeClients(scene, holder, address, service);
  const { type, externalName } = service.facts.service ?? {};
  if (type === 'ExternalName' && externalName?.value === undefined) return undefined;
  const alias = resolveAlias(scene.view, service, scene.view.settings.clusterDomain);
  if (!alias) return writeOutsideClients(scene, holder, address);
  const [behind] = alias.services;
  return behind && leadsToPods(behind) ? writeClients(scene, holder, address, behind) : undefined;
}

/** Where a Service leads on a port, or on all of them; undefined where there is none of that name. */
export function writeDestination(
  scene: Scene,
  { services: [service], pod }: Extract<ResolvedHost, { type: 'service' }>,
  port: number | undefined,
): string | undefined {
  if (!service) return undefined;
  if (!leadsToPods(service)) return paragraphs(linkResource(scene, service), writeEndpoints(scene, service));
  return paragraphs(
    writeAddressPort(scene, service, port),
    pod === undefined ? undefined : writePod(scene, service, pod),
  );
}

function leadsToPods({ facts: { service } }: Resource): boolean {
  return service?.selector !== undefined && service.type !== 'ExternalName';
}

function writePod(scene: Scene, service: Resource, pod: string): string {
  for (const workload of governedBy(scene.view, service)) {
    const name = workload.facts.name?.value;
    const ordinal =
      name !== undefined && pod.startsWith(`${name}-`) ? Number(pod.slice(name.length + 1)) : NaN;
    if (!Number.isInteger(ordinal)) continue;
    const owner = linkResource(scene, workload);
    const replicas = workload.facts.workload?.replicas;
    if (replicas === undefined || ordinal < replicas) return `Pod ${code(pod)} of ${owner}`;
    return `**No pod** ${code(pod)}: ${owner} has ${count(replicas, 'replica')}.`;
  }
  return `**No pod** ${code(pod)}: no workload of the workspace has ${linkResource(scene, service)} name it.`;
}

const MOST_ELSEWHERE = 3;

/**
 * A short name is looked up in the pod's own namespace only. A plain word may be a host anywhere, unless it is a Service
 * of another namespace, or nearly one of this.
 */
function writeWord(
  scene: Scene,
  { name, namespace }: Extract<ResolvedHost, { type: 'word' }>,
  isPlain: boolean,
): string | undefined {
  const elsewhere = scene.view.anywhere('service', name).filter((service) => service.namespace !== namespace);
  if (elsewhere.length === 0) {
    const missing = judgeMissingService(scene.view, name, namespace);
    return isPlain && missing?.type !== 'near' ? undefined : writeMissing(scene, name, namespace);
  }
  const names = listed(
    elsewhere,
    MOST_ELSEWHERE,
    (service) => `${code(`${name}.${service.namespace}`)} is ${linkResource(scene, service)}`,
  );
  return paragraphs(
    `**No Service** ${code(name)} in namespace ${code(namespace)}, where a short name is looked up.`,
    names,
  );
}

function writeMissing(scene: Scene, name: string, namespace: string): string {
  const missing = judgeMissingService(scene.view, name, namespace);
  const what = `Service ${code(name)} of namespace ${code(namespace)}`;
  switch (missing?.type) {
    case undefined:
      return `${what}, which every cluster has.`;
    case 'unknown':
      return `**Depends**: ${what} may be in a document that cannot be read to its end.`;
    case 'beside':
      return `${linkResource(scene, missing.resource)} of another environment, which may be applied with this one.`;
    case 'near':
      return `**No** ${what} in the workspace; did you mean ${linkResource(scene, missing.resource)}?`;
    case 'owned':
    case 'elsewhere':
      return `**No** ${what} in the workspace.`;
  }
}

/** Two words may be a Service and a namespace after all, even a namespace that no manifest speaks of. */
function writeOutside(scene: Scene, holder: Resource, address: Address): string {
  const { host } = address;
  const [name = '', namespace, ...more] = host.split('.');
  if (!namespace || more.length > 0)
    return paragraphs(
      `${code(host)} is outside of the cluster.`,
      writeOutsideClients(scene, holder, address),
    );
  if (scene.view.namespaceNames().includes(namespace)) return writeMissing(scene, name, namespace);
  return paragraphs(
    `${code(host)} is outside of the cluster, unless there is a namespace ${code(namespace)} with a Service ${code(name)}.`,
    writeOutsideClients(scene, holder, address, namespace),
  );
}
