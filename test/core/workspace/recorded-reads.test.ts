import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createKindTable } from '../../../server/src/core/kinds/lower-chunk.ts';
import { KINDS } from '../../../server/src/core/kinds/registry.gen.ts';
import type { Requirement } from '../../../server/src/core/model/requirement.ts';
import { formatSelector, type Selector } from '../../../server/src/core/model/selector.ts';
import { divideBy } from '../../../server/src/core/workspace/division.ts';
import type { Environment } from '../../../server/src/core/workspace/environment.ts';
import { createHost, type Host } from '../../../server/src/core/workspace/host.ts';
import { NAMESPACE_NAME_LABEL } from '../../../server/src/core/workspace/namespace-table.ts';
import { FAMILIES, type ReadKey } from '../../../server/src/core/workspace/read-key.ts';
import type { Resource } from '../../../server/src/core/workspace/resource.ts';
import { DEFAULT_SETTINGS } from '../../../server/src/core/workspace/settings.ts';
import type { ManifestChange } from '../../../server/src/core/workspace/snapshot.ts';
import { createView, type View } from '../../../server/src/core/workspace/view.ts';
import { arbitrarySteps, arbitraryTexts } from '../../support/arbitrary-changes.ts';

const NAMES = ['web', 'api', 'db', 'nobody'];
const NAMESPACES = ['', 'default', 'shop', 'other', 'nowhere'];
const SELECTORS: readonly Selector[] = [
  selectorOf([]),
  selectorOf([{ key: NAMESPACE_NAME_LABEL, operator: 'In', values: ['shop'], at: '' }]),
  selectorOf([{ key: NAMESPACE_NAME_LABEL, operator: 'NotIn', values: ['shop'], at: '' }]),
  selectorOf([{ key: 'team', operator: 'Exists', values: [], at: '' }]),
];

function selectorOf(requirements: readonly Requirement[]): Selector {
  return { requirements, open: false, at: '' };
}

/** Everything that can be asked of a view, in words: hits and misses. */
const QUESTIONS: Readonly<Record<string, (view: View) => unknown>> = Object.fromEntries([
  ...NAMESPACES.flatMap((namespace) => [
    ...NAMES.map((name) => [
      `Service ${namespace}/${name}`,
      (view: View) => view.named('', 'Service', namespace, name).map(content),
    ]),
    [`Services of ${namespace}`, (view: View) => view.ofKind('', 'Service', namespace).map(content)],
    [`names of the Services of ${namespace}`, (view: View) => view.namesOfKind('', 'Service', namespace)],
    ...FAMILIES.map((family) => [
      `${family} in ${namespace}`,
      (view: View) => view.inNamespace(family, namespace).map(content),
    ]),
    [`app=web in ${namespace}`, (view: View) => view.labelled(namespace, 'app', 'web').map(content)],
    [`labels of ${namespace}`, (view: View) => view.namespaceLabels(namespace)],
  ]),
  ...NAMES.flatMap((name) =>
    FAMILIES.map((family) => [
      `${family} ${name} anywhere`,
      (view: View) => view.anywhere(family, name).map(content),
    ]),
  ),
  ...FAMILIES.map((family) => [`${family} everywhere`, (view: View) => view.everywhere(family).map(content)]),
  ['app=web anywhere', (view: View) => view.labelled(undefined, 'app', 'web').map(content)],
  ['the namespaces', (view: View) => view.namespaceNames()],
  ['the namespaces with an o', (view: View) => view.namespacesCalled(/o/)],
  ['the namespaces called team', (view: View) => view.namespacesCalled(/^team/)],
  ...SELECTORS.map((selector) => [
    `the namespaces like ${formatSelector(selector)}`,
    (view: View) => view.namespacesLike(selector),
  ]),
  ...NAMESPACES.map((namespace) => [
    `what was worked out of ${namespace}`,
    (view: View) => view.once(servicesAndPolicies, namespace),
  ]),
  ['the implied namespace', (view: View) => view.impliedNamespace],
  ...FAMILIES.map((family) => [
    `whether ${family} cannot be read`,
    (view: View) => view.hasUnreadable(family),
  ]),
]);

/** A question that asks another one. */
function servicesAndPolicies(view: View, namespace: string): unknown {
  return [view.inNamespace('service', namespace).map(content), view.once(policies, namespace)];
}

function policies(view: View, namespace: string): unknown {
  return [
    view.impliedNamespace,
    view.hasUnreadable('policy'),
    view.inNamespace('policy', namespace).map(content),
  ];
}

/** What a resource says and where it is applied, which is all that an answer can depend on. */
function content({ facts, document, namespace, namespaceImplied, broken }: Resource): unknown {
  return { facts, document, namespace, namespaceImplied, broken };
}

interface Answer {
  readonly text: string;
  readonly reads: ReadonlySet<ReadKey>;
}

function ask(environment: Environment, question: (view: View) => unknown): Answer {
  const reads = new Set<ReadKey>();
  const answer = question(createView(environment, (key) => reads.add(key)));
  return { text: JSON.stringify(answer) ?? 'nothing', reads };
}

function startHost(): Host {
  return createHost({
    kinds: createKindTable(KINDS),
    settingsOf: () => DEFAULT_SETTINGS,
    divide: divideBy(() => ['workspace']),
  });
}

