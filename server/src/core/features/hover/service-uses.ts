import type { Source } from '../../model/source.ts';
import { resolveHost } from '../../reach/ways/resolve-address.ts';
import { type Resource, sourceIn } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';

/** A resource that refers to a Service, and the first place where it does. */
export interface ServiceUse {
  readonly by: Resource;
  readonly source: Source;
}

/**
 * Everything in the workspace that refers to a Service by its name: routes, owners of pods, hand-made
 * endpoints, addresses.
 */
export function findServiceUses(view: View, service: Resource, clusterDomain: string): ServiceUse[] {
  const name = service.facts.name?.value;
  if (name === undefined) return [];
  const { namespace } = service;
  const named: readonly (ServiceUse | undefined)[] = [
    ...view.everywhere('route').map((by) => {
      const found = by.facts.route?.rules.find(
        ({ backend }) =>
          backend.service.value === name &&
          (backend.namespace ? backend.namespace.value : by.namespace) === namespace,
      );
      return found && { by, source: sourceIn(by, found.backend.service.at, 'value') };
    }),
    ...view.inNamespace('workload', namespace).map((by) => useIn(by, by.facts.workload?.serviceName, name)),
    ...view.inNamespace('endpoints', namespace).map((by) => useIn(by, by.facts.endpoints?.service, name)),
    ...view.everywhere('addresses').map((by) => addressIn(view, by, service, name, clusterDomain)),
  ];
  const first = new Map<Resource, ServiceUse>();
  for (const use of named) if (use && !first.has(use.by)) first.set(use.by, use);
  return [...first.values()];
}

function useIn(
  by: Resource,
  field: { readonly value: string | undefined; readonly at: string } | undefined,
  name: string,
): ServiceUse | undefined {
  return field?.value === name ? { by, source: sourceIn(by, field.at, 'value') } : undefined;
}

function addressIn(
  view: View,
  by: Resource,
  service: Resource,
  name: string,
  clusterDomain: string,
): ServiceUse | undefined {
  const found = by.facts.addresses.find(({ host }) => {
    // Resolving asks the index; the labels of the name rule most addresses out.
    if (!host.split('.', 2).includes(name)) return false;
    const resolved = resolveHost(view, host, by.namespace, clusterDomain);
    return resolved.type === 'service' && resolved.services.includes(service);
  });
  if (!found) return undefined;
  const { text, occurrence } = found;
  return { by, source: { ...sourceIn(by, found.at, 'value'), within: { text, occurrence } } };
}
