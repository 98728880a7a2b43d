import { expect, test } from 'vitest';
import { buildFixture } from '../../../support/kustomize-fixture.ts';

const WIDGETS = `
apiVersion: example.com/v1
kind: Widget
metadata: {name: widget}
spec: {service: web, peers: [{name: web}], selector: {}, title: t, note: {}, home: {}, copies: 1}
---
{apiVersion: v1, kind: Service, metadata: {name: web}}
`;

test('configurations add fields to those that kustomize knows', () => {
  const { value, problems } = buildFixture(`
#-- kustomization.yaml
resources: [all.yaml]
namePrefix: p-
nameSuffix: -s
namespace: shop
commonLabels: {team: shop}
commonAnnotations: {note: hello}
labels: [{pairs: {own: "yes"}}]
replicas: [{name: widget, count: 3}]
configurations: [config.yaml]
#-- config.yaml
namePrefix: [{path: spec/title, kind: Widget}]
nameSuffix: [{path: spec/title, kind: Widget}]
namespace: [{path: spec/home/namespace, kind: Widget, create: true}]
commonLabels: [{path: spec/selector, kind: Widget, create: true}]
labels: [{path: spec/note/labels, kind: Widget, create: true}]
commonAnnotations: [{path: spec/note/annotations, kind: Widget, create: true}]
replicas: [{path: spec/copies, kind: Widget, create: true}]
nameReference:
  - kind: Service
    version: v1
    fieldSpecs: [{path: spec/service, kind: Widget}, {path: spec/peers, kind: Widget}]
#-- all.yaml
${WIDGETS}`);
  expect(problems).toEqual([]);
  expect(value('Widget shop/p-widget-s', '/spec')).toEqual({
    service: 'p-web-s',
    peers: [{ name: 'p-web-s', namespace: 'shop' }],
    selector: { team: 'shop' },
    title: 'p-t-s',
    note: { labels: { own: 'yes' }, annotations: { note: 'hello' } },
    home: { namespace: 'shop' },
    copies: 3,
  });
});

test('configurations of a base hold above it too', () => {
  const { value } = buildFixture(
    `
#-- overlay/kustomization.yaml
resources: [../base]
namePrefix: p-
#-- base/kustomization.yaml
resources: [all.yaml]
configurations: [config.yaml]
#-- base/config.yaml
nameReference: [{kind: Service, fieldSpecs: [{path: spec/service, kind: Widget}]}]
#-- base/all.yaml
${WIDGETS}`,
    { folder: 'overlay' },
  );
  expect(value('Widget p-widget', '/spec/service')).toBe('p-web');
});

test('configurations that do not agree with what is known are refused', () => {
  const { problems } = buildFixture(`
#-- kustomization.yaml
resources: [all.yaml]
configurations: [config.yaml, nothing.yaml]
#-- config.yaml
namePrefix: [{path: metadata/name, create: true}]
commonLabels: [{kind: Widget}]
#-- all.yaml
${WIDGETS}`);
  expect(problems).toEqual([
    'invalid config.yaml /commonLabels/0: This field has no path: write the path to it, as in spec/selector/matchLabels',
    'invalid kustomization.yaml /configurations/0: Elsewhere the field metadata/name is not made where it is missing, and here it is made: let both agree',
    'missing kustomization.yaml /configurations/1: nothing.yaml does not exist: correct the path, or create it',
  ]);
});

test('replicas are counted where there are some', () => {
  const { value, origin, problems } = buildFixture(`
#-- kustomization.yaml
resources: [all.yaml]
namePrefix: p-
replicas:
  - {name: web, count: 5}
  - {name: nobody, count: 1}
  - {name: p-db, count: 2}
#-- all.yaml
{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 1}}
---
{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: db}}
`);
  expect(value('Deployment p-web', '/spec/replicas')).toBe(5);
  expect(value('StatefulSet p-db', '/spec/replicas')).toBe(2);
  expect(origin('Deployment p-web', '/spec/replicas')).toBe('kustomization.yaml /replicas/0/count');
  expect(problems).toEqual([
    'no-target kustomization.yaml /replicas/1/name: There is nothing called nobody that has replicas: correct the name',
  ]);
});
