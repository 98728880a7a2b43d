import type { YamlChange } from '../../model/yaml-change.ts';
import { formatResource, type Resource } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';
import type { AllowedAlready } from './allowed-already.ts';
import { blockingSides, type Side } from './blocking-sides.ts';
import { podLabels, sharedWith } from './pod-labels.ts';
import { type Refusal, refuse } from './refusal.ts';
import { formatSource, type WantedTraffic } from './wanted-traffic.ts';
import { type WrittenSide, writeSide } from './write-side.ts';

/** What to write so that wanted traffic passes. It holds only if {@link proveAllow} agrees. */
export interface AllowPlan {
  readonly type: 'plan';
  readonly wanted: WantedTraffic;
  /** Says everything that the changes open. */
  readonly title: string;
  readonly changes: readonly YamlChange[];
  /** Where something is written. */
  readonly sides: readonly Side[];
}

/** Plans the rules on the ingress side, on the egress side, or both, whichever is missing. */
export function planAllow(view: View, wanted: WantedTraffic): AllowPlan | AllowedAlready | Refusal {
  const blocking = blockingSides(view, wanted);
  if (blocking.type !== 'sides') return blocking;
  const { sides } = blocking;
  const why = whyNotNamed(view, wanted, sides);
  if (why !== undefined) return refuse(why);
  const written = sides.map((side) => writeSide(view, side, wanted));
  return {
    type: 'plan',
    wanted,
    title: writeTitle(view, wanted, sides, written),
    // Of one policy both lists may end at the same place: what goes into the last one goes before a new one.
    changes: [...written].sort((a, b) => Number(a.isNew) - Number(b.isNew)).map(({ change }) => change),
    sides,
  };
}

/** Policies know pods by their labels alone: why those of this traffic cannot be named, or not without others. */
function whyNotNamed(view: View, { from, to }: WantedTraffic, sides: readonly Side[]): string | undefined {
  const ends = from.type === 'workload' ? [from.resource, to] : [to];
  const nameless = ends.find((end) => !podLabels(view, end));
  if (nameless)
    return `The pods of ${formatResource(nameless)} have no labels that are known, so no rule can name them.`;
  for (const { subject } of sides) {
    const shared = podLabels(view, subject)?.shared ?? [];
    if (shared.length > 0)
      return `The pods of ${formatResource(subject)} cannot be told by labels from those of ${list(shared)}.`;
  }
  return undefined;
}

function writeTitle(
  view: View,
  { from, to, protocol, port, behind }: WantedTraffic,
  sides: readonly Side[],
  written: readonly WrittenSide[],
): string {
  const what = `Allow ${formatSource(from)} to reach ${formatResource(to)} on ${protocol} ${port}${behind === undefined ? '' : `, ${behind}`}`;
  const also = sides.flatMap(({ peer }) => sharedWith(view, peer));
  const others = also.length > 0 ? ` (and ${list(also)}, whose pods have the same labels)` : '';
  return `${what}${others}: ${written.map(({ where }) => where).join(', ')}`;
}

function list(resources: readonly Resource[]): string {
  return resources.map(formatResource).join(', ');
}
