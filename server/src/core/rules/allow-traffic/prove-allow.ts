import { ALL_ADDRESSES } from '../../reach/address-set.ts';
import { type Endpoint, endpointOf, type PodEndpoint } from '../../reach/endpoint.ts';
import { answerFor, evaluateConnection } from '../../reach/evaluate-connection.ts';
import { evaluateDirection } from '../../reach/evaluate-direction.ts';
import type { DirectionVerdict } from '../../reach/evaluate-tiers.ts';
import * as ports from '../../reach/port-set.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';
import type { Side } from './blocking-sides.ts';
import { isDnsWorkload } from './needs-dns.ts';
import type { AllowPlan } from './plan-allow.ts';
import { sharedWith } from './pod-labels.ts';
import { sourceEndpoint, type TrafficSource } from './wanted-traffic.ts';

/**
 * Holds a plan against the engine: in the workspace as it would be, the wanted traffic passes for sure, and for the
 * pods whose policies are written nothing else has changed than what the title says.
 */
export function proveAllow(plan: AllowPlan, before: View, after: View): boolean {
  const { from, to, protocol, port } = plan.wanted;
  const source = from.type === 'workload' ? endpointAfter(after, from.resource) : sourceEndpoint(after, from);
  const destination = endpointAfter(after, to);
  if (!source || !destination) return false;
  if (answerFor(evaluateConnection(after, source, destination), protocol, port) !== 'allowed') return false;
  const wanted = ports.portSet(protocol, port, port);
  return plan.sides.every((side) => {
    const shared = sharedWith(before, side.peer);
    const openedTo = (other: Resource): ports.PortSet => {
      const opened = isNamed(side.peer, other) || shared.includes(other) ? wanted : ports.NO_PORTS;
      return side.dns && isDnsWorkload(other) ? ports.union(opened, DNS) : opened;
    };
    const outside = side.peer.type === 'anywhere' ? wanted : ports.NO_PORTS;
    return opensOnly(side, openedTo, outside, before, after);
  });
}

/** The title names this workload, itself or as one of many. */
function isNamed(peer: TrafficSource, other: Resource): boolean {
  if (peer.type === 'workload') return peer.resource === other;
  return peer.type === 'anywhere' || other.namespace === peer.name;
}

const DNS = ports.union(ports.portSet('UDP', 53, 53), ports.portSet('TCP', 53, 53));

/** Every workload and the outside as the other end: what is new must be among what was to be opened, and nothing is lost. */
function opensOnly(
  { subject, direction }: Side,
  openedTo: (other: Resource) => ports.PortSet,
  openedOutside: ports.PortSet,
  before: View,
  after: View,
): boolean {
  const old = endpointOf(before, subject);
  const now = endpointAfter(after, subject);
  if (!old || !now) return false;
  const holds = (oldOther: Endpoint, newOther: Endpoint, opened: ports.PortSet): boolean => {
    const was = evaluateDirection(before, old, oldOther, direction);
    const is = evaluateDirection(after, now, newOther, direction);
    return growsBy(was, is, opened);
  };
  const outside: Endpoint = { type: 'addresses', addresses: ALL_ADDRESSES };
  if (!holds(outside, outside, openedOutside)) return false;
  return before.everywhere('workload').every((other) => {
    const oldOther = endpointOf(before, other);
    const newOther = endpointAfter(after, other);
    return !oldOther || !newOther || holds(oldOther, newOther, openedTo(other));
  });
}

function growsBy(was: DirectionVerdict, is: DirectionVerdict, opened: ports.PortSet): boolean {
  const within = (small: ports.PortSet, large: ports.PortSet): boolean =>
    ports.isSubset(small, large) && ports.isSubset(ports.subtract(large, small), opened);
  return within(was.allowed, is.allowed) && within(was.possible, is.possible);
}

/** The same workload in the changed workspace. */
function endpointAfter(after: View, resource: Resource): PodEndpoint | undefined {
  const { group, kind, name } = resource.facts;
  const named = after.named(group, kind, resource.namespace, name?.value ?? '');
  const same = named.find(({ document }) => document === resource.document) ?? named[0];
  return same && endpointOf(after, same);
}
