import { expect, test } from 'vitest';
import { buildFixture } from '../../../support/kustomize-fixture.ts';

const ALL = `
{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [{port: 8080}], clusterIP: None}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, annotations: {url: "http://$(WEB):$(PORT)"}}
spec:
  template:
    metadata: {annotations: {web: $(WEB)}}
    spec:
      containers:
        - name: web
          command: [run, $(WEB), $(OTHER), $$(WEB)]
          env: [{name: A, value: "$(WEB)"}, {name: B, value: "$(PORT)"}, {name: C, value: "$(WEB"}]
          image: $(WEB)
`;

test('vars are written where kustomize looks for them, when all names are known', () => {
  const { value, origin, problems } = buildFixture(`
#-- kustomization.yaml
namePrefix: p-
resources: [all.yaml]
vars:
  - {name: WEB, objref: {apiVersion: v1, kind: Service, name: web}}
  - {name: PORT, objref: {version: v1, kind: Service, name: web}, fieldref: {fieldPath: "spec.ports[0].port"}}
#-- all.yaml
${ALL}`);
  expect(problems).toEqual([]);
  const container = '/spec/template/spec/containers/0';
  expect(value('Deployment p-web', `${container}/command`)).toEqual(['run', 'p-web', '$(OTHER)', '$(WEB)']);
  expect(value('Deployment p-web', `${container}/env/1/value`)).toBe(8080);
  expect(value('Deployment p-web', '/metadata/annotations/url')).toBe('http://p-web:8080');
  expect(value('Deployment p-web', '/spec/template/metadata/annotations/web')).toBe('p-web');
  expect(origin('Deployment p-web', `${container}/command/1`)).toBe('all.yaml /metadata/name (altered)');
  expect(origin('Deployment p-web', `${container}/env/1/value`)).toBe('all.yaml /spec/ports/0/port');
  expect(origin('Deployment p-web', '/metadata/annotations/url')).toBe(
    'all.yaml#1 /metadata/annotations/url (altered)',
  );
});

test('vars of bases reach what is above, and other fields with configurations', () => {
  const { value, problems } = buildFixture(
    `
#-- overlay/kustomization.yaml
resources: [../base, widget.yaml]
configurations: [config.yaml]
#-- overlay/config.yaml
varReference:
  - {path: spec/host, kind: Widget}
#-- overlay/widget.yaml
{apiVersion: example.com/v1, kind: Widget, metadata: {name: widget}, spec: {host: $(WEB).example.com}}
#-- base/kustomization.yaml
resources: [all.yaml]
vars: [{name: WEB, objref: {apiVersion: v1, kind: Service, name: web}}]
#-- base/all.yaml
${ALL}`,
    { folder: 'overlay' },
  );
  expect(problems).toEqual([]);
  expect(value('Widget widget', '/spec/host')).toBe('web.example.com');
});

test.each([
  [
    '{name: A, objref: {kind: Service, name: web}}',
    'no-target kustomization.yaml /vars/0: The var A means no resource: correct its objref',
  ],
  [
    '{name: A, objref: {apiVersion: v1, kind: Service, name: web}, fieldref: {fieldPath: spec.type}}',
    'no-target kustomization.yaml /vars/0: The resource that the var A means has no spec.type: correct its fieldref',
  ],
  [
    '{name: A, objref: {apiVersion: v1, kind: Service, name: web}}\n  - {name: A, objref: {apiVersion: v1, kind: Service, name: web}}',
    'conflict kustomization.yaml /vars/1/name: There are two vars A: rename one of the two',
  ],
])('wrong vars are reported: %s', (vars, problem) => {
  const { problems } = buildFixture(`
#-- kustomization.yaml
resources: [all.yaml]
vars:
  - ${vars}
#-- all.yaml
${ALL}`);
  expect(problems).toContain(problem);
});
