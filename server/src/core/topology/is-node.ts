import type { ResourceFacts } from '../model/resource-facts.ts';

/** Whether an object has a place in the graph, as far as it can tell by itself: pods that have ended have none. */
export function isNode({ workload, service, policy, route }: ResourceFacts): boolean {
  return [workload, service, policy, route].some((part) => part !== undefined);
}
