import type { Bundle } from '../../topology/topology.ts';
import type { TopologyChange } from '../../topology/topology-question.ts';
import { bowBeside, type Curve, curveBack, curveBetween, sideOf } from '../curves.ts';
import { placePills } from '../place-pills.ts';
import { type Edge, type EdgeStyle, type Rect, SIGNS } from '../scene.ts';

export interface BundleOptions {
  readonly bundles: readonly Bundle[];
  /** Where tiles, frames and stubs are, by their ids. */
  readonly places: ReadonlyMap<string, Rect>;
  readonly hubs: ReadonlySet<string>;
  readonly expanded: ReadonlySet<string>;
  readonly selected: string | undefined;
  readonly changes: readonly TopologyChange[];
}

/** More lines between namespaces than these are a hairball. */
export const MOST_BUNDLES = 40;

/** The lines between namespaces that can be looked at: all where they are few, else those of the one that is selected. */
export function drawBundles({ bundles, places, hubs, expanded, selected, changes }: BundleOptions): {
  readonly edges: readonly Edge[];
  readonly hidden: number;
} {
  const foreign = bundles.filter(({ from, to }) => from !== to);
  const chosen = namespaceOf(selected);
  const ofChosen = ({ from, to }: Bundle): boolean => from === chosen || to === chosen;
  // What everybody uses, and what is open already, has its count; lines to it would say nothing more.
  const isQuiet = ({ from, to }: Bundle): boolean =>
    hubs.has(from) || hubs.has(to) || expanded.has(from) || expanded.has(to);
  const plain = foreign.filter((bundle) => !isQuiet(bundle));
  const shown =
    plain.length <= MOST_BUNDLES && chosen === undefined
      ? plain
      : foreign.filter(ofChosen).slice(0, MOST_BUNDLES);
  const drawn = shown.flatMap((bundle) => {
    const [from, to] = [places.get(`ns:${bundle.from}`), places.get(`ns:${bundle.to}`)];
    return from && to ? [{ bundle, curve: curveOf(from, to), style: styleOf(bundle) }] : [];
  });
  const pills = placePills(
    drawn.map(({ bundle, curve, style }) => ({
      curve,
      style,
      text: shortCounts(bundle),
      width: 120,
    })),
    [...places.values()],
  );
  const edges = drawn.map(({ bundle, curve, style }, i): Edge => {
    const { from, to, counts } = bundle;
    const total = Object.values(counts).reduce((sum, one) => sum + one, 0);
    const change = changes.find((one) => one.fromNamespace === from && one.toNamespace === to);
    const id = `ns:${from} → ns:${to}`;
    return {
      id,
      from: `ns:${from}`,
      to: `ns:${to}`,
      curve,
      style,
      weight: Math.min(4, 1.2 + Math.log2(total) / 2.5),
      pill: pills[i],
      change: change?.type,
      emphasis: id === selected ? 'selected' : 'normal',
      label: `${from} to ${to}: ${words(bundle)}`,
    };
  });
  // Those of expanded namespaces are counted at their sides.
  const counted = foreign.filter(({ from, to }) => expanded.has(from) || expanded.has(to));
  const left = foreign.filter((bundle) => !counted.includes(bundle) && !shown.includes(bundle));
  return { edges, hidden: left.length };
}

/** The namespaces that have to do with the one that is selected, itself among them; undefined where none is. */
export function relatedTo(
  bundles: readonly Bundle[],
  selected: string | undefined,
): ReadonlySet<string> | undefined {
  const chosen = namespaceOf(selected);
  if (chosen === undefined) return undefined;
  const others = bundles.flatMap(({ from, to }) => (from === chosen ? [to] : to === chosen ? [from] : []));
  return new Set([chosen, ...others]);
}

/** The namespace whose tile or stub is selected. */
function namespaceOf(selected: string | undefined): string | undefined {
  return /^(?:ns|stub:(?:in|out)):([^→]+)$/.exec(selected ?? '')?.[1];
}

function curveOf(from: Rect, to: Rect): Curve {
  if (to.x >= from.x + from.width) return curveBetween(sideOf(from, 'right'), sideOf(to, 'left'));
  if (to.x + to.width <= from.x) {
    return curveBack(sideOf(from, 'left'), sideOf(to, 'right'));
  }
  return bowBeside(from, to);
}

/** What is wrong tells more than what is right; where both are there, the larger share decides. */
function styleOf({ counts }: Bundle): EdgeStyle {
  if (counts['one-sided'] > 0) return 'one-sided';
  if (counts.denied > counts.allowed) return 'denied';
  return counts.allowed > 0 ? 'allowed' : counts.denied > 0 ? 'denied' : 'depends';
}

function shortCounts(bundle: Bundle): string {
  const style = styleOf(bundle);
  if (style === 'declared') return '';
  const own = bundle.counts[style];
  const total = Object.values(bundle.counts).reduce((sum, one) => sum + one, 0);
  return own === total ? `${own}` : `${own} of ${total}`;
}

function words({ counts }: Bundle): string {
  const said = (['allowed', 'one-sided', 'denied', 'depends'] as const).filter(
    (verdict) => counts[verdict] > 0,
  );
  return said.map((verdict) => `${SIGNS[verdict]} ${counts[verdict]} ${verdict}`).join(', ');
}
