import type { Related } from '../../model/finding.ts';
import type { Service, ServicePort } from '../../model/service.ts';
import type { Severity } from '../../model/severity.ts';
import { portLeadingTo } from '../../reach/ways/service-backends.ts';
import { formatResource, type Resource, sourceIn } from '../../workspace/resource.ts';
import type { Settings } from '../../workspace/settings.ts';
import type { View } from '../../workspace/view.ts';
import { type DialledService, dialledServices } from './dialled-services.ts';
import { findHeadlessMiss } from './headless-port.ts';
import { portSource } from './resolved-addresses.ts';

/** An address dials a port on which nobody answers. */
export interface WrongPort extends Pick<DialledService, 'address' | 'at'> {
  readonly message: string;
  readonly related: readonly Related[];
  readonly severity: Severity;
  /** Ports that would do. */
  readonly right: readonly number[];
}

/** The addresses of a resource that dial a port on which the Service, or the pods behind a headless one, do not answer. */
export function findWrongPorts(resource: Resource, view: View, settings: Settings): WrongPort[] {
  return dialledServices(resource, view, settings).flatMap((found): WrongPort[] => {
    const { service } = found.service.facts;
    // An ExternalName is only another name (semantics rule 41).
    if (!service || found.service.broken || service.type === 'ExternalName' || service.headlessUnknown)
      return [];
    const wrong = service.headless ? wrongAtPods(view, found) : wrongAtService(view, found, service);
    const at = portSource(resource, found.address);
    return at ? wrong.map((each) => ({ ...each, at, severity: milder(each.severity) })) : wrong;
  });
}

function wrongAtService(view: View, found: DialledService, { ports, portsOpen }: Service): WrongPort[] {
  const { service, dialled } = found;
  if (portsOpen || ports.length === 0 || ports.some(({ port }) => port.value === undefined)) return [];
  if (ports.some(({ port }) => port.value === dialled)) return [];
  const list = ports.map(formatPort).join(', ');
  return [
    {
      ...found,
      message: `${formatResource(service)} has no port ${dialled}, only ${list}${explain(view, service, dialled)}.`,
      related: ports.map((port) => relatedPort(service, port)),
      severity: 'error',
      right: ports.flatMap(({ port }) => port.value ?? []),
    },
  ];
}

/** Pods may listen on more than they declare (semantics rule 29), but hardly where the Service says otherwise. */
function wrongAtPods(view: View, found: DialledService): WrongPort[] {
  const { service, dialled } = found;
  const miss = findHeadlessMiss(view, service, dialled);
  if (!miss) return [];
  const [name, list] = [formatResource(service), miss.listening.join(', ')];
  const message = miss.translated
    ? `${name} is headless and does not translate port ${dialled}: clients dial the pods, which listen on ${list}.`
    : `${name} is headless, so this dials port ${dialled} of its pods, which declare only ${list}.`;
  const ports = service.facts.service?.ports.filter(({ port }) => port.value === dialled) ?? [];
  return [
    {
      ...found,
      message,
      related: ports.map((port) => relatedPort(service, port)),
      severity: miss.translated ? 'warning' : 'info',
      right: miss.listening,
    },
  ];
}

/** That a port belongs to the host beside it, only their names say. */
function milder(severity: Severity): Severity {
  return severity === 'error' ? 'warning' : severity;
}

function relatedPort(service: Resource, { port }: ServicePort): Related {
  return { at: sourceIn(service, port.at, 'value'), message: `port ${port.value}` };
}

function explain(view: View, resource: Resource, dialled: number): string {
  const ports = resource.facts.service?.ports ?? [];
  if (ports.some(({ nodePort }) => nodePort?.value === dialled))
    return `; ${dialled} is its port on the nodes`;
  const isTarget =
    portLeadingTo(view, resource, dialled) || ports.some(({ targetPort }) => targetPort?.value === dialled);
  return isTarget ? `; ${dialled} is the port of its pods` : '';
}

function formatPort({ port, name }: ServicePort): string {
  return name?.value ? `${port.value} (${name.value})` : `${port.value}`;
}
