import { LINK_VERDICTS, type LinkVerdict } from '../../server/src/core/topology/topology.ts';

/** What somebody typed in the find field, taken apart; every part must hold. */
export interface Filter {
  /** In lower case; each stands somewhere in the name, kind, namespace, labels or ports. */
  readonly words: readonly string[];
  readonly namespaces: readonly string[];
  readonly kinds: readonly string[];
  readonly labels: readonly string[];
  readonly ports: readonly string[];
  /** Which links are meant; empty for all. */
  readonly verdicts: readonly LinkVerdict[];
  /** The policy whose overlay is asked for. */
  readonly policy: string | undefined;
}

/** Reads `text ns: kind: label:k=v port: verdict: policy:`; a value may stand in double quotes. */
export function parseFilter(typed: string): Filter {
  const parts = splitWords(typed).map(splitPart);
  const of = (key: string): readonly string[] =>
    parts.filter((part) => part.key === key && part.value !== '').map((part) => part.value);
  return {
    words: of(''),
    namespaces: of('ns'),
    kinds: of('kind'),
    labels: of('label'),
    ports: of('port'),
    verdicts: of('verdict').flatMap(verdictsOf),
    policy: of('policy').at(0),
  };
}

/** Whether nothing is asked for, so that everything matches. */
export function isEmptyFilter(filter: Filter): boolean {
  const { words, namespaces, kinds, labels, ports } = filter;
  return [words, namespaces, kinds, labels, ports].every((part) => part.length === 0);
}

const KEYS: ReadonlyMap<string, string> = new Map([
  ['ns', 'ns'],
  ['namespace', 'ns'],
  ['kind', 'kind'],
  ['label', 'label'],
  ['port', 'port'],
  ['verdict', 'verdict'],
  ['policy', 'policy'],
]);

function splitPart(word: string): { readonly key: string; readonly value: string } {
  const colon = word.indexOf(':');
  const key = colon < 0 ? undefined : KEYS.get(word.slice(0, colon).toLowerCase());
  const value = (key === undefined ? word : word.slice(colon + 1)).replaceAll('"', '').toLowerCase();
  return { key: key ?? '', value };
}

/** `verdict:blocked` is what is blocked on one side or both; `denied` is the same, as policies call it. */
function verdictsOf(value: string): readonly LinkVerdict[] {
  const isDenied = 'denied'.startsWith(value) && !'depends'.startsWith(value);
  if ('blocked'.startsWith(value) || isDenied) return ['denied', 'one-sided'];
  return LINK_VERDICTS.filter((verdict) => verdict.startsWith(value));
}

function splitWords(typed: string): readonly string[] {
  return typed.match(/(?:[^\s"]|"[^"]*"?)+/g) ?? [];
}
