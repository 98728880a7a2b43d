import { describe, expect, test } from 'vitest';
import { buildFixture } from '../../../support/kustomize-fixture.ts';

describe('namespace', () => {
  test('is set on all that live in one, and points to the kustomization', () => {
    const { names, origin, isAsWritten, problems } = buildFixture(`
#-- kustomization.yaml
namespace: shop
resources: [all.yaml]
#-- all.yaml
{apiVersion: v1, kind: Service, metadata: {name: web}}
---
{apiVersion: v1, kind: Service, metadata: {name: api, namespace: other}}
---
{apiVersion: v1, kind: Service, metadata: {name: db, namespace: shop}}
---
{apiVersion: v1, kind: Namespace, metadata: {name: other}}
---
{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: reader}}
---
{apiVersion: example.com/v1, kind: Widget, metadata: {name: widget}}
---
{apiVersion: example.com/v1, kind: Namespace, metadata: {name: mine}}
---
apiVersion: apiregistration.k8s.io/v1
kind: APIService
metadata: {name: v1.metrics}
spec: {service: {name: metrics, namespace: kube-system}}
`);
    expect(names).toEqual([
      'Service shop/web',
      'Service shop/api',
      'Service shop/db',
      'Namespace shop',
      'ClusterRole reader',
      'Widget shop/widget',
      'Namespace shop/mine',
      'APIService v1.metrics',
    ]);
    expect(problems).toEqual([]);
    expect(origin('Service shop/web', '/metadata/namespace')).toBe('kustomization.yaml /namespace');
    expect(origin('Service shop/api', '/metadata/namespace')).toBe('kustomization.yaml /namespace');
    expect(origin('Service shop/api', '/metadata/name')).toBe('all.yaml#1 /metadata/name');
    expect(origin('APIService v1.metrics', '/spec/service/namespace')).toBe('kustomization.yaml /namespace');
    expect(isAsWritten('Service shop/db')).toBe(true);
    expect(isAsWritten('Service shop/api')).toBe(false);
    expect(isAsWritten('ClusterRole reader')).toBe(true);
  });

  test('is set on the accounts of bindings that are called default, and follows those that are moved', () => {
    const { value, origin } = buildFixture(`
#-- kustomization.yaml
namespace: shop
resources: [all.yaml]
#-- all.yaml
{apiVersion: v1, kind: ServiceAccount, metadata: {name: builder}}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: build}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
subjects:
  - {kind: ServiceAccount, name: default}
  - {kind: ServiceAccount, name: builder, namespace: default}
  - {kind: ServiceAccount, name: stranger, namespace: elsewhere}
  - {kind: User, name: alice}
`);
    expect(value('RoleBinding shop/build', '/subjects')).toEqual([
      { kind: 'ServiceAccount', name: 'default', namespace: 'shop' },
      { kind: 'ServiceAccount', name: 'builder', namespace: 'shop' },
      { kind: 'ServiceAccount', name: 'stranger', namespace: 'elsewhere' },
      { kind: 'User', name: 'alice' },
    ]);
    expect(origin('RoleBinding shop/build', '/subjects/1/namespace')).toBe('kustomization.yaml /namespace');
  });

  test('that brings two of one name together is a conflict', () => {
    const { problems, names } = buildFixture(`
#-- kustomization.yaml
namespace: shop
resources: [all.yaml]
#-- all.yaml
{apiVersion: v1, kind: Service, metadata: {name: web, namespace: a}}
---
{apiVersion: v1, kind: Service, metadata: {name: web, namespace: b}}
`);
    expect(names).toEqual(['Service shop/web', 'Service shop/web']);
    expect(problems).toEqual([
      'conflict kustomization.yaml /namespace: Two resources become Service shop/web: rename one of the two',
    ]);
  });
});

