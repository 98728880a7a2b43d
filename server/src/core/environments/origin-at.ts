import type { Part } from '../yaml/locate.ts';
import { pathSteps, type YamlPath } from '../yaml/yaml-path.ts';
import type { ComposedEntry, ComposedNode, Origin } from './composed-node.ts';

/** The origin of what is at a path of a composed tree, or of its nearest ancestor that is there. */
export function originAt(root: ComposedNode, path: YamlPath, part: Part): Origin {
  let node = root;
  let entry: ComposedEntry | undefined;
  for (const step of pathSteps(path)) {
    const nextEntry: ComposedEntry | undefined =
      node.type === 'map' ? node.entries.findLast(({ key }) => key.text === step) : undefined;
    const next = node.type === 'sequence' ? node.items[Number(step)] : nextEntry?.value;
    if (!next) break;
    entry = nextEntry;
    node = next;
  }
  return part !== 'value' && entry ? entry.key.origin : node.origin;
}
