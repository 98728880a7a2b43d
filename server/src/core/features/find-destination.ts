import type { Protocol } from '../model/protocol.ts';
import type { ServicePort } from '../model/service.ts';
import { listeningPorts, type PodPort } from '../reach/ways/listening-ports.ts';
import { resolveAlias } from '../reach/ways/resolve-address.ts';
import { serversBehind } from '../reach/ways/service-backends.ts';
import { dialledPort, findServicePort, serviceWorkloads } from '../reach/ways/service-ports.ts';
import { formatResource, type Resource } from '../workspace/resource.ts';
import type { View } from '../workspace/view.ts';

/** A destination as somebody names it: a workload or a Service, and the number or the name of a port. */
export interface NamedDestination {
  readonly resource: Resource;
  readonly port: number | string;
  /** Undefined where nobody says: then the port that is found has its own. */
  readonly protocol: Protocol | undefined;
}

/** What policies see of a destination: a workload and a port of its pods; or why there is none, in a sentence. */
export type Destination =
  | {
      readonly type: 'found';
      readonly to: Resource;
      readonly protocol: Protocol;
      readonly port: number;
      /** What was named, where that is not the port of the pods: `port 80 of Service shop/api`. */
      readonly behind: string | undefined;
      /** The Service and its port, where that is what was named. */
      readonly by: { readonly service: Resource; readonly port: ServicePort } | undefined;
    }
  | { readonly type: 'none'; readonly why: string };

/**
 * The pods' port behind what somebody names. The port of a Service is translated (semantics rule 39), and so is that of
 * the Service that is called like a workload, unless the pods themselves have a port of that number or name.
 */
export function findDestination(view: View, named: NamedDestination): Destination {
  const { resource, port } = named;
  if (resource.facts.service) return behindService(view, resource, named);
  const own = ownPort(view, named);
  if (own) return direct(resource, own);
  const [service] = view.namedIn('service', resource.namespace, resource.facts.name?.value ?? '');
  // Clients of a headless Service dial the pods themselves (semantics rule 40).
  if (service && !service.facts.service?.headless && portOf(service, named)) {
    const found = behindService(view, service, named);
    if (found.type === 'none' || found.to === resource) return found;
  }
  if (typeof port === 'string') return none(`${formatResource(resource)} has no port named \`${port}\`.`);
  // Pods may listen on more than they declare (semantics rule 29).
  return direct(resource, { protocol: named.protocol ?? 'TCP', port });
}

/** The port on which pods listen, as far as anybody says so; TCP where a number has several protocols. */
function ownPort(view: View, { resource, port, protocol }: NamedDestination): PodPort | undefined {
  const declared = (resource.facts.workload?.ports ?? []).flatMap(({ name, number, protocol: own }) =>
    number.value !== undefined && own && name?.value === port ? [{ protocol: own, port: number.value }] : [],
  );
  const fitting = [
    ...declared,
    ...listeningPorts(view, resource).filter((each) => each.port === port),
  ].filter((each) => protocol === undefined || each.protocol === protocol);
  return fitting.find((each) => each.protocol === 'TCP') ?? fitting[0];
}

function behindService(view: View, service: Resource, named: NamedDestination): Destination {
  const { port: wanted, protocol } = named;
  const name = formatResource(service);
  const unseen = whyUnseen(view, service);
  if (unseen !== undefined) return none(unseen);
  const servers = serviceWorkloads(view, service).filter(({ match }) => match === 'yes');
  const [server, another] = servers;
  if (!server) return none(`${name} selects no workload of these manifests.`);
  if (another) {
    const names = servers.map((each) => formatResource(each.resource)).join(', ');
    return none(`${name} leads to several workloads (${names}): name one of them.`);
  }
  const port = portOf(service, named);
  if (!port) {
    // What the pods call a port is understood too, since the Service need not name its own.
    const own =
      typeof wanted === 'string' ? ownPort(view, { ...named, resource: server.resource }) : undefined;
    if (own) return direct(server.resource, own);
    const which = typeof wanted === 'string' ? `port named \`${wanted}\`` : `port ${wanted}`;
    return none(`${name} has no ${which}${protocol ? ` for ${protocol}` : ''}.`);
  }
  const [found] = serversBehind(view, service, port);
  const label = typeof wanted === 'string' ? `\`${wanted}\`` : wanted;
  if (!found) return none(`Port ${label} of ${name} leads to no port that is known.`);
  const behind = wanted === found.port ? undefined : `port ${label} of ${name}`;
  const { protocol: transport, port: number } = found;
  return {
    type: 'found',
    to: found.server,
    protocol: transport,
    port: number,
    behind,
    by: { service, port },
  };
}

/**
 * Why nobody can see which pods a Service leads to, in a sentence: without a selector its endpoints are given by hand
 * (semantics rule 38), and what is only another name has none, so what it stands for has to be named (semantics rule 41).
 */
export function whyUnseen(view: View, resource: Resource): string | undefined {
  const { service } = resource.facts;
  const name = formatResource(resource);
  if (service?.type === 'ExternalName') {
    const is = `${name} is another name for ${service.externalName?.value ?? 'what a template says'}`;
    const [meant] = resolveAlias(view, resource, view.settings.clusterDomain)?.services ?? [];
    return meant
      ? `${is}, which is ${formatResource(meant)}: name that one, with a port of it.`
      : `${is}, outside these manifests.`;
  }
  return service?.selector
    ? undefined
    : `${name} has no selector: which pods are behind it is not in the manifests.`;
}

/** The port of a Service by what clients dial, or by its name. */
export function portOf(
  { facts }: Resource,
  { port: wanted, protocol }: NamedDestination,
): ServicePort | undefined {
  const { service } = facts;
  if (!service) return undefined;
  if (service.headless && typeof wanted === 'number') return dialledPort(service, wanted, protocol);
  return findServicePort(service, wanted, protocol);
}

function direct(to: Resource, { protocol, port }: PodPort): Destination {
  return { type: 'found', to, protocol, port, behind: undefined, by: undefined };
}

function none(why: string): Destination {
  return { type: 'none', why };
}
