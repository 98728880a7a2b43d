import { closest } from '../../base/closest.ts';
import { findLabel } from '../../model/labels.ts';
import type { PodScope } from '../../model/policy.ts';
import { matchSelector, type Requirement } from '../../model/selector.ts';
import { endpointOf, type PodEndpoint } from '../../reach/endpoint.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';
import { code } from './markdown.ts';
import { type Obstacle, obstaclesOf, writeObstacle } from './obstacles.ts';

/** A workload that a scope leaves out for one reason only. */
export interface NearMiss {
  readonly resource: Resource;
  /** Why it is left out, in Markdown: `tier` is `front`, the selector wants `frontend`. */
  readonly why: string;
}

/**
 * The workloads that somebody may have meant a scope to take in. Where it takes in others (`matchesSome`), only those
 * count whose label is nearly the wanted one: a selector that tells two workloads apart is no mistake.
 */
export function nearMisses(view: View, scope: PodScope, own: string, matchesSome: boolean): NearMiss[] {
  if (scope.pods.requirements.length === 0) return [];
  const misses = view.everywhere('workload').flatMap((resource): NearMiss[] => {
    const pods = resource.facts.workload?.ended ? undefined : endpointOf(view, resource);
    const why = pods && whyNear(scope, own, pods, resource, matchesSome);
    return why === undefined ? [] : [{ resource, why }];
  });
  return [
    ...misses.filter(({ resource }) => resource.namespace === own),
    ...misses.filter(({ resource }) => resource.namespace !== own),
  ];
}

function whyNear(
  scope: PodScope,
  own: string,
  pods: PodEndpoint,
  resource: Resource,
  matchesSome: boolean,
): string | undefined {
  const [only, ...more] = obstaclesOf(scope, own, pods);
  if (only && !matchesSome && isLabelledItself(scope, own, resource)) return ownLabels(resource);
  if (!only || only.answer !== 'no' || more.length > 0) return undefined;
  const near = only.type === 'requirement' && only.of === 'pods' && nearKey(only.requirement, pods);
  if (near) return near;
  const clear = isNearValue(only, pods) || (!matchesSome && isSingledOut(scope, only));
  return clear ? writeObstacle(only, own, pods) : undefined;
}

/** The workload has the labels, but its pods do not: a slip that is hard to see (semantics rule 14). */
function isLabelledItself(scope: PodScope, own: string, { facts, namespace }: Resource): boolean {
  if (scope.namespaces || namespace !== own || facts.workload?.labels.at === facts.labels.at) return false;
  return matchSelector(scope.pods, facts.labels) === 'yes';
}

function ownLabels({ facts }: Resource): string {
  return `the labels are those of the ${code(facts.kind)} itself, its pods do not have them`;
}

/** The wanted value stands under nearly the wanted key. */
function nearKey({ key, operator, values }: Requirement, { labels }: PodEndpoint): string | undefined {
  if (operator !== 'In' || !values || findLabel(labels, key)) return undefined;
  const other = closest(key, labels.entries.map((entry) => entry.key));
  const value = other === undefined ? undefined : findLabel(labels, other)?.value;
  if (other === undefined || value === undefined || !values.includes(value)) return undefined;
  return `no label ${code(key)}, but ${code(other)} is ${code(value)}`;
}

/** The label has nearly the wanted value. */
function isNearValue(obstacle: Obstacle, { labels }: PodEndpoint): boolean {
  if (obstacle.type !== 'requirement' || obstacle.of !== 'pods') return false;
  const { key, operator, values } = obstacle.requirement;
  const value = findLabel(labels, key)?.value;
  return operator === 'In' && values !== undefined && value !== undefined && closest(value, values) !== undefined;
}

/** What is left of the scope without the one obstacle still picks these pods out, by a label that they have. */
function isSingledOut({ pods }: PodScope, obstacle: Obstacle): boolean {
  return pods.requirements.some(
    (requirement) =>
      (requirement.operator === 'In' || requirement.operator === 'Exists') &&
      !(obstacle.type === 'requirement' && obstacle.requirement === requirement),
  );
}
