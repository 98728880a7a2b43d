import type { Span } from '../text/span.ts';
import type { YamlNode } from './yaml-node.ts';

/** The anchors of one document: `&name` defines one, `*name` is an alias of it. */
export interface Anchors {
  /** To be called when the node is complete, so that a node can never contain itself. */
  readonly define: (name: string, node: YamlNode) => void;
  /**
   * What an alias at `span` stands for; undefined when nothing of that name was defined before. Throws when the aliases
   * of the document stand for more than anybody can want to read.
   */
  readonly resolve: (name: string, span: Span) => YamlNode | undefined;
}

/**
 * How many nodes all aliases of a document may stand for. A few lines of aliases of aliases would otherwise stand for
 * billions. The reader of Kubernetes' tools draws its line in the same region ("excessive aliasing" in go-yaml). The
 * bound keeps trees shallow too: each step of a chain of aliases counts all that is below it.
 */
const MOST_ALIASED_NODES = 400_000;

/** Makes an empty table of anchors. */
export function createAnchors(): Anchors {
  const nodes = new Map<string, YamlNode>();
  const sizes = new WeakMap<readonly unknown[], number>();
  let aliased = 0;

  /** The number of nodes with all aliases written out. Lists of children are shared by aliases, so each is counted once. */
  const sizeOf = (node: YamlNode): number => {
    if (node.type === 'scalar') return 1;
    const children = node.type === 'map' ? node.entries : node.items;
    const known = sizes.get(children);
    if (known !== undefined) return known;
    const below = node.type === 'map' ? node.entries.map(({ value }) => value) : node.items;
    const size = below.reduce((sum, child) => sum + sizeOf(child), 1);
    sizes.set(children, size);
    return size;
  };

  return {
    define: (name, node) => {
      nodes.set(name, node);
    },
    resolve: (name, span) => {
      const node = nodes.get(name);
      if (!node) return undefined;
      aliased += sizeOf(node);
      if (aliased > MOST_ALIASED_NODES)
        throw new Error('its aliases stand for more values than Kubernetes reads');
      return node.type === 'scalar' ? { ...node, span } : { ...node, span, shared: true };
    },
  };
}
