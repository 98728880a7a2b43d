import type { PeerChoice } from '../core/features/connections/connection-filter.ts';
import { listedAddresses } from '../core/features/connections/listed-addresses.ts';
import { CONTROLLER } from '../core/features/connections/route-connections.ts';
import * as addresses from '../core/reach/address-set.ts';
import type { PodPeer } from '../core/reach/pairs/peers.ts';
import { serviceWorkloads } from '../core/reach/ways/service-ports.ts';
import type { View } from '../core/workspace/view.ts';
import { findNamed, resourcesOf, workloadCandidates } from './find-named.ts';

/**
 * The peers that a text on the command line means, or what is wrong with it: a workload, also one that is shown as its
 * owner or as its single pods; a Service, which stands for its pods; an IP address or a block; `external`;
 * `{ingress-controller}`.
 */
export function choosePeer(view: View, peers: readonly PodPeer[], text: string): PeerChoice | string {
  const set = parseAddresses(text, listedAddresses(view));
  if (set) return { names: new Set(), addresses: set };
  if (text === CONTROLLER) return { names: new Set([CONTROLLER]), addresses: addresses.NO_ADDRESSES };
  const workloads = peers.flatMap(({ pods }) => pods.map(({ workload }) => workload));
  const services = resourcesOf(view, ['service']).map((one) => ({
    ...one,
    rank: 1,
    value: serviceWorkloads(view, one.value).map(({ resource }) => resource),
  }));
  const found = findNamed(text, [...workloadCandidates(workloads), ...services], 'workload or Service');
  if (typeof found === 'string') return found;
  const meant = new Set(found);
  const names = peers.filter(({ pods }) => pods.some(({ workload }) => meant.has(workload)));
  return { names: new Set(names.map(({ name }) => name)), addresses: addresses.NO_ADDRESSES };
}

/** The addresses of `10.0.0.7`, `10.0.0.0/8` or `external`; undefined for what is a name. */
export function parseAddresses(
  text: string,
  outside: addresses.AddressSet,
): addresses.AddressSet | undefined {
  if (text === 'external') return outside;
  // A single address of IPv6 has 128 bits, which none of IPv4 has.
  const block = [text, `${text}/128`, `${text}/32`].map(addresses.parseCidr).find(({ ok }) => ok);
  return block?.ok ? block.set : undefined;
}
