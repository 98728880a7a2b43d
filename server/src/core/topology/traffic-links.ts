import * as bits from '../base/bit-set.ts';
import { addTo, type MultiMap, valuesOf } from '../base/multi-map.ts';
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

/** The links of a state: those from one class, found when they are asked for. */
export interface TrafficLinks {
  readonly lookup: TrafficLookup;
  /** What becomes of all ports, or of those that are meant. */
  readonly judge: JudgeClasses;
  readonly from: (one: PodClass) => readonly ClassLink[];
  /** Whether a rule of either side, or an address, names the other. */
  readonly isNamed: (from: PodClass, to: PodClass) => boolean;
}

/** Finds who means whom: rules that name both ends, and addresses that are dialled. Nobody is told of every pair. */
export function createTrafficLinks({ view, all }: Connectivity, index: GraphIndex): TrafficLinks {
  const lookup = createTrafficLookup(all);
  const judge = rememberJudged(all, lookup);
  const admitted = destinationsThatName(all);
  const targets = (one: PodClass): bits.BitSet =>
    bits.union(all.rowOf(one, 'egress').named(), admitted.get(one.id) ?? bits.NO_BITS);
  const dials = rememberDials(view, index);
  return {
    lookup,
    judge,
    isNamed: (from, to) => bits.hasBit(targets(from), to.id) || dials(from).has(to),
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

type JudgeClasses = (from: PodClass, to: PodClass, wanted?: ports.PortSet) => Judged;

/** Of most pairs both sides say what they say of many others, so those answers are kept. */
function rememberJudged({ rowOf }: AllPairs, lookup: TrafficLookup): JudgeClasses {
  const answers = [0, 1, 2, 3].map(() => new Map<Traffic, Map<Traffic, Judged>>());
  return (from, to, wanted) => {
    const [egress, ingress] = [rowOf(from, 'egress'), rowOf(to, 'ingress')];
    const sides = lookup(from, to);
    const isLimited = { out: egress.policies.length > 0, into: ingress.policies.length > 0 };
    if (wanted) return judgeLink(sides, isLimited, wanted);
    const known =
      answers[(isLimited.out ? 2 : 0) + (isLimited.into ? 1 : 0)] ?? new Map<Traffic, Map<Traffic, Judged>>();
    const ofOut = known.get(sides.out) ?? new Map<Traffic, Judged>();
    known.set(sides.out, ofOut);
    const found = ofOut.get(sides.into) ?? judgeLink(sides, isLimited);
    ofOut.set(sides.into, found);
    return found;
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

function rememberDials(view: Connectivity['view'], { classOf }: GraphIndex): (from: PodClass) => Dials {
  const known = new Map<string, MultiMap<PodClass, readonly [PodClass, ports.PortSet]>>();
  return (from) => {
    const { namespace } = from.endpoint;
    const ofNamespace: MultiMap<PodClass, readonly [PodClass, ports.PortSet]> =
      known.get(namespace) ?? new Map();
    if (!known.has(namespace)) {
      known.set(namespace, ofNamespace);
      for (const link of view.once(dialledLinks, namespace)) {
        const [source, target] = [classOf(link.from), classOf(link.to)];
        if (source && target) addTo(ofNamespace, source, [target, link.ports] as const);
      }
    }
    const merged = new Map<PodClass, ports.PortSet>();
    for (const [to, set] of valuesOf(ofNamespace, from))
      merged.set(to, ports.union(merged.get(to) ?? ports.NO_PORTS, set));
    return merged;
  };
}
