import type { ChangedEnd } from '../../reach/changes/changed-ends.ts';
import { describePorts } from '../../reach/port-set.ts';
import { MOST_CHANGES, type TopologyChange, type TopologyChanges } from '../../topology/topology-question.ts';
import type { TopologyState } from '../../topology/topology-state.ts';
import type { ConnectionChanges } from '../diff/connection-changes.ts';
import { describeEnd } from '../diff/describe-change.ts';

/** Counting stops here: more is as good as this many. */
const MOST_COUNTED = 20_000;

/** What has been opened and closed, with the nodes of the present state that it is about. */
export function topologyChanges(state: TopologyState, compared: ConnectionChanges): TopologyChanges {
  const changes: TopologyChange[] = [];
  let [opened, closed] = [0, 0];
  for (const change of compared.changes()) {
    for (const { type, ports } of compared.explain(change)) {
      if (type !== 'opened' && type !== 'closed') continue;
      if (type === 'opened') opened += 1;
      else closed += 1;
      if (changes.length >= MOST_CHANGES) continue;
      changes.push({
        type,
        from: nodeOf(state, change.from),
        to: nodeOf(state, change.to),
        fromNamespace: namespaceOf(change.from),
        toNamespace: namespaceOf(change.to),
        text: `${describeEnd(change.from)} → ${describeEnd(change.to)}`,
        ports: describePorts(ports),
      });
    }
    if (opened + closed >= MOST_COUNTED) break;
  }
  return { opened, closed, changes };
}

function nodeOf({ index }: TopologyState, end: ChangedEnd): string | undefined {
  const workload = end.type === 'pods' ? end.after?.pods[0]?.workload : undefined;
  return workload && index.idOf(workload);
}

function namespaceOf(end: ChangedEnd): string {
  return end.type === 'pods' ? ((end.after ?? end.before)?.one.endpoint.namespace ?? '') : '';
}
