import { expect, test } from 'vitest';
import { contents } from '../../support/environments.ts';
import { pods } from '../../support/pods.ts';
import { openRepository } from '../../support/workspace.ts';

const CHART = '#-- charts/shop/Chart.yaml\napiVersion: v2\nname: shop\nversion: 1.0.0\n';
const UNKNOWN = { type: 'unknown' };

/** What is known of the only installation of the chart, without what says nothing. */
function installationIn(source: string) {
  const { installations } = openRepository(CHART + source);
  const [first, ...others] = installations['charts/shop'] ?? [];
  expect(others).toEqual([]);
  return first;
}

const APPLICATION = (helm: string, name = 'shop', more = ''): string => `#-- argo/${name}.yaml
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: ${name}, namespace: argocd }
spec:
  destination: { namespace: shop }
  source:
    repoURL: https://example.com/shop.git
    path: charts/shop
    helm: ${helm}
${more}`;

test('an Application lays files, values and parameters over the values of a chart, in this order', () => {
  const helm = `
      valueFiles: [values-prod.yaml, ../../envs/prod.yaml, /envs/all.yaml]
      ignoreMissingValueFiles: true
      values: 'port: 1'
      parameters:
        - { name: image.tag, value: "1,2", forceString: true }
        - { name: hosts, value: "{a,b}" }`;
  expect(installationIn(APPLICATION(helm))).toEqual({
    name: undefined,
    namespace: 'shop',
    release: 'shop',
    root: 'file://',
    values: {
      type: 'known',
      files: ['charts/shop/values-prod.yaml', 'envs/prod.yaml', 'envs/all.yaml'].map((path) => ({
        path,
        isOptional: true,
      })),
      texts: ['port: 1'],
      assignments: [
        { name: 'image.tag', value: '1\\,2', isText: true },
        { name: 'hosts', value: '{a,b}', isText: false },
      ],
      replacesOwn: false,
    },
  });
});

test('values as data are taken instead of those as a text, with the types that they have', () => {
  const helm = `
      values: 'port: 1'
      valuesObject: { port: 8080, on: yes, version: "1", old: 010, none: }`;
  expect(installationIn(APPLICATION(helm))?.values).toMatchObject({
    texts: ['{"port":8080,"on":true,"version":"1","old":8,"none":null}'],
  });
});

test.each([
  ['a pattern', '{ valueFiles: ["values-*.yaml"] }'],
  ['a URL', '{ valueFiles: ["https://example.com/values.yaml"] }'],
  ['a scheme of a plugin', '{ valueFiles: ["secrets://values.yaml"] }'],
  ['a file outside of the repository', '{ valueFiles: [../../../etc/hostname] }'],
  ['a file of another source that nobody knows', '{ valueFiles: [$other/values.yaml] }'],
  ['a file that a template names', '{ valueFiles: ["values-{{ .Values.env }}.yaml"] }'],
  ['a variable', '{ parameters: [{ name: app, value: $ARGOCD_APP_NAME }] }'],
  ['a template in values', '{ valuesObject: { host: "{{ .Values.host }}" } }'],
  ['values that a template adds', '\n      releaseName: x\n      {{- toYaml .Values.helm | nindent 6 }}'],
  ['the text of a file', '{ fileParameters: [{ name: a, path: b }] }'],
])('values are unknown because of %s', (_, helm) => {
  expect(installationIn(APPLICATION(helm))?.values).toEqual(UNKNOWN);
});

test.each([
  ['--output-dir=/tmp/x', undefined],
  ['"{{ .Values.env }}-shop"', undefined],
  ['$ARGOCD_APP_NAME', undefined],
  ['Shop', undefined],
  [`${'x'.repeat(54)}`, undefined],
  ['store.prod', 'store.prod'],
])('the name of a release %s is %s to helm', (name, release) => {
  expect(installationIn(APPLICATION(`{ releaseName: ${name} }`))?.release).toBe(release);
});

const SEVERAL = (repository: string): string => `#-- argo/shop.yaml
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: shop, namespace: argocd }
spec:
  sources:
    - repoURL: https://example.com/shop.git
      path: charts/shop
      helm: { valueFiles: [$values/envs/prod.yaml] }
    - { repoURL: ${repository}, ref: values }
`;

test('a file of another source is known where that is the same repository', () => {
  const known = installationIn(SEVERAL('https://example.com/shop'))?.values;
  expect(known).toMatchObject({ files: [{ path: 'envs/prod.yaml' }] });
  expect(installationIn(SEVERAL('https://example.com/values.git'))?.values).toEqual(UNKNOWN);
});

