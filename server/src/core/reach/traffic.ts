import * as ports from './port-set.ts';

/** What surely passes, and what may; `possible` takes `allowed` in. */
export interface Traffic {
  readonly allowed: ports.PortSet;
  readonly possible: ports.PortSet;
}

/** What passed and what passes; one object for all pods that nothing tells apart, before or after. */
export interface TrafficChange {
  readonly before: Traffic;
  readonly after: Traffic;
}

/** Nothing passes, surely. */
export const NO_TRAFFIC: Traffic = { allowed: ports.NO_PORTS, possible: ports.NO_PORTS };

/** Keeps one object for each answer, so that equal ones are the same object and are combined once. */
export interface TrafficTable {
  readonly of: (allowed: ports.PortSet, possible: ports.PortSet) => Traffic;
  /** What passes on both of two sides (semantics rule 2). */
  readonly both: (a: Traffic, b: Traffic) => Traffic;
}

/** Makes an empty table. */
export function createTrafficTable(): TrafficTable {
  const known = new Map<string, Traffic>();
  const combined = new Map<Traffic, Map<Traffic, Traffic>>();
  const of = (allowed: ports.PortSet, possible: ports.PortSet): Traffic => {
    const key = `${allowed.bounds.join()} ${possible.bounds.join()}`;
    const found = known.get(key) ?? { allowed, possible };
    known.set(key, found);
    return found;
  };
  const both = (a: Traffic, b: Traffic): Traffic => {
    const ofA = combined.get(a) ?? new Map<Traffic, Traffic>();
    combined.set(a, ofA);
    const found =
      ofA.get(b) ?? of(ports.intersect(a.allowed, b.allowed), ports.intersect(a.possible, b.possible));
    ofA.set(b, found);
    return found;
  };
  return { of, both };
}

/** True when nothing can pass. */
export function isNothing({ possible }: Traffic): boolean {
  return ports.isEmpty(possible);
}
