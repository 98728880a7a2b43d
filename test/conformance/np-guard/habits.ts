import { parseAllDocuments } from 'yaml';

/**
 * A manifest as netpol-analyzer reads it: it does not know `nodes` as peers (it warns of them), and of a pod's ports only
 * those of `containers` (semantics rule 28). A manifest that is not YAML is skipped.
 */
export function withHabits(text: string): string[] {
  const documents = parseAllDocuments(text, { uniqueKeys: false, logLevel: 'silent' });
  if (!Array.isArray(documents)) return [];
  return documents
    .filter(({ errors }) => errors.length === 0)
    .filter((document) => !isLauncher(document.toJS()))
    .map((document) => JSON.stringify(withoutUnknown(document.toJS())) ?? 'null');
}

function withoutUnknown(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => !isNodePeer(item)).map(withoutUnknown);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'initContainers')
      .map(([key, item]) => [key, withoutUnknown(item)]),
  );
}

/** The pods that carry virtual machines are not listed beside them (semantics rule 69). */
function isLauncher(document: unknown): boolean {
  const { kind, metadata } = (document ?? {}) as { kind?: unknown; metadata?: { name?: unknown } };
  return kind === 'Pod' && String(metadata?.name).startsWith('virt-launcher-');
}

function isNodePeer(item: unknown): boolean {
  return typeof item === 'object' && item !== null && 'nodes' in item && Object.keys(item).length === 1;
}
