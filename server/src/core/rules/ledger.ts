import type { EnvironmentId } from '../workspace/environment.ts';
import type { EnvironmentResource } from '../workspace/patch-environments.ts';
import type { ReadKey } from '../workspace/read-key.ts';
import { type Resource, type ResourceId, resourceId } from '../workspace/resource.ts';
import type { Change } from '../workspace/snapshot.ts';
import type { RuleResult } from './run-rules.ts';

/** A resource in one environment, and what the rules said of it when they were last asked. */
export interface Unit {
  readonly environment: EnvironmentId;
  readonly resource: Resource;
  /** Replaced by {@link Ledger.record} alone. */
  result: RuleResult;
}

/** The units of a workspace, and which of them read what. */
export interface Ledger {
  readonly find: (placed: EnvironmentResource) => Unit | undefined;
  /** Takes a resource in, of which nothing has been said yet. */
  readonly add: (placed: EnvironmentResource) => Unit;
  readonly remove: (unit: Unit) => void;
  /** Keeps a result in place of the one before. */
  readonly record: (unit: Unit, result: RuleResult) => void;
  /** The units whose results rest on something that is touched. */
  readonly readersOf: (touched: Change['touched']) => ReadonlySet<Unit>;
}

interface OneEnvironment {
  readonly units: Map<ResourceId, Unit>;
  readonly readers: Readers;
}

type Readers = Map<ReadKey, Set<Unit>>;

const NOTHING: RuleResult = { findings: [], reads: [], readsBeside: [] };

/** Makes a ledger without units. */
export function createLedger(): Ledger {
  const environments = new Map<EnvironmentId, OneEnvironment>();

  const recordsOf = (environment: EnvironmentId): OneEnvironment => {
    const known = environments.get(environment) ?? { units: new Map(), readers: new Map() };
    environments.set(environment, known);
    return known;
  };

  /** The units that have read something of environments beside their own. */
  const readersBeside: Readers = new Map();

  const record: Ledger['record'] = (unit, result) => {
    const { readers } = recordsOf(unit.environment);
    forget(readers, unit.result.reads, unit);
    forget(readersBeside, unit.result.readsBeside, unit);
    unit.result = result;
    note(readers, result.reads, unit);
    note(readersBeside, result.readsBeside, unit);
  };

  return {
    record,
    find: ({ environment, resource }) => environments.get(environment)?.units.get(resourceId(resource)),
    add: ({ environment, resource }) => {
      const unit = { environment, resource, result: NOTHING };
      recordsOf(environment).units.set(resourceId(resource), unit);
      return unit;
    },
    remove: (unit) => {
      record(unit, NOTHING);
      recordsOf(unit.environment).units.delete(resourceId(unit.resource));
    },
    readersOf: (touched) => {
      const found = new Set<Unit>();
      for (const [environment, keys] of touched) {
        const readers = environments.get(environment)?.readers;
        for (const key of keys) {
          for (const unit of readers?.get(key) ?? []) found.add(unit);
          for (const unit of readersBeside.get(key) ?? [])
            if (unit.environment !== environment) found.add(unit);
        }
      }
      return found;
    },
  };
}

function note(readers: Readers, keys: readonly ReadKey[], unit: Unit): void {
  for (const key of keys) {
    const ofKey = readers.get(key);
    if (ofKey) ofKey.add(unit);
    else readers.set(key, new Set([unit]));
  }
}

function forget(readers: Readers, keys: readonly ReadKey[], unit: Unit): void {
  for (const key of keys) {
    const ofKey = readers.get(key);
    ofKey?.delete(unit);
    if (ofKey?.size === 0) readers.delete(key);
  }
}

/** Whether something that was read for a unit is touched. */
export function isTouched(
  { reads, readsBeside }: Pick<RuleResult, 'reads' | 'readsBeside'>,
  environment: EnvironmentId,
  touched: Change['touched'],
): boolean {
  const own = touched.get(environment);
  if (own && reads.some((key) => own.has(key))) return true;
  return (
    readsBeside.length > 0 &&
    [...touched].some(([id, keys]) => id !== environment && readsBeside.some((key) => keys.has(key)))
  );
}
