import type { Protocol } from '../../model/protocol.ts';
import type { ServicePort } from '../../model/service.ts';
import { serviceBackends } from '../../reach/ways/service-backends.ts';
import { formatResource, type Resource } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';
import { findDestination, portOf, whyUnseen } from '../find-destination.ts';
import { nowhere, serviceStep, type Way, wayInto, wayStraight, writeServicePorts } from './way.ts';

/** A workload or a Service, and perhaps a port of it, as somebody names them. */
export interface NamedTarget {
  readonly resource: Resource;
  readonly port: number | string | undefined;
  readonly protocol: Protocol | undefined;
}

/**
 * The ways to what somebody names: for a workload it is one, for a Service one for each port and each workload that it
 * selects. What is wrong with the name comes out as a sentence.
 */
export function waysTo(view: View, { resource, port, protocol }: NamedTarget): readonly Way[] | string {
  if (resource.facts.service) return waysThrough(view, { resource, port, protocol });
  if (port === undefined) return [wayStraight(resource, undefined)];
  const found = findDestination(view, { resource, port, protocol });
  if (found.type === 'none') return found.why;
  const { by } = found;
  const backend =
    by && serviceBackends(view, by.service, by.port).find(({ workload }) => workload === found.to);
  if (by && backend) return [wayInto(by.service, by.port, backend)];
  return [wayStraight(found.to, { protocol: found.protocol, port: found.port })];
}

function waysThrough(view: View, { resource, port, protocol }: NamedTarget): readonly Way[] | string {
  const unseen = whyUnseen(view, resource);
  if (unseen !== undefined) return unseen;
  const name = formatResource(resource);
  if (port === undefined)
    return (resource.facts.service?.ports ?? []).flatMap((each) => waysFrom(view, resource, each));
  const found = portOf(resource, { resource, port, protocol });
  if (found) return waysFrom(view, resource, found);
  const wanted = typeof port === 'string' ? `port named \`${port}\`` : `port ${port}`;
  return `${name} has no ${wanted}${protocol ? ` for ${protocol}` : ''}, but ${writeServicePorts(resource)}.`;
}

/** The ways from one port of a Service. */
export function waysFrom(view: View, service: Resource, port: ServicePort): readonly Way[] {
  const backends = serviceBackends(view, service, port);
  if (backends.length > 0) return backends.map((backend) => wayInto(service, port, backend));
  return [
    nowhere(
      [serviceStep(service, port)],
      `${formatResource(service)} selects no workload of these manifests`,
    ),
  ];
}
