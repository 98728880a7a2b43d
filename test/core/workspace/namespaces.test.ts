import { describe, expect, test } from 'vitest';
import { findLabel, type Label, type Labels } from '../../../server/src/core/model/labels.ts';
import type { Environment } from '../../../server/src/core/workspace/environment.ts';
import type { Family } from '../../../server/src/core/workspace/read-key.ts';
import type { Resource } from '../../../server/src/core/workspace/resource.ts';
import type { Settings } from '../../../server/src/core/workspace/settings.ts';
import { openWorkspace } from '../../support/workspace.ts';

function resource(kind: string, name: string, namespace?: string): string {
  const metadata = namespace === undefined ? `{name: ${name}}` : `{name: ${name}, namespace: ${namespace}}`;
  return `apiVersion: v1\nkind: ${kind}\nmetadata: ${metadata}\n`;
}

function allOf({ families }: Environment, family: Family): readonly Resource[] {
  return families.get(family)?.resources() ?? [];
}

/** Every resource as `namespace/name`; an implied namespace in brackets. */
function placed(texts: readonly string[], settings: Partial<Settings> = {}): string[] {
  const { environment } = openWorkspace(texts.join('---\n'), settings);
  return allOf(environment(), 'any')
    .map(
      ({ facts, namespace, namespaceImplied }) =>
        `${namespaceImplied ? `(${namespace})` : namespace}/${facts.name?.value}`,
    )
    .sort();
}

describe('the namespace of a resource that names none (semantics rule 19)', () => {
  test('is `default` where nothing names one', () => {
    expect(placed([resource('Service', 'a')])).toEqual(['(default)/a']);
  });

  test('is the one namespace that the others name', () => {
    expect(placed([resource('Service', 'a'), resource('Service', 'b', 'shop')])).toEqual([
      '(shop)/a',
      'shop/b',
    ]);
  });

  test('is `default` where the others name several', () => {
    expect(
      placed([resource('Service', 'a'), resource('Service', 'b', 'x'), resource('Service', 'c', 'y')]),
    ).toEqual(['(default)/a', 'x/b', 'y/c']);
  });

  test('is what the settings say, whatever the others name', () => {
    expect(
      placed([resource('Service', 'a'), resource('Service', 'b', 'shop')], { defaultNamespace: 'team' }),
    ).toEqual(['(team)/a', 'shop/b']);
  });

  test('is none for what belongs to the cluster', () => {
    expect(placed([resource('Namespace', 'shop'), resource('Service', 'a')])).toEqual([
      '(default)/a',
      '/shop',
    ]);
  });

  test('is implied where a template writes it', () => {
    const text = resource('Service', 'a').replace(
      '{name: a}',
      '{name: a, namespace: "{{ .Release.Namespace }}"}',
    );
    expect(placed([text])).toEqual(['(default)/a']);
  });
});

test('when what is implied changes, all that it is implied for moves', () => {
  const { host, environment } = openWorkspace(`#-- a.yaml
${resource('Service', 'a')}#-- b.yaml
${resource('Service', 'b')}`);
  const uri = 'file:///c.yaml';
  const placesOf = (): (string | undefined)[] =>
    allOf(environment(), 'service').map(({ namespace }) => namespace);
  expect(placesOf()).toEqual(['default', 'default']);

  const arrived = host.apply([
    {
      uri,
      text: `${resource('Service', 'c', 'shop')}---\n${resource('Service', 'd', 'shop')}`,
      editedAt: undefined,
    },
  ]);
  expect(placesOf()).toEqual(['shop', 'shop', 'shop', 'shop']);
  expect(arrived.added.map(({ resource: { facts } }) => facts.name?.value).sort()).toEqual([
    'a',
    'b',
    'c',
    'd',
  ]);
  expect(environment().table.names).toEqual(['shop']);

  const left = host.apply([{ uri, text: undefined, editedAt: undefined }]);
  expect(placesOf()).toEqual(['default', 'default']);
  expect(left.removed.map(({ resource: { facts } }) => facts.name?.value).sort()).toEqual([
    'a',
    'b',
    'c',
    'd',
  ]);
});

describe('the labels of a namespace', () => {
  const texts = [
    'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {team: a}}\n',
    'apiVersion: v1\nkind: Namespace\nmetadata: {name: bare}\n',
    'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: templated\n  labels:\n    {{- toYaml .Values.labels | nindent 4 }}\n',
    'apiVersion: v1\nkind: Namespace\nmetadata: {name: renamed, labels: {kubernetes.io/metadata.name: other}}\n',
    resource('Service', 'a', 'seen'),
  ];
  const view = openWorkspace(texts.join('---\n')).view();
  const written = ({ entries, open }: Labels): string =>
    [...entries.map(({ key, value }: Label) => `${key}=${value}`), ...(open ? ['…'] : [])].join(' ');

  test.each([
    ['shop', 'kubernetes.io/metadata.name=shop team=a'],
    // Semantics rule 17: the name is a label, even where the object has none.
    ['bare', 'kubernetes.io/metadata.name=bare'],
    // Nobody can write another name there: the API server sets it.
    ['renamed', 'kubernetes.io/metadata.name=renamed'],
    ['templated', 'kubernetes.io/metadata.name=templated …'],
    // Semantics rule 18: a namespace that is not among the manifests has labels that nobody sees.
    ['seen', 'kubernetes.io/metadata.name=seen …'],
    ['unseen', 'kubernetes.io/metadata.name=unseen …'],
  ])('%s has %s', (name, expected) => {
    expect(written(view.namespaceLabels(name))).toBe(expected);
  });

  test('stand where the manifests say so', () => {
    expect(findLabel(view.namespaceLabels('shop'), 'team')?.at).toBe('/metadata/labels/team');
  });

  test('the namespaces are those that are defined and those in which something stands', () => {
    expect(view.namespaceNames()).toEqual(['bare', 'renamed', 'seen', 'shop', 'templated']);
  });
});

test('settings apply to all that is there', () => {
  const settings: { defaultNamespace?: string } = {};
  const { host, environment } = openWorkspace(resource('Service', 'a'), settings);
  settings.defaultNamespace = 'team';
  const { added } = host.rebuild();
  expect(allOf(environment(), 'any').map(({ namespace }) => namespace)).toEqual(['team']);
  expect(added).toHaveLength(1);
  expect(host.everything().added).toHaveLength(1);
});