/** Applies a change and gives the questions whose answers differ from before although nothing they read was touched. */
function forgotten(host: Host, changes: readonly ManifestChange[]): string[] {
  const before = host.snapshot().environments.get('workspace');
  // Some keys are touched only where somebody has asked under them.
  const asked = Object.entries(QUESTIONS).map(
    ([words, question]) => [words, question, before && ask(before, question)] as const,
  );
  const { snapshot, touched } = host.apply(changes);
  const after = snapshot.environments.get('workspace');
  if (!after) return [];
  const keys = touched.get('workspace') ?? new Set();
  return asked
    .filter(
      ([, question, old]) =>
        old && old.text !== ask(after, question).text && ![...old.reads].some((key) => keys.has(key)),
    )
    .map(([words]) => words);
}

test('no answer changes unless something was touched that had been read for it', () => {
  fc.assert(
    fc.property(arbitraryTexts, arbitrarySteps, (initial, steps) => {
      const texts = new Map(initial);
      const host = startHost();
      host.apply([...texts].map(([uri, text]) => ({ uri, text, editedAt: undefined })));
      for (const { run } of steps) expect(forgotten(host, run(texts))).toEqual([]);
    }),
    { numRuns: 120 },
  );
});

describe('misses are read as well as hits', () => {
  const uri = 'file:///a.yaml';
  const other = 'file:///b.yaml';
  const FIRST = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: shop}\n';

  function touchedBy(question: (view: View) => unknown, text: string, at = other): boolean {
    const host = startHost();
    host.apply([{ uri, text: FIRST, editedAt: undefined }]);
    const environment = host.snapshot().environments.get('workspace');
    if (!environment) throw new Error('the workspace is empty');
    const { reads } = ask(environment, question);
    const { touched } = host.apply([{ uri: at, text, editedAt: undefined }]);
    return [...(touched.get('workspace') ?? [])].some((key) => reads.has(key));
  }

  const service = (name: string, namespace: string): string =>
    `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}, namespace: ${namespace}}\n`;

  test('a name that was not there', () => {
    const question = (view: View): unknown => view.named('', 'Service', 'shop', 'web');
    expect(touchedBy(question, service('web', 'shop'))).toBe(true);
    expect(touchedBy(question, service('api', 'shop'))).toBe(false);
    expect(touchedBy(question, service('web', 'other'))).toBe(false);
  });

  test('a kind that a namespace had none of', () => {
    const question = (view: View): unknown => view.ofKind('', 'Service', 'shop');
    expect(touchedBy(question, service('any', 'shop'))).toBe(true);
    expect(touchedBy(question, service('any', 'other'))).toBe(false);
    expect(touchedBy(question, FIRST.replace('name: a', 'name: b'))).toBe(false);
  });

  test('the names of a kind, but not what else is said under them', () => {
    const question = (view: View): unknown => view.namesOfKind('', 'ConfigMap', 'shop');
    expect(touchedBy(question, FIRST.replace('name: a', 'name: b'))).toBe(true);
    expect(touchedBy(question, FIRST.replace('shop', 'other'))).toBe(false);
    expect(touchedBy(question, `${FIRST}data: {API_URL: http://api}\n`, uri)).toBe(false);
    expect(touchedBy(question, FIRST.replace('name: a', 'name: "{{ .Values.name }}"'), uri)).toBe(true);
  });

  test('a name that was in no namespace', () => {
    const question = (view: View): unknown => view.anywhere('service', 'web');
    expect(touchedBy(question, service('web', 'other'))).toBe(true);
    expect(touchedBy(question, service('api', 'other'))).toBe(false);
  });

  test('a label that nothing had', () => {
    const question = (view: View): unknown => view.labelled('shop', 'app', 'web');
    const pod = (labels: string): string =>
      `apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\n  namespace: shop\n  labels: ${labels}\n`;
    expect(touchedBy(question, pod('{app: web}'))).toBe(true);
    expect(touchedBy(question, pod('{app: api}'))).toBe(false);
    // A label that is a template may be this one, and so may one that a template adds.
    expect(touchedBy(question, pod('{app: "{{ .Values.app }}"}'))).toBe(true);
    expect(touchedBy(question, pod('\n    {{- include "labels" . | nindent 4 }}'))).toBe(true);
  });

  test('a namespace that nobody had defined', () => {
    const question = (view: View): unknown => view.namespaceLabels('other');
    expect(touchedBy(question, 'apiVersion: v1\nkind: Namespace\nmetadata: {name: other}\n')).toBe(true);
    expect(touchedBy(question, service('web', 'shop'))).toBe(false);
  });

  test('a namespace of a name that there was none of', () => {
    const question = (view: View): unknown => view.namespacesCalled(/^ot/);
    expect(touchedBy(question, service('web', 'other'))).toBe(true);
    expect(touchedBy(question, service('web', 'another'))).toBe(false);
    expect(touchedBy(question, service('web', 'shop'))).toBe(false);
  });

  test('a document that cannot be read', () => {
    const question = (view: View): unknown => view.hasUnreadable('service');
    expect(touchedBy(question, 'apiVersion: v1\nkind: "Service\n')).toBe(true);
    expect(touchedBy(question, service('web', 'shop'))).toBe(false);
  });
});