describe('namePrefix and nameSuffix', () => {
  const ALL = `
{apiVersion: v1, kind: Service, metadata: {name: web}}
---
{apiVersion: v1, kind: Namespace, metadata: {name: shop}}
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.example.com}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web}
spec:
  defaultBackend: {service: {name: web, port: {number: 80}}}
  rules:
    - http:
        paths:
          - {path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}
          - {path: /a, pathType: Prefix, backend: {service: {name: other, port: {number: 80}}}}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec: {serviceName: web, selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: web}}
`;

  test('name resources anew, and references follow', () => {
    const { names, value, origin, problems } = buildFixture(
      `
#-- overlay/kustomization.yaml
namePrefix: dev-
nameSuffix: -v2
resources: [../base]
#-- base/kustomization.yaml
namePrefix: shop-
resources: [all.yaml]
#-- base/all.yaml
${ALL}`,
      { folder: 'overlay' },
    );
    expect(problems).toEqual([]);
    expect(names).toEqual([
      'Service dev-shop-web-v2',
      'Namespace shop',
      'CustomResourceDefinition widgets.example.com',
      'Ingress dev-shop-web-v2',
      'StatefulSet dev-shop-web-v2',
      'HorizontalPodAutoscaler dev-shop-web-v2',
    ]);
    expect(origin('Service dev-shop-web-v2', '/metadata/name')).toBe(
      'base/all.yaml /metadata/name (altered)',
    );
    const ingress = 'Ingress dev-shop-web-v2';
    expect(value(ingress, '/spec/defaultBackend/service/name')).toBe('dev-shop-web-v2');
    expect(value(ingress, '/spec/rules/0/http/paths/0/backend/service/name')).toBe('dev-shop-web-v2');
    expect(value(ingress, '/spec/rules/0/http/paths/1/backend/service/name')).toBe('other');
    expect(origin(ingress, '/spec/defaultBackend/service/name')).toBe(
      'base/all.yaml#3 /spec/defaultBackend/service/name (altered)',
    );
    expect(value('StatefulSet dev-shop-web-v2', '/spec/serviceName')).toBe('dev-shop-web-v2');
    expect(value('HorizontalPodAutoscaler dev-shop-web-v2', '/spec/scaleTargetRef/name')).toBe(
      'dev-shop-web-v2',
    );
  });

  test('of two uses of one base each refer to their own', () => {
    const { value, problems } = buildFixture(
      `
#-- both/kustomization.yaml
resources: [../a, ../b]
#-- a/kustomization.yaml
namePrefix: a-
resources: [../base]
#-- b/kustomization.yaml
nameSuffix: -b
resources: [../base]
#-- base/kustomization.yaml
resources: [all.yaml]
#-- base/all.yaml
{apiVersion: v1, kind: Service, metadata: {name: web}}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web}
spec: {defaultBackend: {service: {name: web, port: {number: 80}}}}
`,
      { folder: 'both' },
    );
    expect(problems).toEqual([]);
    expect(value('Ingress a-web', '/spec/defaultBackend/service/name')).toBe('a-web');
    expect(value('Ingress web-b', '/spec/defaultBackend/service/name')).toBe('web-b');
  });

  test('follow roles, accounts, claims and configurations of pods', () => {
    const { value, problems } = buildFixture(`
#-- kustomization.yaml
namePrefix: p-
resources: [all.yaml]
#-- all.yaml
{apiVersion: v1, kind: ServiceAccount, metadata: {name: sa}}
---
{apiVersion: v1, kind: ConfigMap, metadata: {name: config}}
---
{apiVersion: v1, kind: Secret, metadata: {name: secret}}
---
{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: claim}}
---
{apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: role}}
---
{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: role}, rules: [{resourceNames: [config, other]}]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: binding}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: role}
subjects: [{kind: ServiceAccount, name: sa}]
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: {name: hooks}
webhooks: [{name: a.example.com, clientConfig: {service: {name: hook, namespace: default}}}]
---
{apiVersion: v1, kind: Service, metadata: {name: hook}}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: job}
spec:
  jobTemplate:
    spec:
      template:
        spec:
          serviceAccountName: sa
          imagePullSecrets: [{name: secret}]
          initContainers: [{name: i, envFrom: [{secretRef: {name: secret}}]}]
          containers:
            - name: c
              env: [{name: A, valueFrom: {configMapKeyRef: {name: config, key: a}}}]
              envFrom: [{configMapRef: {name: config}}]
          volumes:
            - {name: a, configMap: {name: config}}
            - {name: b, secret: {secretName: secret}}
            - {name: c, persistentVolumeClaim: {claimName: claim}}
            - {name: d, projected: {sources: [{configMap: {name: config}}, {secret: {name: secret}}]}}
`);
    expect(problems).toEqual([]);
    expect(value('RoleBinding p-binding', '/roleRef/name')).toBe('p-role');
    expect(value('RoleBinding p-binding', '/subjects/0')).toEqual({ kind: 'ServiceAccount', name: 'p-sa' });
    expect(value('ClusterRole p-role', '/rules/0/resourceNames')).toEqual(['p-config', 'other']);
    const pod = '/spec/jobTemplate/spec/template/spec';
    expect(value('CronJob p-job', `${pod}/volumes/3/projected/sources/1/secret/name`)).toBe('p-secret');
    expect(value('CronJob p-job', `${pod}/containers/0/envFrom/0/configMapRef/name`)).toBe('p-config');
  });

  test('with a variable leave the name open', () => {
    const { result, names } = buildFixture(`
#-- kustomization.yaml
namePrefix: \${STAGE}-
resources: [web.yaml]
#-- web.yaml
{apiVersion: v1, kind: Service, metadata: {name: web}}
`);
    expect(names).toEqual([`Service \${STAGE}-web`]);
    const name = result.resources[0]?.root.entries.find(({ key }) => key.text === 'metadata')?.value;
    expect(name?.type === 'map' && name.entries[0]?.value).toMatchObject({ templated: true });
  });
});
