import type { ResourceFacts } from '../model/resource-facts.ts';

/**
 * Whether the network consists of such resources. By these alone environments are told apart: every folder may bring its
 * Namespace, or its ConfigMap of certificates.
 */
export function isOfNetwork({ workload, service, policy, route }: ResourceFacts): boolean {
  return Boolean(workload || service || policy || route);
}
