import { formatResource, type Resource } from '../../workspace/resource.ts';

/**
 * What somebody should know who asks whether addresses outside the cluster get through a Service; undefined where there is
 * nothing to say.
 */
export function noteOn(service: Resource): string | undefined {
  const { type } = service.facts.service ?? {};
  if (type === 'ClusterIP')
    return `nothing outside the cluster can dial ${formatResource(service)}, whose type is ClusterIP: this is about its pods`;
  // Semantics rule 43.
  if (type === 'NodePort' || type === 'LoadBalancer')
    return `pods behind a ${type} may see the address of a node as the source, unless externalTrafficPolicy is Local`;
  return undefined;
}
