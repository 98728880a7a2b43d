import type { Direction } from '../../model/policy.ts';
import type { Source } from '../../model/source.ts';
import { type Resource, sourceIn, sourceOf } from '../../workspace/resource.ts';
import type { YamlPath } from '../../yaml/yaml-path.ts';

const DIRECTIONS: readonly Direction[] = ['ingress', 'egress'];

/**
 * The sources in a resource that answers about the topology can name: itself, the ports and rules that lead on, and the rules
 * that decide. They are few, so that somebody can look up the places of all of them beforehand.
 */
export function answerSources(resource: Resource): readonly Source[] {
  const { workload, service, route, policy } = resource.facts;
  if (!workload && !service && !route && !policy) return [];
  const values: readonly YamlPath[] = [
    ...(workload?.ports ?? []).map(({ at }) => at),
    ...(service?.ports ?? []).map(({ at }) => at),
    ...(route?.rules ?? []).map(({ at }) => at),
    ...DIRECTIONS.flatMap((direction) => policy?.[direction].rules ?? []).map(({ at }) => at),
  ];
  return [
    sourceOf(resource),
    ...values.filter((at) => at !== '').map((at) => sourceIn(resource, at, 'value')),
    ...(policy ? DIRECTIONS.map((direction) => sourceIn(resource, policy[direction].at, 'entry')) : []),
  ];
}
