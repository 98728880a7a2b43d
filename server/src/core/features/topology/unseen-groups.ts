import { addTo, type MultiMap } from '../../base/multi-map.ts';
import type { Direction } from '../../model/policy.ts';
import { type Described, type ExposedTraffic, exposureOf } from '../../reach/exposure.ts';
import type { PodClass } from '../../reach/pairs/pod-classes.ts';
import * as ports from '../../reach/port-set.ts';
import { selectsAnyInScope } from '../../reach/select-workloads.ts';
import type { FocusGroup } from '../../topology/topology-question.ts';
import type { TopologyState } from '../../topology/topology-state.ts';
import { formatExposed } from '../connections/format-exposed.ts';
import { sayScope } from './say-scope.ts';

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
  const byPorts: MultiMap<string, Described> = new Map();
  for (const one of unseen) addTo(byPorts, formatExposed(one.traffic), one);
  return [...byPorts].map(([text, alike]) => ({
    id: `${direction} unseen ${text}`,
    type: 'unseen',
    title: 'Pods not in these manifests',
    members: alike.map((one) => ({ label: sayScope(one.scope, one.own), id: undefined })),
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
