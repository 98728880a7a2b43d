import { describe, expect, test } from 'vitest';
import { factsOf } from '../../support/describe-facts.ts';

/** Every object as `kind name` and where it stands. */
function objects(text: string): string[] {
  return factsOf(text).map(({ kind, name, root }) => `${kind} ${name?.value ?? '?'} at ${root || '/'}`);
}

const ITEM = '{apiVersion: v1, kind: Service, metadata: {name: a}}';

describe('lists are expanded in place (semantics rule 67)', () => {
  test.each([
    [
      'a list',
      `{apiVersion: v1, kind: List, items: [${ITEM}, ${ITEM}]}`,
      ['Service a at /items/0', 'Service a at /items/1'],
    ],
    [
      'a typed list, whose items need not say what they are',
      '{apiVersion: v1, kind: ServiceList, items: [{metadata: {name: a}}]}',
      ['Service a at /items/0'],
    ],
    [
      'a typed list of another group',
      '{apiVersion: apps/v1, kind: DeploymentList, items: [{metadata: {name: a}}]}',
      ['Deployment a at /items/0'],
    ],
    [
      'an item that says so itself',
      `{apiVersion: apps/v1, kind: DeploymentList, items: [${ITEM}]}`,
      ['Service a at /items/0'],
    ],
    [
      'a list in a list',
      `{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: List, items: [${ITEM}]}]}`,
      ['Service a at /items/0/items/0'],
    ],
    [
      'items that are none',
      `{apiVersion: v1, kind: List, items: [text, ${ITEM}, null, [], {}]}`,
      ['Service a at /items/1'],
    ],
    ['an empty list', '{apiVersion: v1, kind: List, items: []}', []],
    ['a list without items', '{apiVersion: v1, kind: List}', []],
    [
      'a kind that only sounds like a list',
      '{apiVersion: example.com/v1, kind: AllowList, metadata: {name: a}}',
      ['AllowList a at /'],
    ],
    [
      'JSON',
      `{"apiVersion": "v1", "kind": "List", "items": [${ITEM.replace(/(\w+)(?=[:,}])/g, '"$1"')}]}`,
      ['Service a at /items/0'],
    ],
  ])('%s', (_, text, expected) => {
    expect(objects(text)).toEqual(expected);
  });

  test('paths of what an item says begin at the item', () => {
    const [facts] = factsOf(`{apiVersion: v1, kind: List, items: [${ITEM}]}`);
    expect(facts?.name?.at).toBe('/items/0/metadata/name');
    expect(facts?.labels.at).toBe('/items/0/metadata/labels');
  });
});

describe('a list that is so large that its items are read one by one', () => {
  const items = (indent: string, count = 1200): string =>
    Array.from({ length: count }, (_, n) =>
      [
        `${indent}- metadata:`,
        `${indent}    name: s${n}`,
        `${indent}    labels: {app: web, tier: front}`,
        '',
      ].join('\n'),
    ).join('');

  test.each([
    [
      'items before the kind',
      (indent: string) => `apiVersion: v1\nitems:\n${items(indent)}kind: ServiceList\nmetadata: {}\n`,
    ],
    ['the kind first', (indent: string) => `apiVersion: v1\nkind: ServiceList\nitems:\n${items(indent)}`],
  ])('%s: says what a small one says', (_, list) => {
    for (const indent of ['', '  ']) {
      const facts = factsOf(list(indent));
      expect(facts).toHaveLength(1200);
      expect(facts.map(({ name }) => name?.value)).toEqual(Array.from({ length: 1200 }, (__, n) => `s${n}`));
      expect(new Set(facts.map(({ kind, root }) => `${kind} ${root}`))).toEqual(new Set(['Service /0']));
    }
  });
});

describe('what is no object', () => {
  test.each([
    ['nothing', ''],
    ['a text', 'hello'],
    ['a list of objects without a kind around it', `[${ITEM}]`],
    ['no kind', '{apiVersion: v1, metadata: {name: a}}'],
    ['no API version', '{kind: Service, metadata: {name: a}}'],
    ['a kind that is null', '{apiVersion: v1, kind: null}'],
    ['a kind that is a list', '{apiVersion: v1, kind: [Service]}'],
    ['a templated kind', '{apiVersion: v1, kind: "{{ .Values.kind }}"}'],
  ])('%s', (_, text) => {
    expect(objects(text)).toEqual([]);
  });
});

describe('a templated API version', () => {
  test.each([
    ['Service', 'v1'],
    ['NetworkPolicy', 'networking.k8s.io/v1'],
  ])('is that of the kind: %s', (kind, apiVersion) => {
    const [facts] = factsOf(`apiVersion: {{ include "version" . }}\nkind: ${kind}\nmetadata: {name: a}\n`);
    expect(facts).toMatchObject({ apiVersion, kind, known: true });
  });

  test('of a kind that nobody here knows may be any', () => {
    expect(factsOf('apiVersion: {{ include "version" . }}\nkind: Widget\nmetadata: {name: a}\n')).toEqual([]);
  });
});

describe('kinds that nobody here knows', () => {
  test('are known by group, kind and name, and count as namespaced', () => {
    const [facts] = factsOf(
      '{apiVersion: example.com/v1, kind: Widget, metadata: {name: a, namespace: b, labels: {c: d}}}',
    );
    expect(facts).toMatchObject({
      group: 'example.com',
      kind: 'Widget',
      scope: 'namespaced',
      workload: undefined,
    });
    expect([facts?.name?.value, facts?.namespace?.value, facts?.labels.entries.length]).toEqual([
      'a',
      'b',
      1,
    ]);
  });

  test('run pods if they have a pod template where Kubernetes has its own', () => {
    const pods =
      'metadata: {labels: {app: a}}, spec: {containers: [{name: c, ports: [{containerPort: 80}]}]}';
    const [rollout] = factsOf(
      `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, spec: {replicas: 3, template: {${pods}}}}`,
    );
    expect(rollout?.workload).toMatchObject({
      replicas: 3,
      templateAt: '/spec/template',
      selector: undefined,
    });
    expect(rollout?.workload?.ports.map(({ number }) => number.value)).toEqual([80]);
  });

  test.each([
    ['a template of something else', 'spec: {template: {spec: {replicas: 1}}}'],
    ['a template without containers', 'spec: {template: {spec: {containers: []}}}'],
    ['a template elsewhere', 'spec: {job: {template: {spec: {containers: [{name: c}]}}}}'],
  ])('do not with %s', (_, spec) => {
    expect(factsOf(`{apiVersion: example.com/v1, kind: Widget, ${spec}}`)[0]?.workload).toBeUndefined();
  });
});
