import type { Span } from '../text/span.ts';
import { isNull, type YamlNode } from './yaml-node.ts';

/**
 * Marks what template lines may add to: every map and list whose stretch of text holds such a line is open, and an
 * absent value with such a line below its key is templated. `end` is where the stretch of `node` ends.
 *
 * The lines before and after do not narrow this: in one branch of a condition an include may end the map that the lines
 * of another branch go on with. Nor does a condition that prints nothing itself leave a map closed: what it holds may be
 * left out, and then a policy that seems to deny does not.
 */
export function markOpen(node: YamlNode, actionLines: readonly Span[], end: number): YamlNode {
  if (actionLines.length === 0) return node;
  const holdsAction = (start: number, stop: number): boolean =>
    actionLines.some((line) => start < line.end && line.start < stop);
  const mark = (current: YamlNode, start: number, end: number): YamlNode => {
    const stop = isClosed(current) ? current.span.end : end;
    if (!holdsAction(start, stop)) return current;
    switch (current.type) {
      case 'scalar':
        return isNull(current) ? { ...current, templated: true } : current;
      case 'sequence':
        return {
          ...current,
          open: true,
          items: current.items.map((item, i) =>
            mark(item, item.span.start, current.items[i + 1]?.span.start ?? stop),
          ),
        };
      case 'map':
        return {
          ...current,
          open: true,
          entries: current.entries.map(({ key, value }, i) => ({
            key,
            value: mark(value, key.span.end, current.entries[i + 1]?.key.span.start ?? stop),
          })),
        };
    }
  };
  return mark(node, 0, end);
}

/** Behind its bracket nothing can be added. */
function isClosed(node: YamlNode): boolean {
  return node.type !== 'scalar' && node.flow && !node.shared;
}
