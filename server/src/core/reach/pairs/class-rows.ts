import { lazy } from '../../base/lazy.ts';
import type { Direction } from '../../model/policy.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { AddressSet } from '../address-set.ts';
import { evaluateSide } from '../evaluate-direction.ts';
import { portNames } from '../port-names.ts';
import type { Asked, Tiers } from '../tiers-of.ts';
import type { Traffic, TrafficTable } from '../traffic.ts';
import { addressCells } from './address-cells.ts';
import { type ClassIndex, portsCalled } from './class-index.ts';
import type { ClassSet } from './class-set.ts';
import { peerCells } from './peer-cells.ts';
import type { PodClass } from './pod-classes.ts';

/** What the policies of one side say of every other end: sets of classes that share an answer, together all of them. */
export interface Row {
  readonly direction: Direction;
  readonly cells: readonly RowCell[];
  /** The same of addresses outside the cluster. */
  readonly outside: () => readonly OutsideCell[];
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
  return { direction, cells, outside: lazy(() => addressCells(tiers, endpoint, direction, table)) };
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
