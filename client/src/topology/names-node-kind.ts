import { NODE_KINDS } from './node-kinds.gen.ts';

/**
 * Whether a text seems to hold an object that the topology shows. It is asked with every edit and decides about buttons
 * alone, so it looks at lines and reads no YAML.
 */
export function namesNodeKind(text: string): boolean {
  return text.split(/^---/m).some(isOfNodeKind);
}

function isOfNodeKind(document: string): boolean {
  const [outer] = valuesOf(document, /^["']?kind["']?\s*:\s*["']?([\w.-]+)/gm);
  // What an object refers to is written like an object; only in lists, and in JSON, are objects not at the margin.
  const isInside = outer === undefined || outer.endsWith('List');
  const before = isInside ? '(?:^|[\\s{,])' : '^';
  const field = (name: string): RegExp =>
    new RegExp(`${before}["']?${name}["']?\\s*:\\s*["']?([\\w./-]+)`, 'gm');
  const groups = valuesOf(document, field('apiVersion')).map(groupOf);
  return valuesOf(document, field('kind')).some((kind) =>
    // A template may hide the version.
    groups.length === 0
      ? NODE_KINDS.some((known) => known.endsWith(`/${kind}`))
      : groups.some((group) => NODE_KINDS.includes(`${group}/${kind}`)),
  );
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.replace(/\/.*/, '') : '';
}

function valuesOf(text: string, field: RegExp): string[] {
  return [...text.matchAll(field)].map(([, value = '']) => value);
}
