import { findLabel } from '../../model/labels.ts';
import type { PodScope } from '../../model/policy.ts';
import { matchSelector } from '../../model/selector.ts';
import type { PodEndpoint } from '../../reach/endpoint.ts';
import { closestSlip, slippedKey } from '../../rules/evidence/slip.ts';
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
 * The workloads that somebody may have meant a scope to take in, each with its reason: something to look at, where the
 * near misses of the rules are a finding and its fix. Where it takes in others (`matchesSome`), only those count whose
 * label is nearly the wanted one: a selector that tells two workloads apart is no mistake. `podsOf` is how whoever
 * selects sees the pods of a workload.
 */
export function nearMisses(
  view: View,
  scope: PodScope,
  own: string,
  podsOf: (workload: Resource) => PodEndpoint | undefined,
  matchesSome: boolean,
): NearMiss[] {
  if (scope.pods.requirements.length === 0) return [];
  const misses = view.everywhere('workload').flatMap((resource): NearMiss[] => {
    const pods = resource.facts.workload?.ended ? undefined : podsOf(resource);
    const why = pods && whyNear(scope, own, pods, resource, matchesSome);
    return why === undefined ? [] : [{ resource, why }];
  });
  return [
    ...misses.filter(({ resource }) => resource.namespace === own),
    ...misses.filter(({ resource }) => resource.namespace !== own),
  ];
}

/** Pods on the host network are not surely taken in even when what else is wrong is right (semantics rule 33). */
function whyNear(
  scope: PodScope,
  own: string,
  pods: PodEndpoint,
  resource: Resource,
  matchesSome: boolean,
): string | undefined {
  const obstacles = obstaclesOf(scope, own, pods);
  const host = obstacles.find(({ type }) => type === 'host-network');
  const others = obstacles.filter((obstacle) => obstacle !== host);
  const why = whyNearByLabels(others, scope, own, pods, resource, matchesSome);
  return why !== undefined && host ? `${why}; besides, ${writeObstacle(host, own, pods)}` : why;
}

function whyNearByLabels(
  [only, ...more]: readonly Obstacle[],
  scope: PodScope,
  own: string,
  pods: PodEndpoint,
  resource: Resource,
  matchesSome: boolean,
): string | undefined {
  if (only && !matchesSome && isLabelledItself(scope, own, resource)) return ownLabels(resource);
  if (only?.answer !== 'no' || more.length > 0) return undefined;
  if (only.type === 'requirement' && only.of === 'pods') {
    const near = writeNear(only, own, pods, matchesSome);
    if (near) return near;
  }
  return !matchesSome && isSingledOut(scope, only) ? writeObstacle(only, own, pods) : undefined;
}

/** The workload has the labels, but its pods do not: a slip that is hard to see (semantics rule 14). */
function isLabelledItself(scope: PodScope, own: string, { facts, namespace }: Resource): boolean {
  if (scope.namespaces || namespace !== own || facts.workload?.labels.at === facts.labels.at) return false;
  return matchSelector(scope.pods, facts.labels) === 'yes';
}

function ownLabels({ facts }: Resource): string {
  return `the labels are those of the ${code(facts.kind)} itself, its pods do not have them`;
}

/** The wanted value stands under another key, or the key has nearly the wanted value. */
function writeNear(
  obstacle: Extract<Obstacle, { type: 'requirement' }>,
  own: string,
  pods: PodEndpoint,
  matchesSome: boolean,
): string | undefined {
  const { key, operator, values } = obstacle.requirement;
  if (operator !== 'In' || !values) return undefined;
  const { entries } = pods.labels;
  const label = findLabel(pods.labels, key);
  if (label) {
    const near = label.value !== undefined && isNearValue(label.value, values, matchesSome);
    return near ? writeObstacle(obstacle, own, pods) : undefined;
  }
  const nearKey = slippedKey(key, entries)?.key;
  const found = entries.find(
    (entry) => values.includes(entry.value ?? '') && (entry.key === nearKey || !matchesSome),
  );
  return found && `no label ${code(key)}, but ${code(found.key)} is ${code(found.value ?? '')}`;
}

function isNearValue(value: string, wanted: readonly string[], matchesSome: boolean): boolean {
  if (closestSlip(value, wanted) !== undefined) return true;
  // `front` for `frontend` is a slip where nothing else is selected; beside `web`, `web-admin` is another
  // workload.
  return (
    !matchesSome &&
    wanted.some((one) => one !== '' && value !== '' && (one.startsWith(value) || value.startsWith(one)))
  );
}

/**
 * What is left of the scope without the one obstacle still picks these pods out, by a label that they have.
 */
function isSingledOut({ pods }: PodScope, obstacle: Obstacle): boolean {
  return pods.requirements.some(
    (requirement) =>
      (requirement.operator === 'In' || requirement.operator === 'Exists') &&
      !(obstacle.type === 'requirement' && obstacle.requirement === requirement),
  );
}
