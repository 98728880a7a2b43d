import type { Span } from '../../text/span.ts';
import { matchMasked } from '../../yaml/match-masked.ts';
import {
  isNull,
  type YamlEntry,
  type YamlMap,
  type YamlNode,
  type YamlSequence,
} from '../../yaml/yaml-node.ts';
import { childPath } from '../../yaml/yaml-path.ts';
import {
  type ComposedEntry,
  type ComposedMap,
  type ComposedNode,
  type ComposedSequence,
  composedAt,
} from '../composed-node.ts';
import { bestMatches } from './best-matches.ts';
import { isOneToOne, likeness } from './likeness.ts';
import { type Place, type Placement, printedAt, writtenAt } from './placement.ts';

/** The tree that was printed, with each part at its place in the template; `written` is what stands at `at`. */
export function placeNode(
  placement: Placement,
  rendered: YamlNode,
  written: YamlNode | undefined,
  at: Place,
): ComposedNode {
  if (rendered.type === 'map' && written?.type === 'map') return placeMap(placement, rendered, written, at);
  if (rendered.type === 'sequence' && written?.type === 'sequence')
    return placeSequence(placement, rendered, written, at);
  if (!written || (isNull(written) && !isNull(rendered))) return placePrinted(placement, rendered, at);
  const isSame = rendered.type === 'scalar' && written.type === 'scalar' && rendered.text === written.text;
  return composedAt(rendered, writtenAt(placement, at, isSame));
}

/** What is not written, but printed by a line of actions; several lines may share in a map. */
function placePrinted(placement: Placement, rendered: YamlNode, at: Place): ComposedNode {
  const { start } = rendered.span;
  const from = printedAt(placement, at, start, undefined);
  if (rendered.type !== 'map') return composedAt(rendered, from);
  const entries = rendered.entries.map(({ key, value }): ComposedEntry => {
    const own = printedAt(placement, at, start, key.text);
    return { key: { ...key, origin: own }, value: composedAt(value, own) };
  });
  return { ...rendered, entries, origin: from };
}

function placeMap(placement: Placement, rendered: YamlMap, written: YamlMap, at: Place): ComposedMap {
  const matches = rendered.entries.map((entry) => findEntry(placement, written, entry));
  const starts = written.entries.map(({ key }) => key.span.start);
  const entries = rendered.entries.map(({ key, value }, i): ComposedEntry => {
    const match = matches[i];
    const found = match === undefined ? undefined : written.entries[match];
    if (match === undefined || !found) {
      const gap = { ...at, span: gapAround(matches, i, starts, at.span) };
      const from = printedAt(placement, gap, key.span.start, key.text);
      return { key: { ...key, origin: from }, value: composedAt(value, from) };
    }
    const span = { start: found.key.span.end, end: nextStart(starts, match) ?? at.span.end };
    const place = { ...branchAt(at, written, found), span };
    return {
      key: { ...key, origin: writtenAt(placement, place, found.key.text === key.text) },
      value: placeNode(placement, value, found.value, place),
    };
  });
  return { ...rendered, entries, origin: writtenAt(placement, at, true) };
}

/** The path of an entry, and which of several of its key it is, if that is not the last one. */
function branchAt(at: Place, written: YamlMap, entry: YamlEntry): Pick<Place, 'path' | 'branches'> {
  const path = childPath(at.path, entry.key.text);
  const equal = written.entries.filter(({ key }) => key.text === entry.key.text);
  const branch = equal.indexOf(entry);
  const branches = branch === equal.length - 1 ? at.branches : { ...at.branches, [path]: branch };
  return branches === undefined ? { path } : { path, branches };
}

function placeSequence(
  placement: Placement,
  rendered: YamlSequence,
  written: YamlSequence,
  at: Place,
): ComposedSequence {
  const starts = written.items.map((item) => item.span.start);
  const matches = isOneToOne(written, rendered)
    ? rendered.items.map((_, i) => i)
    : bestMatches(written.items, rendered.items, (one, other) => likeness(one, other, placement.effort));
  const items = rendered.items.map((item, i) => {
    // Where nothing else can have printed an item, it is the one in its place, however it looks.
    const match = matches[i] ?? (written.open || !written.items[i] ? undefined : i);
    if (match === undefined) {
      const gap = gapAround(matches, i, starts, at.span);
      return placePrinted(placement, item, { ...at, span: gap });
    }
    const span = { start: starts[match] ?? at.span.start, end: nextStart(starts, match) ?? at.span.end };
    const place = { ...at, path: childPath(at.path, match), span };
    return placeNode(placement, item, written.items[match], place);
  });
  return { ...rendered, items, origin: writtenAt(placement, at, true) };
}

/**
 * The entry of a template that prints an entry: one of its key, or else one whose key is templated. Several of one key are
 * branches of a condition, and the one that looks most alike was printed; otherwise the last one counts, as for readers.
 */
function findEntry({ effort }: Placement, written: YamlMap, { key, value }: YamlEntry): number | undefined {
  const exact = written.entries.flatMap((entry, i) => (entry.key.text === key.text ? [i] : []));
  if (exact.length > 1) {
    const [best] = bestMatches(exact, [value], (i) => likeness(written.entries[i]?.value, value, effort));
    return best === undefined ? exact.at(-1) : exact[best];
  }
  if (exact.length > 0) return exact[0];
  const [best] = bestMatches(written.entries, [key.text], (entry) =>
    entry.key.templated ? (matchMasked(entry.key, key.text) ?? -1) + 0.1 : -1,
  );
  return best;
}

/** The text between what has printed the neighbours of something. */
function gapAround(
  matches: readonly (number | undefined)[],
  at: number,
  starts: readonly number[],
  whole: Span,
): Span {
  const before = matches.slice(0, at).findLast((match) => match !== undefined);
  const after = matches.slice(at + 1).find((match) => match !== undefined);
  const start = before === undefined ? whole.start : (starts[before] ?? whole.start);
  const end = after === undefined ? whole.end : (starts[after] ?? whole.end);
  // What a loop prints may stand before what prints its neighbours.
  return start < end ? { start, end } : whole;
}

/** Where the next part starts; those of merged maps may stand anywhere. */
function nextStart(starts: readonly number[], at: number): number | undefined {
  const start = starts[at] ?? 0;
  return starts.find((other, i) => i > at && other > start);
}
