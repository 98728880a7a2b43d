import type { Service, ServicePort } from '../../model/service.ts';
import { resolveAlias } from '../../reach/ways/resolve-address.ts';
import { serviceWorkloads } from '../../reach/ways/service-ports.ts';
import { formatResource, type Resource, sourceIn } from '../../workspace/resource.ts';
import { type Describe, type HoverTarget, isHeadline, isIn, type Scene } from './hover-target.ts';
import { bullets, code, linkResource, linkTo, listed, paragraphs } from './markdown.ts';
import { writeSelection } from './selection.ts';
import { writeServiceNames, writeServiceRecord, writeServiceVariables } from './service-names.ts';
import { findServiceUses } from './service-uses.ts';
import { writeLead, writeServicePort } from './write-lead.ts';

/** A Service as a whole on its kind, its name and its selector, and each of its ports by itself. */
export const describeService: Describe = (target, scene) => {
  const { resource, span } = target;
  const { service } = resource.facts;
  if (!service) return undefined;
  const port = service.ports.find(({ at }) => isIn(target, at));
  if (port) return { markdown: writePort(scene, resource, service, port), span };
  if (!isPlaceOfService(target, service)) return undefined;
  const markdown = paragraphs(
    writeEndpoints(scene, resource),
    writeServiceNames(scene, resource),
    writeServiceVariables(resource),
    writeUses(scene, resource),
  );
  return { markdown, span };
};

function isPlaceOfService(target: HoverTarget, { selector, externalName }: Service): boolean {
  if (selector && isIn(target, selector.at)) return true;
  return isHeadline(target) || externalName?.at === target.path;
}

function writePort(scene: Scene, resource: Resource, service: Service, port: ServicePort): string {
  const nodePort = port.nodePort ? `Also port ${port.nodePort.value ?? '…'} of every node.` : undefined;
  const record = writeServiceRecord(scene, resource, port);
  return paragraphs(
    writePortLine(scene, resource, service, port),
    nodePort,
    service.headlessUnknown
      ? '**Depends**: a template decides whether it is headless; then ports are not translated.'
      : undefined,
    service.headless ? writeHeadless(port) : undefined,
    record && `SRV record: ${record}`,
  );
}

function writeHeadless({ port, targetPort }: ServicePort): string {
  const words = 'Headless: clients dial the pods themselves, and ports are not translated.';
  // A controller takes the endpoints, which have the pods' port (semantics rule 45).
  const leads = targetPort && targetPort.value !== port.value;
  return leads ? `${words} Only an Ingress leads from ${port.value ?? '…'} to the port of the pods.` : words;
}

function writePortLine(scene: Scene, resource: Resource, service: Service, port: ServicePort): string {
  const words = writeServicePort(scene, resource, port);
  if (service.type === 'ExternalName')
    return `Port ${words} has no effect: another name has no ports of its own.`;
  if (!service.selector) return `Port ${words} of the addresses that are given by hand.`;
  return `Port ${writeLead(scene, resource, port)}`;
}

const MOST_PORTS = 6;
const MOST_ADDRESSES = 4;

/**
 * What is behind a Service: pods, a name outside the cluster, or addresses by hand (semantics rules 38 and
 * 41).
 */
export function writeEndpoints(scene: Scene, resource: Resource): string {
  const { service } = resource.facts;
  if (!service) return '';
  if (service.type === 'ExternalName') {
    const name = code(service.externalName?.value ?? '…');
    const alias = resolveAlias(scene.view, resource, scene.view.settings.clusterDomain);
    const [behind] = alias?.services ?? [];
    if (behind)
      return `Another name for ${linkResource(scene, behind)}, without ports of its own: clients dial those of that Service.`;
    const what = alias ? 'pods behind' : 'addresses of';
    return `Another name for ${name}, without pods or ports. Policies must allow the ${what} that name.`;
  }
  if (!service.selector) return writeByHand(scene, resource);
  const scope = { namespaces: undefined, pods: service.selector, at: service.selector.at };
  const ports = bullets(service.ports, MOST_PORTS, (port) => writeLead(scene, resource, port));
  return paragraphs(
    writeSelection(scene, 'Leads to', scope, resource.namespace),
    serviceWorkloads(scene.view, resource).length > 0 ? ports : undefined,
    service.portsOpen ? 'A template adds to the ports.' : undefined,
  );
}

function writeByHand(scene: Scene, resource: Resource): string {
  const name = resource.facts.name?.value;
  const addresses = scene.view
    .inNamespace('endpoints', resource.namespace)
    .filter(({ facts }) => name !== undefined && facts.endpoints?.service?.value === name)
    .flatMap((holder) => (holder.facts.endpoints?.addresses ?? []).map((address) => ({ holder, address })));
  const none = '**No selector**, and no addresses by hand in the workspace.';
  if (addresses.length === 0) return none;
  const list = listed(addresses, MOST_ADDRESSES, ({ holder, address }) =>
    linkTo(scene, address.value ?? '…', sourceIn(holder, address.at, 'value')),
  );
  return `No selector: leads to addresses that are given by hand, ${list}`;
}

const MOST_USES = 6;

function writeUses(scene: Scene, resource: Resource): string | undefined {
  const uses = findServiceUses(scene.view, resource, scene.view.settings.clusterDomain);
  if (uses.length === 0) return undefined;
  return `Used by ${listed(uses, MOST_USES, ({ by, source }) => linkTo(scene, formatResource(by), source))}`;
}
