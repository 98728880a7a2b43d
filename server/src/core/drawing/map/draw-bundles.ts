import type { Bundle } from '../../topology/topology.ts';
import type { TopologyChange } from '../../topology/topology-question.ts';
import { placePills } from '../place-pills.ts';
import { type Edge, type EdgeStyle, SIGNS } from '../scene.ts';
import { VERDICT_WORDS } from '../verdict-words.ts';
import type { Stop, Streets } from './choose-way.ts';
import { routeLines } from './route-lines.ts';

export interface BundleOptions {
  readonly bundles: readonly Bundle[];
  /** Where tiles and frames are, by their ids. */
  readonly stops: ReadonlyMap<string, Stop>;
  readonly streets: Streets;
  readonly hubs: ReadonlySet<string>;
  readonly expanded: ReadonlySet<string>;
  readonly selected: string | undefined;
  readonly changes: readonly TopologyChange[];
}

/** More lines between namespaces than these are a hairball. */
export const MOST_BUNDLES = 40;

/** A pill lies in the street between two columns. */
const MOST_PILL = 90;

/** The lines between namespaces that can be looked at: all where they are few, else those of the one that is selected. */
export function drawBundles({ bundles, stops, streets, hubs, expanded, selected, changes }: BundleOptions): {
  readonly edges: readonly Edge[];
  readonly hidden: number;
} {
  const foreign = bundles.filter(({ from, to }) => from !== to);
  const chosen = namespaceOf(selected);
  const isSelected = (bundle: Bundle): boolean => idOf(bundle) === selected;
  const ofChosen = (bundle: Bundle): boolean =>
    bundle.from === chosen || bundle.to === chosen || isSelected(bundle);
  // What everybody uses, and what is open already, has its count; lines to it would say nothing more.
  const isQuiet = ({ from, to }: Bundle): boolean =>
    hubs.has(from) || hubs.has(to) || expanded.has(from) || expanded.has(to);
  const plain = foreign.filter((bundle) => !isQuiet(bundle));
  const shown =
    plain.length <= MOST_BUNDLES && chosen === undefined
      ? foreign.filter((bundle) => !isQuiet(bundle) || isSelected(bundle))
      : foreign.filter(ofChosen).slice(0, MOST_BUNDLES);
  const wanted = shown.flatMap((bundle) => {
    const [from, to] = [stops.get(`ns:${bundle.from}`), stops.get(`ns:${bundle.to}`)];
    return from && to ? [{ id: pairOf(bundle), bundle, from, to }] : [];
  });
  const curves = routeLines(wanted, streets);
  const drawn = wanted.map(({ bundle }, i) => ({ bundle, curve: curves[i] ?? [], style: styleOf(bundle) }));
  const pills = placePills(
    drawn.map(({ bundle, curve, style }) => ({
      curve,
      style,
      texts: [shortCounts(bundle)],
      width: MOST_PILL,
    })),
    [...stops.values()],
  );
  const edges = drawn.map(({ bundle, curve, style }, i): Edge => {
    const { from, to, counts } = bundle;
    const total = Object.values(counts).reduce((sum, one) => sum + one, 0);
    const change = changes.find((one) => one.fromNamespace === from && one.toNamespace === to);
    const id = idOf(bundle);
    return {
      id,
      from: `ns:${from}`,
      to: `ns:${to}`,
      curve,
      style,
      weight: Math.min(3, 1.2 + Math.log2(total) / 3),
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

function idOf({ from, to }: Bundle): string {
  return `ns:${from} → ns:${to}`;
}

/** The same for both directions, so that lines there and back run beside one another and do not cross. */
function pairOf({ from, to }: Bundle): string {
  return from < to ? `${from} ${to} 1` : `${to} ${from} 2`;
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
  return own === total ? `${own}` : `${own}/${total}`;
}

function words({ counts }: Bundle): string {
  const said = (['allowed', 'one-sided', 'denied', 'depends'] as const).filter(
    (verdict) => counts[verdict] > 0,
  );
  return said.map((verdict) => `${SIGNS[verdict]} ${counts[verdict]} ${VERDICT_WORDS[verdict]}`).join(', ');
}
