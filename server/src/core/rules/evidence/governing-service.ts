import { selectInNamespace } from '../../reach/select-workloads.ts';
import { servicesOf } from '../../reach/ways/services-of.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { Settings } from '../../workspace/settings.ts';
import type { View } from '../../workspace/view.ts';
import type { YamlPath } from '../../yaml/yaml-path.ts';
import { matchPods } from './match-pods.ts';
import { findMissingService, type MissingService } from './missing-service.ts';

/** Why the Service that a StatefulSet names, or does not name, gives its pods no names of their own. */
export type GoverningProblem = {
  /** A headless Service that does select the pods: the one that was meant. */
  readonly better: Resource | undefined;
} & (
  | { readonly type: 'unnamed' }
  | { readonly type: 'missing'; readonly missing: MissingService }
  | { readonly type: 'not-headless'; readonly service: Resource }
  | { readonly type: 'selects-others'; readonly service: Resource }
);

/** Undefined when the pods get their names, when nobody can say, or when `resource` is no StatefulSet. */
export function findGoverningProblem(
  view: View,
  settings: Settings,
  resource: Resource,
): GoverningProblem | undefined {
  const { workload, kind, group } = resource.facts;
  if (!workload || kind !== 'StatefulSet' || group !== 'apps' || resource.broken) return undefined;
  const better = servicesOf(view, resource).find(({ facts }) => facts.service?.headless);
  if (!workload.serviceName) return { type: 'unnamed', better };
  const name = workload.serviceName.value;
  if (name === undefined) return undefined;
  const missing = findMissingService(view, settings, resource, name);
  if (missing) return { type: 'missing', missing, better };
  const [service, ...more] = view.named('', 'Service', resource.namespace, name);
  if (!service?.facts.service || more.length > 0 || service.broken) return undefined;
  const { selector, headless, headlessUnknown } = service.facts.service;
  // A Service that selects nothing at all is a finding of its own.
  const isOther =
    selector &&
    matchPods(selector, resource) === 'no' &&
    selectInNamespace(view, selector, resource.namespace).length > 0;
  if (isOther) return { type: 'selects-others', service, better };
  return headless || headlessUnknown ? undefined : { type: 'not-headless', service, better };
}

/** Where a StatefulSet names its Service, or would. */
export function serviceNameAt({ facts }: Resource): YamlPath {
  return facts.workload?.serviceName?.at ?? `${facts.root}/spec/serviceName`;
}
