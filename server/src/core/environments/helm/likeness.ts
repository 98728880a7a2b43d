import { matchMasked } from '../../yaml/match-masked.ts';
import { isNull, type YamlNode, type YamlSequence } from '../../yaml/yaml-node.ts';

/** How many nodes may still be compared: lists of lists have very many pairs. */
export interface Effort {
  left: number;
}

/**
 * How much speaks for a node of a template having printed a node: keys and letters that they share, and against it what
 * the template would have printed otherwise. Above 0 it may well have. What the effort does not suffice for counts nothing.
 */
export function likeness(written: YamlNode | undefined, rendered: YamlNode, effort: Effort): number {
  if (effort.left-- <= 0) return 0;
  // Nothing is written there: a line of actions prints it, or nobody does.
  if (!written || (isNull(written) && written.type === 'scalar' && written.templated)) return 0;
  if (written.type === 'scalar') {
    if (rendered.type !== 'scalar') return written.templated ? 0 : OTHERWISE;
    const share = matchMasked(written, rendered.text);
    return share === undefined ? OTHERWISE : 0.5 + share / 2;
  }
  // A condition may have left out all that is in it.
  if (rendered.type === 'scalar') return isNull(rendered) && written.open ? 0 : OTHERWISE;
  if (written.type === 'sequence')
    return rendered.type === 'sequence' ? listLikeness(written, rendered, effort) : OTHERWISE;
  if (rendered.type !== 'map') return OTHERWISE;
  let sum = 0;
  for (const { key, value } of rendered.entries) {
    // Of two branches of a condition both are written, and one is printed.
    const branches = written.entries.filter((entry) => entry.key.text === key.text);
    if (branches.length > 0)
      sum += 0.5 + Math.max(...branches.map((entry) => likeness(entry.value, value, effort)));
    else if (!written.open) sum -= MISSING;
  }
  const printed = new Set(rendered.entries.map(({ key }) => key.text));
  for (const { key } of written.entries) if (!key.templated && !printed.has(key.text)) sum -= MISSING;
  return sum;
}

const OTHERWISE = -5;
const MISSING = 0.25;

/** No line of actions is in the list, so that each item has printed one. */
export function isOneToOne(written: YamlSequence, rendered: YamlSequence): boolean {
  return !written.open && written.items.length === rendered.items.length;
}

function listLikeness(written: YamlSequence, rendered: YamlSequence, effort: Effort): number {
  const oneToOne = isOneToOne(written, rendered);
  let sum = 0;
  for (const [i, item] of rendered.items.entries()) {
    let best = 0;
    for (const candidate of oneToOne ? written.items.slice(i, i + 1) : written.items) {
      if (effort.left <= 0) return sum;
      best = Math.max(best, likeness(candidate, item, effort));
    }
    sum += best;
  }
  return sum;
}
