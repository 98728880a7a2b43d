import { describe, expect, test } from 'vitest';
import { buildFixture } from '../../../support/kustomize-fixture.ts';

const ALL = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      topologySpreadConstraints: [{topologyKey: zone, labelSelector: {matchLabels: {app: web}}}]
      affinity:
        podAntiAffinity:
          preferredDuringSchedulingIgnoredDuringExecution:
            - {weight: 1, podAffinityTerm: {topologyKey: host, labelSelector: {matchLabels: {app: web}}}}
---
{apiVersion: v1, kind: Service, metadata: {name: web, labels: {team: web}}, spec: {selector: {app: web}}}
---
{apiVersion: v1, kind: Service, metadata: {name: outside}, spec: {externalName: example.com}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web}
spec:
  podSelector: {matchLabels: {app: web}}
  ingress:
    - from:
        - podSelector: {matchLabels: {app: api}}
        - podSelector: {}
        - namespaceSelector: {matchLabels: {app: web}}
  egress: [{to: [{podSelector: {matchLabels: {app: db}}}]}]
---
{apiVersion: batch/v1, kind: CronJob, metadata: {name: job}, spec: {jobTemplate: {spec: {template: {spec: {}}}}}}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec: {selector: {}, volumeClaimTemplates: [{metadata: {name: data}}], template: {spec: {}}}
---
{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: web}, spec: {selector: {matchLabels: {app: web}}}}
`;

function build(kustomization: string) {
  return buildFixture(`
#-- kustomization.yaml
resources: [all.yaml]
${kustomization}
#-- all.yaml
${ALL}`);
}

describe('commonLabels', () => {
  test('go to resources, templates and selectors', () => {
    const { value, origin, problems } = build('commonLabels:\n  team: shop\n  tier: "2"\n');
    const labels = { team: 'shop', tier: '2' };
    expect(problems).toEqual([]);
    expect(value('Deployment web', '/metadata/labels')).toEqual(labels);
    expect(value('Deployment web', '/spec/template/metadata/labels')).toEqual({ app: 'web', ...labels });
    expect(value('Deployment web', '/spec/selector/matchLabels')).toEqual({ app: 'web', ...labels });
    expect(value('Service web', '/metadata/labels/team')).toBe('shop');
    expect(value('Service web', '/spec/selector')).toEqual({ app: 'web', ...labels });
    expect(value('Service outside', '/spec/selector')).toEqual(labels);
    expect(value('NetworkPolicy web', '/spec/podSelector/matchLabels')).toEqual({ app: 'web', ...labels });
    expect(value('NetworkPolicy web', '/spec/ingress/0/from/0/podSelector/matchLabels')).toEqual({
      app: 'api',
      ...labels,
    });
    expect(value('NetworkPolicy web', '/spec/ingress/0/from/1/podSelector')).toEqual({});
    expect(value('NetworkPolicy web', '/spec/ingress/0/from/2')).toEqual({
      namespaceSelector: { matchLabels: { app: 'web' } },
    });
    expect(value('StatefulSet db', '/spec/volumeClaimTemplates/0/metadata/labels')).toEqual(labels);
    expect(value('CronJob job', '/spec/jobTemplate/spec/template/metadata/labels')).toEqual(labels);
    expect(value('PodDisruptionBudget web', '/spec/selector/matchLabels')).toEqual({ app: 'web', ...labels });
    expect(origin('Service web', '/spec/selector/team')).toBe('kustomization.yaml /commonLabels/team');
    expect(origin('Service web', '/metadata/labels/team')).toBe('kustomization.yaml /commonLabels/team');
    expect(origin('Service web', '/spec/selector/app')).toBe('all.yaml#1 /spec/selector/app');
  });

  test('that are no texts are refused, and used', () => {
    const { value, problems } = build('commonLabels: {version: 1}\n');
    expect(problems).toEqual([
      'invalid kustomization.yaml /commonLabels/version: commonLabels.version must be a text: put 1 into quotes',
    ]);
    expect(value('Service web', '/spec/selector/version')).toBe(1);
  });
});

describe('labels', () => {
  test('go to the resources alone', () => {
    const { value, isAsWritten, origin } = build('labels:\n  - pairs: {team: shop}\n');
    expect(value('Service web', '/metadata/labels')).toEqual({ team: 'shop' });
    expect(value('Service web', '/spec/selector')).toEqual({ app: 'web' });
    expect(value('Deployment web', '/spec/template/metadata/labels')).toEqual({ app: 'web' });
    expect(origin('Service web', '/metadata/labels/team')).toBe('kustomization.yaml /labels/0/pairs/team');
    expect(isAsWritten('Service web')).toBe(false);
  });

  test('that are there already leave a resource as it is written', () => {
    expect(build('labels:\n  - pairs: {team: web}\n').isAsWritten('Service web')).toBe(true);
  });

  test('go to templates with includeTemplates', () => {
    const { value } = build('labels:\n  - includeTemplates: true\n    pairs: {team: shop}\n');
    expect(value('Deployment web', '/spec/template/metadata/labels')).toEqual({ app: 'web', team: 'shop' });
    expect(value('Deployment web', '/spec/selector/matchLabels')).toEqual({ app: 'web' });
  });

  test('go to selectors with includeSelectors', () => {
    const { value } = build('labels:\n  - includeSelectors: true\n    pairs: {team: shop}\n');
    expect(value('Service web', '/spec/selector')).toEqual({ app: 'web', team: 'shop' });
  });

  test('go to fields that are named', () => {
    const { value, problems } = build(`
