import { describe, expect, test } from 'vitest';
import { RULES } from '../../../server/src/core/rules/registry.gen.ts';
import type { ManifestDocument } from '../../../server/src/core/workspace/manifest.ts';
import { findAll } from '../../support/check-findings.ts';
import { openWorkspace } from '../../support/workspace.ts';

const HEAD = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n';

/**
 * Reads a text, runs every rule over it, finds every place of it, and types into it. That nothing throws is half of
 * what is tested; the other half is that it ends: what would take for ever here runs into the test's time limit.
 */
function survive(text: string): readonly ManifestDocument[] {
  const { host } = openWorkspace(text);
  const [uri = ''] = host.snapshot().manifests.keys();
  const documents = (): ManifestDocument[] =>
    host
      .snapshot()
      .manifests.get(uri)
      ?.chunks.map(({ document }) => document) ?? [];
  const read = documents();
  for (const finding of findAll(RULES, host)) {
    for (const { at } of [finding, ...finding.related]) {
      const found = host.locator.locate(host.snapshot(), at);
      expect(found?.span.end).toBeLessThanOrEqual(text.length);
    }
  }
  host.apply([{ uri, text: `${text}x`, editedAt: text.length + 1 }]);
  expect(documents().length).toBeGreaterThan(0);
  return read;
}

function names(documents: readonly ManifestDocument[]): unknown[] {
  return documents.flatMap(({ facts }) => facts.map(({ name }) => name?.value));
}

function problems(documents: readonly ManifestDocument[]): string[] {
  return documents.flatMap((document) => document.problems.map(({ type, message }) => `${type}: ${message}`));
}

describe('aliases', () => {
  /** Each level stands for nine of the level before it. */
  const levels = (first: string, wrap: (alias: string) => string, count: number): string =>
    Array.from({ length: count }, (_, n) => `x${n}: &x${n} ${n === 0 ? first : wrap(`*x${n - 1}`)}\n`).join(
      '',
    );
  const nine = (alias: string): string => `[${Array(9).fill(alias).join(', ')}]`;

  test('that stand for billions are refused', () => {
    const read = survive(`${HEAD}${levels('[a]', nine, 12)}data: *x11\n`);
    expect(problems(read)).toEqual([
      'invalid-yaml: cannot be read: its aliases stand for more values than Kubernetes reads',
    ]);
    expect(read[0]?.facts).toEqual([]);
  });

  test('that stand for billions of resources are refused', () => {
    const service = '{apiVersion: v1, kind: Service, metadata: {name: s}}';
    const list = (alias: string): string => `{apiVersion: v1, kind: List, items: ${nine(alias)}}`;
    const read = survive(`${levels(service, list, 12)}apiVersion: v1\nkind: List\nitems: [*x11]\n`);
    expect(names(read)).toEqual([]);
    expect(read[0]?.broken).toBe(true);
  });

  test('in every list of a policy multiply, up to what is refused', () => {
    const many = (alias: string): string => `[${Array(300).fill(alias).join(', ')}]`;
    const policy = (peers: string, rules: string): string =>
      `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p}\nx: &x {podSelector: {matchExpressions: ${many(
        '{key: a, operator: Exists}',
      )}}}\ny: &y {from: ${peers}}\nspec: {podSelector: {}, ingress: ${rules}}\n`;
    expect(names(survive(policy('[*x]', '[*y]')))).toEqual(['p']);
    expect(names(survive(policy(many('*x'), many('*y'))))).toEqual([]);
  });

  test('that people use are read', () => {
    const labels = 'x: &labels {app: web, tier: front}\n';
    const services = Array.from(
      { length: 200 },
      (_, n) => `- {apiVersion: v1, kind: Service, metadata: {name: s${n}, labels: *labels}}\n`,
    );
    expect(names(survive(`${labels}apiVersion: v1\nkind: List\nitems:\n${services.join('')}`))).toHaveLength(
      200,
    );
  });

  test('of what they are part of are aliases of nothing', () => {
    const read = survive(`${HEAD}data: &d\n  self: *d\n`);
    expect(problems(read)).toHaveLength(1);
    expect(names(read)).toEqual(['a']);
  });

  test('of aliases of aliases, and so on, are no deeper than anybody nests by hand', () => {
    const chain = Array.from({ length: 1_000 }, (_, n) => `? &k${n} [${n === 0 ? '' : `*k${n - 1}`}]\n: 1\n`);
    expect(survive(`${HEAD}${chain.join('')}data: *k999\n`)[0]?.broken).toBe(true);
    const short = chain.slice(0, 200).join('');
    expect(names(survive(`${HEAD}${short}data: {a: *k199}\n`))).toEqual(['a']);
  });

  test('in merge keys bring each key once', () => {
    const merges = Array.from({ length: 40 }, (_, n) =>
      n === 0 ? 'x0: &x0 {a: 1}\n' : `x${n}: &x${n} {<<: [*x${n - 1}, *x${n - 1}], k${n}: 1}\n`,
    );
    expect(names(survive(`${HEAD}${merges.join('')}data: {<<: *x39}\n`))).toEqual(['a']);
  });
});

