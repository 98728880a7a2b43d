import * as addresses from '../../reach/address-set.ts';
import { blockAddresses } from '../../reach/sort-peers.ts';
import type { View } from '../../workspace/view.ts';

/**
 * The addresses of which lists speak unasked: those of IPv4, and those of IPv6 where some policy names any. Otherwise
 * each connection with the outside would be listed twice, and nobody learns anything from the second line.
 */
export function listedAddresses(view: View): addresses.AddressSet {
  return view.once(namesIpv6, '') ? addresses.ALL_ADDRESSES : addresses.ALL_IPV4;
}

function namesIpv6(view: View): boolean {
  return view.everywhere('policy').some(({ facts: { policy } }) =>
    [policy?.ingress, policy?.egress].some((direction) =>
      direction?.rules.some(({ peers }) =>
        peers?.some((peer) => {
          const block = peer.type === 'addresses' ? blockAddresses(peer) : undefined;
          return block && !addresses.isSubset(block, addresses.ALL_IPV4);
        }),
      ),
    ),
  );
}
