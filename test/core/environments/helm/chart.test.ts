import { expect, test } from 'vitest';
import {
  defaultRelease,
  readChartMetadata,
} from '../../../../server/src/core/environments/helm/chart-metadata.ts';
import { findTemplate } from '../../../../server/src/core/environments/helm/find-template.ts';
import { readHelmError } from '../../../../server/src/core/environments/helm/helm-error.ts';
import { helperKeys } from '../../../../server/src/core/environments/helm/helper-keys.ts';
import { renderKey } from '../../../../server/src/core/environments/helm/render-key.ts';
import { splitRendered } from '../../../../server/src/core/environments/helm/split-rendered.ts';
import { chartOf } from '../../../support/chart-files.ts';
import { parseFixture } from '../../../support/fixture.ts';
import { SHOP_CHART } from '../../../support/shop-chart.ts';

test('a Chart.yaml says what the chart is called, and what it calls others', () => {
  expect(
    readChartMetadata('name: shop\ntype: library\ndependencies:\n- name: a\n- { name: b, alias: c }\n- x\n'),
  ).toEqual({
    name: 'shop',
    isLibrary: true,
    dependencies: [
      { name: 'a', calledAs: 'a' },
      { name: 'b', calledAs: 'c' },
    ],
  });
  expect(readChartMetadata('version: [')).toBeUndefined();
});

test.each([
  ['shop', 'shop'],
  ['My.Chart_', 'my-chart'],
  ['...', 'release'],
  ['x'.repeat(60), 'x'.repeat(53)],
])('a chart %s is released as %s', (name, release) => {
  expect(defaultRelease({ name, isLibrary: false, dependencies: [] })).toBe(release);
});

test('templates are found by what helm calls their charts', () => {
  const chart = chartOf('file:///shop', parseFixture(SHOP_CHART).files);
  expect(findTemplate(chart, 'shop/templates/web.yaml')).toBe('file:///shop/templates/web.yaml');
  expect(findTemplate(chart, 'shop/charts/sessions/templates/cache.yaml')).toBe(
    'file:///shop/charts/cache-0/templates/cache.yaml',
  );
  expect(findTemplate(chart, 'shop/charts/redis/templates/x.yaml')).toBeUndefined();
});

test('named templates have the keys of those that they include', () => {
  const helpers = [
    '{{- define "a" -}}\nx: 1\n{{ include "b" . }}\n{{- end }}\n{{ define "b" }}\napp.io/y: {{ .z }}\n{{ include "a" . }}{{ end }}',
  ];
  expect(helperKeys(helpers).get('a')).toEqual(new Set(['x', 'app.io/y']));
  expect(helperKeys(helpers).get('b')).toEqual(new Set(['app.io/y', 'x']));
});

test('the key of a rendering follows from what decides it, in any order of the files', () => {
  const files = [
    ['a', '1'],
    ['b', '2'],
  ] as const;
  const input = {
    files: new Map(files),
    values: ['x: 1'],
    assignments: [],
    release: 'rel',
    namespace: undefined,
  };
  const key = renderKey(input);
  expect(renderKey({ ...input, files: new Map([...files].reverse()) })).toBe(key);
  const others = [
    { ...input, files: new Map([['a', '12']]) },
    { ...input, values: [] },
    { ...input, assignments: [{ name: 'x', value: '1', isText: false }] },
    { ...input, release: 'other' },
    { ...input, namespace: 'shop' },
  ];
  expect(new Set([key, ...others.map(renderKey)]).size).toBe(6);
});

// As Helm 3 says it; what Helm 4 says is in the tests that run it.
test.each([
  [
    'needs',
    'Error: template: bad/templates/a.yaml:2:13: executing "bad/templates/a.yaml" at <.Values.x.y>: nil pointer evaluating interface {}.y\n\nUse --debug flag to render out invalid YAML\n',
    { source: 'bad/templates/a.yaml', line: 2, column: 13 },
    '<.Values.x.y>: nil pointer evaluating interface {}.y',
  ],
  [
    'needs',
    'Error: template: bad/templates/a.yaml:1:6: executing "bad/templates/a.yaml" at <include "x" .>: error calling include: template: bad/templates/_h.tpl:2:10: executing "x" at <.Values.a.b>: nil pointer evaluating interface {}.b\n',
    { source: 'bad/templates/_h.tpl', line: 2, column: 10 },
    '<.Values.a.b>: nil pointer evaluating interface {}.b',
  ],
  [
    'needs',
    'Error: execution error at (shop/templates/web.yaml:4:9): give a name\n',
    { source: 'shop/templates/web.yaml', line: 4, column: 9 },
    'give a name',
  ],
  [
    'needs',
    "Error: values don't meet the specifications of the schema(s) in the following chart(s):\nshop:\n- (root): host is required\n",
    undefined,
    "values don't meet the specifications of the schema(s) in the following chart(s): shop: - (root): host is required",
  ],
  [
    'needs',
    'Error: chart requires kubeVersion: >=1.99.0 which is incompatible with Kubernetes v1.35.0\n',
    undefined,
    'chart requires kubeVersion: >=1.99.0 which is incompatible with Kubernetes v1.35.0',
  ],
  [
    'template',
    'level=WARN msg="x"\nError: cannot load values.yaml: x\n',
    undefined,
    'cannot load values.yaml: x',
  ],
  ['template', '', undefined, 'helm failed'],
] as const)('what helm says is about %s, and has a place: %s', (type, said, at, message) => {
  expect(readHelmError(said)).toEqual({ type, message, at });
});

test('a document belongs to the template of the comment that stands alone before it', () => {
  const rendered = `---
# Source: c/templates/a.yaml
---
kind: Service
---
kind: Deployment
---
# Source: c/templates/b.yaml
kind: Ingress
---
# Source: c/templates/empty.yaml
---
# Source: c/templates/d.yaml
kind: Pod
`;
  expect(splitRendered(rendered).map(({ source }) => source)).toEqual([
    'c/templates/a.yaml',
    'c/templates/b.yaml',
    'c/templates/d.yaml',
  ]);
});
