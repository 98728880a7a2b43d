import type { YamlProblem } from './parse-tolerant.ts';
import type { YamlEntry, YamlMap, YamlNode } from './yaml-node.ts';

/** Keys that a map writes twice. The API server refuses such a document, and of what it says only the last one counts. */
export function findDuplicateKeys(root: YamlNode | undefined): YamlProblem[] {
  const problems: YamlProblem[] = [];
  const visit = (node: YamlNode): void => {
    // What is shared is reached where it stands, too.
    if (node.type === 'scalar' || node.shared) return;
    if (node.type === 'sequence') {
      for (const item of node.items) visit(item);
      return;
    }
    // Of two keys between template lines only one may be printed.
    if (!node.open && mayRepeatKeys(node)) problems.push(...duplicatesOf(node));
    for (const { value } of node.entries) visit(value);
  };
  if (root) visit(root);
  return problems;
}

/** Nearly all maps are small, and comparing a few keys with one another takes less time than to make a table of them. */
function mayRepeatKeys({ entries }: YamlMap): boolean {
  if (entries.length > 16) return true;
  return entries.some(({ key }, i) => {
    for (let before = 0; before < i; before++) if (entries[before]?.key.text === key.text) return true;
    return false;
  });
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