test('an ApplicationSet fills in values, and what it cannot fill in is unknown', () => {
  const set = (file: string): string => `#-- argo/set.yaml
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: shops }
spec:
  generators: [{ list: { elements: [{ env: dev, port: 1 }, { env: prod, port: 2 }] } }]
  template:
    metadata: { name: 'shop-{{ .env | lower }}' }
    spec:
      destination: { namespace: 'shop-{{ .env }}' }
      source:
        path: charts/shop
        helm: { valueFiles: ['${file}'], valuesObject: { port: '{{.port}}' } }
`;
  const { installations } = openRepository(CHART + set('values-{{.env}}.yaml'));
  expect(installations['charts/shop']).toMatchObject([
    {
      ...{ name: 'shop-dev', namespace: 'shop-dev', release: undefined },
      values: { files: [{ path: 'charts/shop/values-dev.yaml' }], texts: ['{"port":"1"}'] },
    },
    {
      ...{ name: 'shop-prod', namespace: 'shop-prod', release: undefined },
      values: { files: [{ path: 'charts/shop/values-prod.yaml' }], texts: ['{"port":"2"}'] },
    },
  ]);
  const unknown = openRepository(CHART + set('values-{{ .env | lower }}.yaml')).installations;
  expect(unknown['charts/shop']?.map(({ values }) => values)).toEqual([UNKNOWN, UNKNOWN]);
});

const RELEASE = (chart: string, spec: string, kind = 'GitRepository'): string => `#-- flux/shop.yaml
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: shop, namespace: flux-system }
spec:
  targetNamespace: shop
  chart: { spec: { chart: ${chart}, sourceRef: { kind: ${kind}, name: x }, valuesFiles: [values/prod.yaml] } }
${spec}
`;

test('a HelmRelease lays values of ConfigMaps and its own over files, which stand for those of the chart', () => {
  const release = RELEASE('charts/shop', '  valuesFrom: [{ kind: ConfigMap, name: v }]\n  values: { a: 1 }');
  const map = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: v }\ndata: { values.yaml: "a: 2" }\n';
  const repository = openRepository(`${CHART}${release}#-- flux/v.yaml\n${map}`);
  const textsNow = (): unknown => repository.installations['charts/shop']?.map(({ values }) => values);
  expect(repository.installations['charts/shop']).toMatchObject([
    {
      ...{ namespace: 'shop', release: 'shop-shop' },
      values: { files: [{ path: 'values/prod.yaml' }], texts: ['a: 2', '{"a":1}'], replacesOwn: true },
    },
  ]);
  const change = (text: string | undefined): void =>
    void repository.host.apply([{ uri: 'file:///flux/v.yaml', text, editedAt: undefined }]);
  change(map.replace('a: 2', 'a: 3'));
  expect(textsNow()).toMatchObject([{ texts: ['a: 3', '{"a":1}'] }]);
  change(undefined);
  expect(textsNow()).toEqual([UNKNOWN]);
});

test('what Flux substitutes is unknown', () => {
  const spec = `  releaseName: shop-\${env}\n  values: { host: "\${domain}" }`;
  const release = RELEASE('./charts/shop', spec).replace('targetNamespace: shop', `targetNamespace: \${ns}`);
  expect(installationIn(release)).toMatchObject({
    ...{ namespace: undefined, release: undefined, values: UNKNOWN },
  });
});

test('a chart of a repository of charts is none of the workspace', () => {
  expect(installationIn(RELEASE('charts/shop', '', 'HelmRepository'))).toMatchObject({
    ...{ namespace: undefined, release: undefined, values: { files: [] } },
  });
});

test('installations of one name are told apart by their namespaces, or by what tells them', () => {
  const application = (cluster: string, namespace: string, port: number): string =>
    APPLICATION(`{ values: 'port: ${port}' }`)
      .replace('argo/', `${cluster}/`)
      .replace('namespace: shop', `namespace: ${namespace}`);
  const namesOf = (source: string): unknown =>
    openRepository(CHART + source).installations['charts/shop']?.map(({ name }) => name);
  expect(namesOf(application('dev', 'dev', 1) + application('prod', 'prod', 2))).toEqual([
    'dev/shop',
    'prod/shop',
  ]);
  expect(namesOf(application('dev', 'shop', 1) + application('prod', 'shop', 2))).toEqual([
    'shop of dev/shop.yaml',
    'shop of prod/shop.yaml',
  ]);
  expect(namesOf(application('dev', 'shop', 1) + application('prod', 'shop', 1))).toEqual([undefined]);
  const other = APPLICATION('{ values: "port: 3" }', 'store');
  expect(namesOf(application('dev', 'shop', 1) + application('prod', 'shop', 2) + other)).toEqual([
    ...['shop of dev/shop.yaml', 'shop of prod/shop.yaml', 'store'],
  ]);
});

test('an Application of the root says nothing: the root may be that of any repository', () => {
  const repository = openRepository(`${APPLICATION('{}').replace('path: charts/shop', 'path: .')}
#-- dev/web.yaml
${pods('web')}
#-- prod/web.yaml
${pods('web')}`);
  expect(Object.keys(contents(repository))).toEqual(['dev', 'prod']);
});
