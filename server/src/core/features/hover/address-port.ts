import type { Service, ServicePort } from '../../model/service.ts';
import { portLeadingTo } from '../../reach/ways/service-backends.ts';
import { findHeadlessMiss } from '../../rules/evidence/headless-port.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { Scene } from './hover-target.ts';
import { bullets, linkResource, listed, paragraphs, section } from './markdown.ts';
import { writeLead, writeServicePort } from './write-lead.ts';

const MOST_PORTS = 4;

/** Where a port of a Service that an address names leads, or all of its ports where it names none. */
export function writeAddressPort(scene: Scene, resource: Resource, port: number | undefined): string {
  const { service } = resource.facts;
  if (!service) return '';
  // Clients of a headless Service who say a port dial that of the pods, wherever the Service leads (semantics rule 40).
  const isDialled = service.headless && port !== undefined;
  const write = (one: ServicePort): string =>
    writeLead(scene, resource, isDialled ? { ...one, targetPort: undefined } : one);
  const link = linkResource(scene, resource);
  const found = portsMeant(service, port);
  if (port === undefined) return section(link, bullets(found, MOST_PORTS, write)) ?? link;
  const miss = port === undefined ? undefined : findHeadlessMiss(scene.view, resource, port);
  if (miss?.translated)
    return `**Port ${port} is not translated**: ${link} is headless, and its pods listen on ${miss.listening.join(', ')}.`;
  if (found.length > 0) return found.map((one) => `${link} ${write(one)}`).join('\n\n');
  if (service.portsOpen) return `**Depends**: a template adds to the ports of ${link}.`;
  const ports = listed(service.ports, MOST_PORTS, (one) => writeServicePort(scene, resource, one));
  if (service.headless) {
    const undeclared = miss ? ` The pods declare only ${miss.listening.join(', ')}.` : '';
    return `${link} is headless: port ${port} is that of the pods themselves. It names ${ports || 'none'}.${undeclared}`;
  }
  return paragraphs(
    `**No port ${port}** on ${link}, which has ${ports || 'none'}.`,
    writePodPort(scene, resource, port),
  );
}

/** The ports of a Service that an address can mean: the one of its number, or all where it says none. */
export function portsMeant({ ports }: Service, port: number | undefined): readonly ServicePort[] {
  return port === undefined ? ports : ports.filter((one) => one.port.value === port);
}

/** The number is the pods': somebody has skipped the Service's translation (semantics rule 39). */
function writePodPort(scene: Scene, resource: Resource, port: number): string | undefined {
  const leading = portLeadingTo(scene.view, resource, port);
  if (!leading) return undefined;
  const from = writeServicePort(scene, resource, leading);
  return `Port ${port} is the pods' own; the Service leads to it from ${from}.`;
}
