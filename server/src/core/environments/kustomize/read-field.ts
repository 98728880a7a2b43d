import type { ComposedNode } from '../composed-node.ts';
import { entryOf, textOf, valueAt } from './edit-composed.ts';
import { parseFieldPath } from './field-path.ts';

/** What stands at the path of a replacement's source, or of a var; undefined for nothing. */
export function readField(root: ComposedNode, path: string): ComposedNode | undefined {
  let node: ComposedNode | undefined = root;
  for (const step of parseFieldPath(path)) {
    if (!node) return undefined;
    switch (step.type) {
      case 'field':
        node = fieldOf(node, step.name);
        break;
      case 'index':
        node = node.type === 'sequence' ? node.items[step.index] : entryOf(node, String(step.index))?.value;
        break;
      case 'match': {
        const { field, value } = step;
        const says = (item: ComposedNode): boolean =>
          field === ''
            ? textOf(item) === value
            : item.type === 'map' && textOf(valueAt(item, field)) === value;
        node = node.type === 'sequence' ? node.items.find(says) : undefined;
        break;
      }
      case 'all':
        return undefined;
    }
  }
  return node;
}

/** A field; `-` is the last item of a list, and `args[0]`, as vars write it, an item of the list `args`. */
function fieldOf(node: ComposedNode, name: string): ComposedNode | undefined {
  if (name === '-' && node.type === 'sequence') return node.items.at(-1);
  const known = entryOf(node, name)?.value;
  const [, field = '', index] = /^(.*)\[(\d{1,9})\]$/.exec(name) ?? [];
  if (known || index === undefined) return known;
  const list = field === '' ? node : entryOf(node, field)?.value;
  return list?.type === 'sequence' ? list.items[Number(index)] : undefined;
}
