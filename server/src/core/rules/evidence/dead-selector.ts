import type { Selector } from '../../model/selector.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { Settings } from '../../workspace/settings.ts';
import type { View } from '../../workspace/view.ts';
import { findMaker } from './made-by-controller.ts';
import { findNoPods } from './no-pods.ts';

/** Proof that none of the manifests has pods for a Service. */
export interface DeadSelector {
  readonly selector: Selector;
  /** The workloads of the namespace are labelled by the same keys: this workspace is where such pods would be. */
  readonly owned: boolean;
  /** A workload whose pods would be selected if it were in the Service's namespace. */
  readonly abroad: Resource | undefined;
}

/**
 * Looks for pods of a Service. Undefined when there are some, when there may be, or when it needs none because its
 * endpoints are given by hand (semantics rule 38).
 */
export function findDeadSelector(
  view: View,
  settings: Settings,
  resource: Resource,
): DeadSelector | undefined {
  const { namespace, broken, facts } = resource;
  const { service } = facts;
  const selector = service?.selector;
  if (!service || !selector || service.type === 'ExternalName' || broken || isTemplated(selector))
    return undefined;
  // Pods that have ended count: they show that such pods are made here.
  const nothing = findNoPods(view, settings, resource, selector, namespace, () => true);
  if (!nothing || hasEndpoints(view, resource)) return undefined;
  const { labelledAlike, abroad } = nothing;
  const values = selector.requirements.flatMap((requirement) => requirement.values ?? []);
  return { selector, owned: labelledAlike && !view.isPart && !findMaker(view, namespace, values), abroad };
}

function isTemplated({ open, requirements }: Selector): boolean {
  return open || requirements.some(({ values }) => !values);
}

function hasEndpoints(view: View, { namespace, facts }: Resource): boolean {
  return view.inNamespace('endpoints', namespace).some((resource) => {
    const service = resource.facts.endpoints?.service;
    return service && (service.value === undefined || service.value === facts.name?.value);
  });
}
