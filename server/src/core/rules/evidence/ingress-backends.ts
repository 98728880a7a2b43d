import type { Backend } from '../../model/route.ts';
import type { Resource } from '../../workspace/resource.ts';

/**
 * The Services and ports that an Ingress sends to; nothing for other routes. A backend whose port is `use-annotation`
 * is no Service: the AWS load balancer controller finds under its name an action in the annotations.
 */
export function ingressBackends({ facts, broken }: Resource): readonly Backend[] {
  if (facts.kind !== 'Ingress' || broken) return [];
  const backends = facts.route?.rules.map(({ backend }) => backend) ?? [];
  return backends.filter(({ port }) => port?.value !== 'use-annotation');
}