labels:
  - pairs: {team: shop}
    fields:
      - {path: spec/podSelector/matchLabels, kind: NetworkPolicy, group: networking.k8s.io, create: true}
`);
    expect(problems).toEqual([]);
    expect(value('NetworkPolicy web', '/spec/podSelector/matchLabels')).toEqual({ app: 'web', team: 'shop' });
    expect(value('NetworkPolicy web', '/metadata/labels')).toEqual({ team: 'shop' });
  });

  test('with fields that kustomize knows otherwise are refused', () => {
    const { problems } = build(`
labels:
  - pairs: {team: shop}
    includeSelectors: true
    fields: [{path: spec/selector/matchLabels, kind: Deployment, create: false}]
`);
    expect(problems).toEqual([
      'invalid kustomization.yaml /labels/0: kustomize knows the field spec/selector/matchLabels, with another value of create: take it out of fields',
    ]);
  });
});

test('commonAnnotations go to resources and templates', () => {
  const { value, origin } = build('commonAnnotations: {note: hello}\n');
  expect(value('Deployment web', '/spec/template/metadata/annotations')).toEqual({ note: 'hello' });
  expect(value('Service web', '/metadata/annotations')).toEqual({ note: 'hello' });
  expect(origin('Service web', '/metadata/annotations/note')).toBe(
    'kustomization.yaml /commonAnnotations/note',
  );
});

test('a label leaves a map open to which a template adds', () => {
  const { result } = buildFixture(
    `
#-- kustomization.yaml
labels: [{pairs: {team: shop}}]
resources: [web.yaml]
#-- web.yaml
apiVersion: v1
kind: Service
metadata:
  name: web
  {{- include "more" . }}
`,
    { alone: 'templates are no YAML' },
  );
  const metadata = result.resources[0]?.root.entries.find(({ key }) => key.text === 'metadata')?.value;
  const labels = metadata?.type === 'map' && metadata.entries.find(({ key }) => key.text === 'labels')?.value;
  expect(labels).toMatchObject({ open: true, entries: [{ key: { text: 'team' }, value: { text: 'shop' } }] });
});

test('a place that is no map stands in the way', () => {
  const { problems, value } = buildFixture(`
#-- kustomization.yaml
commonLabels: {team: shop}
resources: [web.yaml]
#-- web.yaml
{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {selector: app}}
`);
  expect(problems).toEqual([
    'invalid web.yaml /spec/selector: team cannot be set here, because here is no map',
  ]);
  expect(value('Service web', '/metadata/labels')).toEqual({ team: 'shop' });
});

test('a label that is in several fields changes in all of them, as kustomize has it', () => {
  const { value, origin } = buildFixture(
    `
#-- overlay/kustomization.yaml
resources: [../base]
patches:
  - patch: |-
      {apiVersion: v1, kind: Service, metadata: {name: web, labels: {team: over}}}
  - target: {kind: Deployment}
    patch: |-
      - {op: replace, path: /metadata/labels/team, value: over}
labels: [{pairs: {tier: over}}]
#-- base/kustomization.yaml
resources: [all.yaml]
labels: [{pairs: {team: base, tier: base}, includeSelectors: true}]
#-- base/all.yaml
{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {selector: {app: web}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: {tier: own}}
spec: {selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}}}
`,
    { folder: 'overlay' },
  );
  expect(value('Service web', '/spec/selector')).toEqual({ app: 'web', team: 'over', tier: 'over' });
  expect(origin('Service web', '/spec/selector/team')).toBe(
    'overlay/kustomization.yaml /patches/0/patch > /metadata/labels/team',
  );
  // Operations leave nothing shared, and what was there before was never shared.
  expect(value('Deployment web', '/spec/selector/matchLabels')).toEqual({
    app: 'web',
    team: 'base',
    tier: 'base',
  });
  expect(value('Deployment web', '/metadata/labels')).toEqual({ team: 'over', tier: 'over' });
});
