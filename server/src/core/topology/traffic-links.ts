import * as bits from '../base/bit-set.ts';
import { addTo, type MultiMap } from '../base/multi-map.ts';
import { remember } from '../base/remember.ts';
import type { Direction } from '../model/policy.ts';
import type { AllPairs } from '../reach/pairs/all-pairs.ts';
import type { Row } from '../reach/pairs/class-rows.ts';
import type { Connectivity } from '../reach/pairs/connectivity.ts';
import type { PodClass } from '../reach/pairs/pod-classes.ts';
import * as ports from '../reach/port-set.ts';
import type { Traffic } from '../reach/traffic.ts';
import { dialledLinks } from './dialled-links.ts';
import type { GraphIndex } from './graph-index.ts';
import { type Judged, judgeLink } from './judge-link.ts';
import { createTrafficLookup, type TrafficLookup } from './traffic-lookup.ts';

/** Traffic between classes of pods that somebody means. */
export interface ClassLink extends Judged {
  readonly from: PodClass;
  readonly to: PodClass;
  readonly because: 'rule' | 'address';
}

/** The links of a state, found when they are asked for. */
export interface TrafficLinks {
  readonly lookup: TrafficLookup;
  readonly from: (one: PodClass) => readonly ClassLink[];
  /** What becomes of all traffic from one class to another, whoever means it. */
  readonly between: (from: PodClass, to: PodClass) => Judged;
  /** Whether a rule of either side, or an address, names the other. */
  readonly isNamed: (from: PodClass, to: PodClass) => boolean;
  /** Whether no policy limits it on either side. */
  readonly isFree: (from: PodClass, to: PodClass) => boolean;
}

/** Finds who means whom: rules that name both ends, and addresses that are dialled. Nobody is told of every pair. */
export function createTrafficLinks({ view, all }: Connectivity, index: GraphIndex): TrafficLinks {
  const lookup = createTrafficLookup(all);
  const judge = rememberJudged(all, lookup);
  const admitted = destinationsThatName(all);
  const targets = remember(
    (one: PodClass): bits.BitSet =>
      bits.union(all.rowOf(one, 'egress').named(), admitted.get(one.id) ?? bits.NO_BITS),
  );
  const dials = rememberDials(view, index);
  const isNamed = (from: PodClass, to: PodClass): boolean =>
    bits.hasBit(targets(from), to.id) || dials(from).has(to);
  return {
    lookup,
    isNamed,
    isFree: (from, to) => !isLimited(all, from, 'egress') && !isLimited(all, to, 'ingress'),
    between: (from, to) => {
      const judged = judge(from, to);
      // What a side lets pass that means everybody is no half of anything.
      return judged.verdict === 'one-sided' && !isNamed(from, to) ? DENIED : judged;
    },
    from: (one) => {
      const found = new Map<PodClass, ClassLink>();
      for (const id of bits.bitsOf(targets(one))) {
        const to = all.classes[id];
        if (to && to !== one) found.set(to, { from: one, to, because: 'rule', ...judge(one, to) });
      }
      // What is dialled says which ports are meant: that is the better question.
      for (const [to, set] of dials(one))
        if (to !== one) found.set(to, { from: one, to, because: 'address', ...judge(one, to, set) });
      return [...found.values()];
    },
  };
}

const DENIED: Judged = { verdict: 'denied', ports: '' };

function isLimited({ rowOf }: AllPairs, one: PodClass, direction: Direction): boolean {
  return rowOf(one, direction).policies.length > 0;
}

type JudgeClasses = (from: PodClass, to: PodClass, wanted?: ports.PortSet) => Judged;

/** Of most pairs both sides say what they say of many others, so those answers are kept. */
function rememberJudged(all: AllPairs, lookup: TrafficLookup): JudgeClasses {
  const answers = [0, 1, 2, 3].map((limits) =>
    remember((out: Traffic) =>
      remember((into: Traffic) => judgeLink({ out, into }, { out: limits >= 2, into: limits % 2 === 1 })),
    ),
  );
  return (from, to, wanted) => {
    const limits = { out: isLimited(all, from, 'egress'), into: isLimited(all, to, 'ingress') };
    const sides = lookup(from, to);
    const known = answers[(limits.out ? 2 : 0) + (limits.into ? 1 : 0)];
    return wanted || !known ? judgeLink(sides, limits, wanted) : known(sides.out)(sides.into);
  };
}

/** For each source, the classes of which a rule names it. */
function destinationsThatName({ classes, rowOf }: AllPairs): ReadonlyMap<number, bits.BitSet> {
  const byRow: MultiMap<Row, number> = new Map();
  for (const one of classes) addTo(byRow, rowOf(one, 'ingress'), one.id);
  const found = new Map<number, bits.BitSet>();
  for (const [row, ids] of byRow) {
    const destinations = bits.bitSetOf(ids);
    for (const source of bits.bitsOf(row.named()))
      found.set(source, bits.union(found.get(source) ?? bits.NO_BITS, destinations));
  }
  return found;
}

type Dials = ReadonlyMap<PodClass, ports.PortSet>;

/** What each class dials; a namespace's addresses are sorted once. */
function rememberDials(view: Connectivity['view'], { classOf }: GraphIndex): (from: PodClass) => Dials {
  const none: Dials = new Map();
  const inNamespace = remember((namespace: string) => {
    const found = new Map<PodClass, Map<PodClass, ports.PortSet>>();
    for (const link of view.once(dialledLinks, namespace)) {
      const [from, to] = [classOf(link.from), classOf(link.to)];
      if (!from || !to) continue;
      const dialled = found.get(from) ?? new Map<PodClass, ports.PortSet>();
      found.set(from, dialled.set(to, ports.union(dialled.get(to) ?? ports.NO_PORTS, link.ports)));
    }
    return found;
  });
  return (from) => inNamespace(from.endpoint.namespace).get(from) ?? none;
}
