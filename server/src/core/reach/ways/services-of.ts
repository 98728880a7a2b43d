import { matchSelector } from '../../model/selector.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';

/** The Services that surely select a workload's pods. */
export function servicesOf(view: View, workload: Resource): Resource[] {
  const { labels } = workload.facts.workload ?? {};
  if (!labels) return [];
  return view
    .inNamespace('service', workload.namespace)
    .filter(
      ({ facts }) => facts.service?.selector && matchSelector(facts.service.selector, labels) === 'yes',
    );
}
