import type { YamlProblem } from './parse-tolerant.ts';
import type { YamlEntry, YamlMap, YamlNode } from './yaml-node.ts';

/** Keys that a map writes twice. The API server refuses such a document, and of what it says only the last one counts. */
export function findDuplicateKeys(root: YamlNode | undefined): YamlProblem[] {
  const problems: YamlProblem[] = [];
  const visit = (node: YamlNode): void => {
    // What is shared is reached where it stands, too.
    if (node.type === 'scalar' || node.shared) return;
    // Of two keys between template lines only one may be printed.
    if (node.type === 'map' && !node.open) problems.push(...duplicatesOf(node));
    const children = node.type === 'map' ? node.entries.map(({ value }) => value) : node.items;
    for (const child of children) visit(child);
  };
  if (root) visit(root);
  return problems;
}

function duplicatesOf({ entries }: YamlMap): YamlProblem[] {
  const first = new Map<string, YamlEntry>();
  return entries.flatMap((entry): YamlProblem[] => {
    const { text, span, templated } = entry.key;
    if (!first.has(text) || templated) {
      first.set(text, entry);
      return [];
    }
    return [
      {
        type: 'duplicate-key',
        message: `the key \`${text}\` is written twice in this map; only the last one counts`,
        span,
      },
    ];
  });
}
