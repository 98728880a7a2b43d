import { describe, expect, test } from 'vitest';
import { insideFolder } from '../../../server/src/core/configuration/inside-folder.ts';
import { readConfiguration } from '../../../server/src/core/configuration/read-configuration.ts';

/** What is wrong with a text: each place with what is said of it. */
function problemsOf(text: string): string[] {
  return readConfiguration(text).problems.map(
    ({ span, message }) => `${text.slice(span.start, span.end)}: ${message}`,
  );
}

const NOTHING = { name: undefined, values: [], release: undefined, namespace: undefined };

test('a chart is installed as it is, in one way, or in several', () => {
  const { charts, problems } = readConfiguration(`
charts:
  plain:
  ./deploy/shop/:
    values: deploy/shop/values-prod.yaml
    release: shop
    namespace: web
  mail:
    - name: staging
    - name: production
      values: [mail/a.yaml, ./mail/../b.yaml]
`);
  expect(problems).toEqual([]);
  expect(charts).toEqual([
    { folder: 'plain', renderings: [NOTHING] },
    {
      folder: 'deploy/shop',
      renderings: [
        { ...NOTHING, values: ['deploy/shop/values-prod.yaml'], release: 'shop', namespace: 'web' },
      ],
    },
    {
      folder: 'mail',
      renderings: [
        { ...NOTHING, name: 'staging' },
        { ...NOTHING, name: 'production', values: ['mail/a.yaml', 'b.yaml'] },
      ],
    },
  ]);
});

test.each(['', 'charts:\n', 'charts: {}\n'])('nothing is said of charts by %j', (text) => {
  expect(readConfiguration(text)).toMatchObject({ charts: [], problems: [] });
});

describe('a mistake is told where it stands, and the rest holds', () => {
  test('in one installation', () => {
    const text = `
charts:
  ../other: {}
  shop:
    value: [a.yaml]
    values: [a.yaml, /b.yaml, [c.yaml]]
    release: Shop
    namespace: [web]
`;
    expect(problemsOf(text)).toEqual([
      '../other: `../other` is no folder below that of this file.',
      'value: There is no setting `value` of a chart; did you mean `values`?',
      '/b.yaml: `/b.yaml` is no file below the folder of this file.',
      'c.yaml: ["c.yaml"] is no file below the folder of this file.',
      'Shop: `Shop` is no name of a release.',
      'namespace: ["web"] is no name of a namespace.',
    ]);
    expect(readConfiguration(text).charts).toEqual([
      { folder: 'shop', renderings: [{ ...NOTHING, values: ['a.yaml'] }] },
    ]);
  });

  test('in several installations', () => {
    const text = 'charts:\n  shop:\n    - name: a\n    - release: b\n    - name: a\n    - 7\n';
    expect(problemsOf(text)).toEqual([
      'release: Each of several installations of a chart needs a `name`.',
      'a: There is another `a` of this chart.',
      '7: `7` says nothing of a chart, as `charts: { deploy/shop: { values: [deploy/shop/values-prod.yaml] } }` does.',
      '7: Each of several installations of a chart needs a `name`.',
    ]);
    expect(readConfiguration(text).charts).toEqual([
      { folder: 'shop', renderings: [{ ...NOTHING, name: 'a' }] },
    ]);
  });

  test('in all of it', () => {
    expect(problemsOf('charts: [shop]\n')).toEqual([expect.stringContaining('["shop"] names no charts')]);
    expect(problemsOf('chart: {}\n')).toEqual(['chart: There is no setting `chart`; did you mean `charts`?']);
  });
});

test('aliases of aliases do not make more of it than there is', () => {
  const levels = ['a', 'b', 'c', 'd'].map((name, i, all) => {
    const item = i === 0 ? 'x' : `*${all[i - 1]}`;
    return `${name}: &${name} [${Array.from({ length: 300 }, () => item).join(', ')}]\n`;
  });
  expect(readConfiguration(`${levels.join('')}charts: { shop: *d }\n`).charts).toEqual([]);
});

test.each([
  ['a', 'a'],
  ['./a//b/', 'a/b'],
  ['a/../b', 'b'],
  ['.', ''],
  ['', undefined],
  ['..', undefined],
  ['a/../../b', undefined],
  ['/a', undefined],
  ['\\\\host\\a', undefined],
  ['C:\\a', undefined],
  ['https://charts.example/a', undefined],
])('the path %j is %j inside of the folder', (path, inside) => {
  expect(insideFolder(path)).toBe(inside);
});
