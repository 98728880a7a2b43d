import type { Direction } from '../../model/policy.ts';
import * as addresses from '../../reach/address-set.ts';
import { formatDoubt } from '../../reach/format-traffic.ts';
import type { PodClass } from '../../reach/pairs/pod-classes.ts';
import * as ports from '../../reach/port-set.ts';
import { isNothing } from '../../reach/traffic.ts';
import { shortPorts } from '../../topology/judge-link.ts';
import type { EndRef, FocusGroup } from '../../topology/topology-question.ts';
import type { TopologyState } from '../../topology/topology-state.ts';
import type { Resource } from '../../workspace/resource.ts';
import { listedAddresses } from '../connections/listed-addresses.ts';

/** More ranges than these are counted only. */
const MOST_RANGES = 4;

/** An address for which hardly any rule has a block: where it is, there is the rest of the internet. */
const SOMEWHERE = '8.8.8.8';

/** Addresses outside the cluster, in ranges with the same answer. */
export function outsideGroups(
  { connectivity: { all, view }, index }: TopologyState,
  workload: Resource,
  subject: PodClass,
  direction: Direction,
): FocusGroup[] {
  const listed = listedAddresses(view);
  const isOpen = all.rowOf(subject, direction).policies.length === 0;
  const cells = all
    .outside(subject, direction)
    .map(({ addresses: set, traffic }) => ({ set: addresses.intersect(set, listed), traffic }))
    .filter(({ set }) => !addresses.isEmpty(set));
  const id = index.idOf(workload);
  return cells.map(({ set, traffic }): FocusGroup => {
    const isAll = addresses.equals(set, listed);
    const isRest = !isAll && addresses.containsAddress(set, SOMEWHERE);
    const ranges = isAll || isRest ? [] : addresses.formatRanges(set);
    const denied = isNothing(traffic);
    const isSure = !ports.isEmpty(traffic.allowed);
    const outside: EndRef = { addresses: addresses.formatAddresses(set).join(',') };
    const node: EndRef | undefined = id === undefined ? undefined : { node: id };
    return {
      id: `${direction} outside ${addresses.formatRanges(set)[0] ?? ''}`,
      type: 'outside',
      title: isAll ? 'Internet' : isRest ? 'Rest of the internet' : 'Addresses outside',
      members: ranges.slice(0, MOST_RANGES).map((label) => ({ label, id: undefined })),
      more: Math.max(0, ranges.length - MOST_RANGES),
      verdict: denied ? 'denied' : isSure ? 'allowed' : 'depends',
      ports: denied ? '' : isSure ? shortPorts(traffic.allowed) : (formatDoubt(traffic) ?? ''),
      note: denied ? `no ${direction}` : isOpen ? 'no policy' : '',
      named: !isAll && !denied,
      explain: node && (direction === 'ingress' ? { from: outside, to: node } : { from: node, to: outside }),
    };
  });
}
