import * as bits from '../../base/bit-set.ts';
import { lazy } from '../../base/lazy.ts';
import type { Direction, PodScope } from '../../model/policy.ts';
import { isEverything } from '../../model/selector.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { AddressSet } from '../address-set.ts';
import { evaluateSide } from '../evaluate-direction.ts';
import { portNames } from '../port-names.ts';
import { type Asked, policiesIn, type Tiers } from '../tiers-of.ts';
import type { Traffic, TrafficTable } from '../traffic.ts';
import { addressCells } from './address-cells.ts';
import { type ClassIndex, portsCalled } from './class-index.ts';
import { asBits, type ClassSet } from './class-set.ts';
import { peerCells } from './peer-cells.ts';
import type { PodClass } from './pod-classes.ts';

/** What the policies of one side say of every other end: sets of classes that share an answer, together all of them. */
export interface Row {
  readonly direction: Direction;
  readonly cells: readonly RowCell[];
  /** The same of addresses outside the cluster. */
  readonly outside: () => readonly OutsideCell[];
  /** The policies that have a say, surely or perhaps. */
  readonly policies: readonly Asked[];
  /** The classes that some rule means in particular: not those that it means only because it means every pod. */
  readonly named: () => bits.BitSet;
}

export interface RowCell {
  readonly classes: ClassSet;
  readonly traffic: Traffic;
}

export interface OutsideCell {
  readonly addresses: AddressSet;
  readonly traffic: Traffic;
}

/** Makes rows, one for each set of policies that have a say; classes that the same policies select share theirs. */
export type RowMaker = (subject: PodClass, tiers: Tiers, direction: Direction) => Row;

/** Makes a row maker for the classes of an index. */
export function createRowMaker(index: ClassIndex, table: TrafficTable): RowMaker {
  const rows = new Map<string, Row>();
  const idOf = numberResources();
  return (subject, tiers, direction) => {
    const key = keyOf(subject, tiers, direction, idOf);
    const found = rows.get(key);
    if (found) return found;
    const row = makeRow(subject, tiers, direction, index, table);
    rows.set(key, row);
    return row;
  };
}

function makeRow(
  { endpoint }: PodClass,
  tiers: Tiers,
  direction: Direction,
  index: ClassIndex,
  table: TrafficTable,
): Row {
  const cells = peerCells(tiers, direction, index).map(({ classes: set, example }): RowCell => {
    const { allowed, possible } = evaluateSide(tiers, endpoint, example.endpoint, direction);
    return { classes: set, traffic: table.of(allowed, possible) };
  });
  const policies = policiesIn(tiers);
  return {
    direction,
    cells,
    outside: lazy(() => addressCells(tiers, endpoint, direction, table)),
    policies,
    named: lazy(() => namedClasses(policies, index)),
  };
}

function namedClasses(policies: readonly Asked[], { select }: ClassIndex): bits.BitSet {
  const scopes = policies.flatMap(({ policy, rules }) =>
    rules.rules.flatMap(({ peers }) =>
      (peers ?? []).flatMap((peer) =>
        peer.type === 'pods' && !isEveryPod(peer.scope)
          ? [select(peer.scope, policy.namespace).possible]
          : [],
      ),
    ),
  );
  return scopes.map(asBits).reduce(bits.union, bits.NO_BITS);
}

function isEveryPod({ namespaces, pods }: PodScope): boolean {
  return namespaces !== undefined && isEverything(namespaces) && isEverything(pods);
}

/**
 * What a row depends on beside the other ends: the policies, and for traffic that comes in what the names of ports mean
 * here (semantics rule 24).
 */
function keyOf(
  { endpoint }: PodClass,
  tiers: Tiers,
  direction: Direction,
  idOf: (resource: Resource) => number,
): string {
  const write = ({ policy, certain }: Asked): string => `${idOf(policy)}${certain ? '' : '?'}`;
  const policies = [
    tiers.admin.map((group) => group.map(write).join('+')).join(),
    tiers.namespace.map(write).join(),
    tiers.baseline.map((group) => group.map(write).join('+')).join(),
  ].join('|');
  const names = direction === 'ingress' ? portNames(tiers).map(({ name }) => name) : [];
  return `${direction} ${policies} ${portsCalled(endpoint, names)}`;
}

function numberResources(): (resource: Resource) => number {
  const numbers = new WeakMap<Resource, number>();
  let last = 0;
  return (resource) => {
    const found = numbers.get(resource) ?? ++last;
    numbers.set(resource, found);
    return found;
  };
}
