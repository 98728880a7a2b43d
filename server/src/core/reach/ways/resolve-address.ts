import { addTo, type MultiMap } from '../../base/multi-map.ts';
import type { Address } from '../../model/address.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';
import { pathSteps } from '../../yaml/yaml-path.ts';

/** What a host name means to pods of one namespace. */
export type ResolvedHost =
  /** The name says that it is a Service: `api.shop.svc`, or it is one that exists. */
  | {
      readonly type: 'service';
      readonly name: string;
      readonly namespace: string;
      /** The Services of that name: none where it is missing. */
      readonly services: readonly Resource[];
      /** The first label of `db-0.db.shop.svc`: one pod of a headless Service. */
      readonly pod: string | undefined;
      /** The form alone says so (`.svc`); otherwise only what exists does. */
      readonly strong: boolean;
    }
  /** A single word that is no Service of the namespace. */
  | { readonly type: 'word'; readonly name: string; readonly namespace: string }
  /** Nothing that the cluster's DNS would answer for. */
  | { readonly type: 'outside' };

/**
 * Resolves a host name as the pods' resolver does, with its search list `<namespace>.svc.<domain> svc.<domain> <domain>`
 * (Kubernetes documentation, "DNS for Services and Pods").
 */
export function resolveHost(view: View, host: string, from: string, clusterDomain: string): ResolvedHost {
  const name = host.toLowerCase().replace(/\.$/, '');
  const strong = inServiceDomain(name, clusterDomain);
  const labels = (strong ?? name).split('.');
  const [first, second, third] = labels;
  if (!first) return { type: 'outside' };
  if (strong !== undefined) {
    if (labels.length === 2 && second) return service(view, first, second, undefined, true);
    if (labels.length === 3 && second && third) return service(view, second, third, first, true);
    return { type: 'outside' };
  }
  if (labels.length === 1) {
    const found = service(view, first, from, undefined, false);
    return found.services.length > 0 ? found : { type: 'word', name: first, namespace: from };
  }
  if (labels.length === 2 && second) {
    const found = service(view, first, second, undefined, false);
    if (found.services.length > 0) return found;
    const pod = service(view, second, from, first, false);
    return pod.services.some(({ facts }) => facts.service?.headless) ? pod : { type: 'outside' };
  }
  return { type: 'outside' };
}

/**
 * What an ExternalName Service is another name for, if that is a name of the cluster: it is looked up as it is written,
 * without the search list (semantics rule 41).
 */
export function resolveAlias(
  view: View,
  { facts: { service } }: Resource,
  clusterDomain: string,
): ServiceHost | undefined {
  const name = service?.type === 'ExternalName' ? service.externalName?.value : undefined;
  if (!name?.toLowerCase().replace(/\.$/, '').endsWith(`.svc.${clusterDomain}`)) return undefined;
  const host = resolveHost(view, name, '', clusterDomain);
  return host.type === 'service' ? host : undefined;
}

/** What stands before `.svc` or `.svc.<domain>`; undefined for other names. */
function inServiceDomain(name: string, clusterDomain: string): string | undefined {
  const suffix = [`.svc.${clusterDomain}`, '.svc'].find((ending) => name.endsWith(ending));
  return suffix && name.slice(0, -suffix.length);
}

type ServiceHost = Extract<ResolvedHost, { type: 'service' }>;

function service(
  view: View,
  name: string,
  namespace: string,
  pod: string | undefined,
  strong: boolean,
): ServiceHost {
  return { type: 'service', name, namespace, services: servicesNamed(view, name, namespace), pod, strong };
}

/** The Services of a name in a namespace. */
export function servicesNamed(view: View, name: string, namespace: string): readonly Resource[] {
  return view.namedIn('service', namespace, name);
}

/**
 * The workloads whose containers see an address: the one that holds it, or those that take the entry in which it
 * stands, or all entries, from this configuration.
 */
export function clientsOf(view: View, holder: Resource, address: Address): readonly Resource[] {
  if (holder.facts.workload) return [holder];
  const { root, group, kind, name } = holder.facts;
  if (name?.value === undefined) return [];
  const entry = pathSteps(address.at.slice(root.length))[1];
  const uses = view.once(configurationUses, holder.namespace).get(`${group}/${kind}/${name.value}`) ?? [];
  const readers = uses.filter(({ key }) => key === undefined || key === entry);
  return [...new Set(readers.map(({ workload }) => workload))];
}

interface ConfigurationUse {
  readonly workload: Resource;
  /** The one entry that it takes; undefined for all, or for one that is not known. */
  readonly key: string | undefined;
}

/** Which workloads of a namespace take which configuration, by `group/kind/name`. */
function configurationUses(view: View, namespace: string): ReadonlyMap<string, readonly ConfigurationUse[]> {
  const uses: MultiMap<string, ConfigurationUse> = new Map();
  for (const workload of view.inNamespace('workload', namespace)) {
    for (const { role, group, kind, name, key } of workload.facts.references) {
      if (role !== 'configuration' || name.value === undefined) continue;
      addTo(uses, `${group}/${kind}/${name.value}`, { workload, key: key?.value });
    }
  }
  return uses;
}

/** The port an address means: what it says, or what its scheme implies. */
export function addressPort({ port, scheme }: Address): number | undefined {
  if (port !== undefined) return port;
  return scheme === undefined ? undefined : WELL_KNOWN[scheme];
}

const WELL_KNOWN: Readonly<Record<string, number>> = {
  http: 80,
  https: 443,
  ws: 80,
  wss: 443,
  redis: 6379,
  rediss: 6379,
  postgres: 5432,
  postgresql: 5432,
  mysql: 3306,
  mongodb: 27017,
  amqp: 5672,
  amqps: 5671,
  nats: 4222,
};
