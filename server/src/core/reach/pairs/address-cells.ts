import { addTo, type MultiMap } from '../../base/multi-map.ts';
import type { Direction } from '../../model/policy.ts';
import { type AddressSet, ALL_ADDRESSES, NO_ADDRESSES, partition, unionAll } from '../address-set.ts';
import type { PodEndpoint } from '../endpoint.ts';
import { evaluateSide } from '../evaluate-direction.ts';
import { policiesIn, type Tiers } from '../tiers-of.ts';
import type { Traffic, TrafficTable } from '../traffic.ts';

/** What the policies of one side say of addresses outside the cluster: ranges that share an answer, together all there are. */
export function addressCells(
  tiers: Tiers,
  subject: PodEndpoint,
  direction: Direction,
  table: TrafficTable,
): { readonly addresses: AddressSet; readonly traffic: Traffic }[] {
  const blocks = policiesIn(tiers).flatMap(({ rules }) =>
    rules.rules.map(({ peers }) => tiers.sortPeers(peers ?? []).blocks?.addresses ?? NO_ADDRESSES),
  );
  const found: MultiMap<Traffic, AddressSet> = new Map();
  for (const addresses of partition(ALL_ADDRESSES, blocks)) {
    const { allowed, possible } = evaluateSide(tiers, subject, { type: 'addresses', addresses }, direction);
    addTo(found, table.of(allowed, possible), addresses);
  }
  return [...found].map(([traffic, pieces]) => ({ addresses: unionAll(pieces), traffic }));
}
