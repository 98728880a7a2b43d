import type { Direction } from '../../model/policy.ts';
import { formatSelector, isEverything } from '../../model/selector.ts';
import { type Described, type ExposedTraffic, exposureOf } from '../../reach/exposure.ts';
import type { PodClass } from '../../reach/pairs/pod-classes.ts';
import * as ports from '../../reach/port-set.ts';
import { selectsAnyInScope } from '../../reach/select-workloads.ts';
import { namespaceByName } from '../../reach/ways/namespace-by-name.ts';
import type { FocusGroup } from '../../topology/topology-question.ts';
import type { TopologyState } from '../../topology/topology-state.ts';
import { formatExposed } from '../connections/format-exposed.ts';

/** Pods that are not in the manifests and that a rule admits: one group for each answer. */
export function unseenGroups(
  { connectivity: { view } }: TopologyState,
  { endpoint }: PodClass,
  direction: Direction,
): FocusGroup[] {
  const { described } = exposureOf(view, endpoint, direction);
  const unseen = described.filter(
    ({ scope, own, traffic }) => !isNone(traffic) && !selectsAnyInScope(view, scope, own),
  );
  const byPorts = new Map<string, Described[]>();
  for (const one of unseen) {
    const text = formatExposed(one.traffic);
    byPorts.set(text, [...(byPorts.get(text) ?? []), one]);
  }
  return [...byPorts].map(([text, alike]) => ({
    id: `${direction} unseen ${text}`,
    type: 'unseen',
    title: 'Pods not in these manifests',
    members: alike.map((one) => ({ label: describe(one), id: undefined })),
    more: 0,
    verdict: alike.some(({ traffic }) => !ports.isEmpty(traffic.allowed) || traffic.names.length > 0)
      ? 'allowed'
      : 'depends',
    ports: text === 'All Connections' ? 'all ports' : text,
    note: '',
    named: true,
    explain: undefined,
  }));
}

function isNone({ possible, names }: ExposedTraffic): boolean {
  return ports.isEmpty(possible) && names.length === 0;
}

/** `app=web in shop`, `all pods in namespaces with team=a`. */
function describe({ scope: { namespaces, pods }, own }: Described): string {
  const which = isEverything(pods) ? 'all pods' : formatSelector(pods);
  if (!namespaces) return `${which} in ${own}`;
  if (isEverything(namespaces)) return `${which} in any namespace`;
  return `${which} in ${namespaceByName(namespaces) ?? `namespaces with ${formatSelector(namespaces)}`}`;
}
