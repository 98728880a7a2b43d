import { findLabel, type Labels } from '../../model/labels.ts';
import type { PodScope } from '../../model/policy.ts';
import type { Requirement } from '../../model/requirement.ts';
import { formatSelector, matchRequirement, type Selector } from '../../model/selector.ts';
import type { PodEndpoint } from '../../reach/endpoint.ts';
import { namespaceByName } from '../../reach/ways/namespace-by-name.ts';
import { code, listed } from './markdown.ts';

/** One reason why a scope does not take pods in, or does not surely. */
export type Obstacle =
  /** The scope looks only in its own namespace. */
  | { readonly type: 'other-namespace'; readonly answer: 'no' }
  | {
      readonly type: 'requirement';
      readonly of: 'namespace' | 'pods';
      readonly requirement: Requirement;
      readonly answer: 'no' | 'unknown';
    }
  /** A template adds to the selector. */
  | { readonly type: 'open-selector'; readonly answer: 'unknown' }
  | { readonly type: 'host-network'; readonly answer: 'unknown' };

/** Everything that keeps pods out of a scope; nothing when it surely takes them in (see `matchScope`). */
export function obstaclesOf(scope: PodScope, own: string, pods: PodEndpoint): Obstacle[] {
  const found: Obstacle[] = [];
  if (scope.namespaces) found.push(...obstaclesIn(scope.namespaces, 'namespace', pods.namespaceLabels));
  else if (pods.namespace !== own) found.push({ type: 'other-namespace', answer: 'no' });
  found.push(...obstaclesIn(scope.pods, 'pods', pods.labels));
  if (pods.hostNetwork !== 'no') found.push({ type: 'host-network', answer: 'unknown' });
  return found;
}

function obstaclesIn(selector: Selector, of: 'namespace' | 'pods', labels: Labels): Obstacle[] {
  const failing = selector.requirements.flatMap((requirement): Obstacle[] => {
    const answer = matchRequirement(requirement, labels);
    return answer === 'yes' ? [] : [{ type: 'requirement', of, requirement, answer }];
  });
  return selector.open ? [...failing, { type: 'open-selector', answer: 'unknown' }] : failing;
}

/**
 * An obstacle in words, as a clause without a subject of its own: `tier` is `front`, the selector wants
 * `web`.
 */
export function writeObstacle(obstacle: Obstacle, own: string, pods: PodEndpoint): string {
  const namespace = code(pods.namespace);
  switch (obstacle.type) {
    case 'other-namespace':
      return `in namespace ${namespace}, and only ${code(own)} is looked at`;
    case 'open-selector':
      return 'a template adds to the selector';
    case 'host-network':
      return pods.hostNetwork === 'yes'
        ? 'it uses the host network, where most network plugins see the node and not the pod'
        : 'a template decides whether it uses the host network';
    case 'requirement': {
      const { of, requirement, answer } = obstacle;
      const labels = of === 'pods' ? pods.labels : pods.namespaceLabels;
      if (answer === 'unknown') return writeUnknown(of, requirement, labels, pods.namespace);
      const place = of === 'pods' ? '' : `namespace ${namespace}: `;
      return place + writeMismatch(requirement, labels);
    }
  }
}

function writeUnknown(
  of: 'namespace' | 'pods',
  { key, values }: Requirement,
  labels: Labels,
  name: string,
): string {
  const namespace = code(name);
  const label = findLabel(labels, key);
  if (label && label.value === undefined) {
    const whose = of === 'pods' ? `its label ${code(key)}` : `label ${code(key)} of namespace ${namespace}`;
    return `${whose} is a template`;
  }
  if (label && !values) return `what the selector wants of ${code(key)} is a template`;
  // No manifest has such pods, so no template does either.
  if (of === 'pods' && labels.at === '') return `its label ${code(key)} is not in the manifests`;
  if (of === 'pods') return `a template may give it the label ${code(key)}`;
  if (name === '') return `its namespace is not known, and so neither is the label ${code(key)} of it`;
  if (labels.at !== '') return `a template may give namespace ${namespace} the label ${code(key)}`;
  return `namespace ${namespace} is not in the manifests, so its label ${code(key)} is unknown`;
}

function writeMismatch({ key, operator, values }: Requirement, labels: Labels): string {
  const label = findLabel(labels, key);
  const wanted = listed(values ?? [], 3, code);
  const wants = values?.length === 1 ? `the selector wants ${wanted}` : `the selector wants one of ${wanted}`;
  if (operator === 'Exists') return `no label ${code(key)}`;
  if (operator === 'In' && !label) return `no label ${code(key)}, ${wants}`;
  const is = `${code(key)} is ${code(label?.value ?? '…')}`;
  return operator === 'In' ? `${is}, ${wants}` : `${is}, which the selector rules out`;
}

/** A scope in words: `pods with app=web in namespace shop`, `every pod in every namespace`. */
export function writeScope({ namespaces, pods }: PodScope, own: string): string {
  return `${writePods(pods)} ${namespaces ? writeNamespaces(namespaces) : `in namespace ${code(own)}`}`;
}

function writePods(selector: Selector): string {
  if (selector.requirements.length > 0) return `pods with ${code(formatSelector(selector))}`;
  return selector.open ? 'pods by a templated selector' : 'every pod';
}

function writeNamespaces(selector: Selector): string {
  const name = namespaceByName(selector);
  if (name !== undefined) return `in namespace ${code(name)}`;
  if (selector.requirements.length > 0) return `in namespaces with ${code(formatSelector(selector))}`;
  return selector.open ? 'in namespaces by a templated selector' : 'in every namespace';
}
