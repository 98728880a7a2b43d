import type { Backend } from '../../model/route.ts';
import type { ServicePort } from '../../model/service.ts';
import type { YamlChange } from '../../model/yaml-change.ts';
import { portLeadingTo } from '../../reach/ways/service-backends.ts';
import { findServicePort } from '../../reach/ways/service-ports.ts';
import { formatResource, type Resource } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';
import { parentPath, type YamlPath } from '../../yaml/yaml-path.ts';
import type { Fix } from '../define-rule.ts';
import { ingressBackends } from './ingress-backends.ts';

/** A backend's Service does not have the port that the backend names (semantics rule 46). */
export interface MissingPort {
  /** Where the backend names the port. */
  readonly at: YamlPath;
  readonly service: Resource;
  readonly wanted: number | string;
  readonly ports: readonly ServicePort[];
  /** The Service's port that leads to the port which is named: that one was meant. */
  readonly behind: BehindPort | undefined;
}

export interface BehindPort {
  readonly port: ServicePort;
  /** It stands as `targetPort` in the Service itself; otherwise it is the number or the name in the pods. */
  readonly written: boolean;
}

/** The backends of an Ingress whose Service is seen and surely does not have the port. */
export function findMissingPorts(view: View, route: Resource): MissingPort[] {
  return ingressBackends(route).flatMap((backend) => findMissingPort(view, route, backend) ?? []);
}

function findMissingPort(view: View, route: Resource, backend: Backend): MissingPort | undefined {
  const { port } = backend;
  if (backend.service.value === undefined || port?.value === undefined) return undefined;
  const wanted = port.value;
  const named = view.named('', 'Service', route.namespace, backend.service.value);
  const [service] = named;
  if (!service || named.some((each) => each.broken || mayHavePort(each, wanted))) return undefined;
  const ports = service.facts.service?.ports ?? [];
  return { at: port.at, service, wanted, ports, behind: findBehind(view, service, wanted) };
}

/** An ExternalName has no ports of its own: its clients use what they like (semantics rule 41). */
function mayHavePort({ facts }: Resource, wanted: number | string): boolean {
  const { service } = facts;
  if (!service || service.type === 'ExternalName' || service.portsOpen || service.ports.length === 0)
    return true;
  const isHidden = ({ name, port }: ServicePort): boolean =>
    typeof wanted === 'number' ? port.value === undefined : name !== undefined && name.value === undefined;
  return findServicePort(service, wanted) !== undefined || service.ports.some(isHidden);
}

function findBehind(view: View, resource: Resource, wanted: number | string): BehindPort | undefined {
  const { service } = resource.facts;
  if (!service) return undefined;
  const written = service.ports.find(({ targetPort }) => targetPort?.value === wanted);
  if (written) return { port: written, written: true };
  const port = portLeadingTo(view, resource, wanted);
  return port && { port, written: false };
}

/** What is missing, as the beginning of a sentence: `Service shop/web has no port 8080`. */
export function formatMissing({ service, wanted }: MissingPort): string {
  return `${formatResource(service)} has no port ${typeof wanted === 'string' ? `named \`${wanted}\`` : wanted}`;
}

/** How people name a port of a Service: `80`, or `80 (http)`. */
export function formatPort({ name, port }: ServicePort): string {
  return name?.value === undefined ? String(port.value) : `${port.value} (\`${name.value}\`)`;
}

/** Makes a backend name a port of its Service: by name where it said a name and the port has one, else by number. */
export function sendToPort({ document }: Resource, { at }: MissingPort, to: ServicePort): Fix[] {
  const number = to.port.value;
  if (number === undefined) return [];
  const title = `Send to port ${formatPort(to)}`;
  const byName = at.endsWith('/name');
  const set = (value: string | number): YamlChange => ({
    type: 'set-scalar',
    document,
    path: at,
    value,
  });
  if (!byName) return [{ title, changes: [set(number)] }];
  if (to.name?.value !== undefined) return [{ title, changes: [set(to.name.value)] }];
  const path = `${parentPath(at)}/name`;
  return [{ title, changes: [{ type: 'rename-key', document, path, key: 'number' }, set(number)] }];
}