describe('nesting', () => {
  test.each([
    ['brackets', '['.repeat(10_000)],
    ['brackets that close', '['.repeat(10_000) + ']'.repeat(10_000)],
    ['braces', '{a: '.repeat(10_000)],
    ['dashes', '- '.repeat(10_000)],
    ['maps on lines of their own', Array.from({ length: 2000 }, (_, n) => `${' '.repeat(n)}a:\n`).join('')],
    ['question marks', '? '.repeat(10_000)],
    ['lists of lists', '{apiVersion: v1, kind: List, items: ['.repeat(2000) + ']}'.repeat(2000)],
  ])('%s', (_, deep) => {
    expect(survive(`${HEAD}---\napiVersion: v1\nkind: A\ndata:\n  ${deep}\n---\n${HEAD}`)).toHaveLength(3);
    expect(survive(deep)).not.toHaveLength(0);
  });
});

describe('size', () => {
  const MEGABYTES = 5 * 1024 * 1024;

  test('five megabytes on one line', () => {
    const read = survive(`${HEAD}data: {a: "${'x'.repeat(MEGABYTES)}"}\n`);
    expect(names(read)).toEqual(['a']);
  });

  test('eight hundred resources on one line of JSON', () => {
    const items = Array.from(
      { length: 800 },
      (_, n) => `{"apiVersion":"v1","kind":"Service","metadata":{"name":"s${n}","labels":{"app":"web"}}}`,
    );
    const read = survive(`{"apiVersion":"v1","kind":"List","items":[${items.join(',')}]}`);
    expect(names(read)).toHaveLength(800);
  });

  test('nothing but separators', () => {
    expect(survive('---\n'.repeat(50_000))).toHaveLength(50_000);
  });

  test('blank lines before and after directives', () => {
    const blank = '\n'.repeat(100_000);
    expect(survive(`${blank}%YAML 1.2\n${blank}---\n${HEAD}`)).not.toHaveLength(0);
  });

  test.each([
    ['letters', 'a'.repeat(200_000)],
    ['letters and signs', 'a+'.repeat(100_000)],
    ['dots', 'a.'.repeat(100_000)],
    ['schemes', 'a://'.repeat(50_000)],
    ['colons', 'a:'.repeat(100_000)],
  ])('a value of %s that looks like an address for very long', (_, value) => {
    expect(names(survive(`${HEAD}data:\n  a: "${value}("\n`))).toEqual(['a']);
  });

  test('a value that is data and no setting is not searched', () => {
    const [document] = survive(
      `${HEAD}data:\n  a: "${'http://api:80 '.repeat(40_000)}"\n  b: http://api:80\n`,
    );
    expect(document?.facts[0]?.addresses).toHaveLength(1);
  });

  test('templates that nobody closes', () => {
    expect(survive(`${HEAD}data: "${'{{ '.repeat(100_000)}"\n`)).toHaveLength(1);
    expect(survive(`${HEAD}${'{{ if\n'.repeat(500)}`)).toHaveLength(1);
  });
});

describe('characters', () => {
  test.each([
    ['NUL', '\0'],
    ['a lone high surrogate', '\uD800'],
    ['a lone low surrogate', '\uDC00'],
    ['a bell', '\u0007'],
    ['the letter that stands for templates', '\uE000'],
    ['a no-break space', '\u00A0'],
    ['a line separator', '\u2028'],
    ['a byte order mark', '\uFEFF'],
    ['a lone carriage return', '\r'],
    ['a form feed', '\f'],
    ['the replacement character', '\uFFFD'],
  ])('%s, anywhere', (_, char) => {
    const text = `${HEAD}data:\n  a: b c\n  d: [e, "f"]\n`;
    for (let at = 0; at <= text.length; at += 5) survive(text.slice(0, at) + char + text.slice(at));
  });

  test('nothing but one', () => {
    for (const text of [
      '\0',
      '\uD800',
      '\uFEFF',
      '\r',
      '\n',
      '\t',
      '-',
      '---',
      '...',
      '%',
      '&',
      '*',
      '!',
      '|',
      '{',
      '"',
      '?',
      ':',
    ])
      survive(text);
  });

  test('tabs where YAML wants spaces', () => {
    const read = survive(`${HEAD}\tdata:\n\t\ta: b\n`);
    expect(read[0]?.broken).toBe(true);
    expect(names(read)).toEqual(['a']);
  });
});

test('the same key three thousand times', () => {
  const read = survive(`${HEAD}data:\n${'  a: 1\n'.repeat(3_000)}`);
  expect(read[0]?.problems).toHaveLength(2_999);
});

test('keys that are the names of JavaScript', () => {
  const keys = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype'];
  const labels = keys.map((key) => `    ${key}: x\n`).join('');
  const [document] = survive(`${HEAD}  labels:\n${labels}data:\n${labels}`);
  expect(document?.facts[0]?.labels.entries.map(({ key }) => key)).toEqual(keys);
});
