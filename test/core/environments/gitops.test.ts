import { expect, test } from 'vitest';
import { contents } from '../../support/environments.ts';
import { pods } from '../../support/pods.ts';
import { openRepository } from '../../support/workspace.ts';

const APPLICATION = (path: string, namespace: string): string => `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: ${path.replace(/\W/g, '-')}, namespace: argocd }
spec:
  source: { repoURL: https://example.com/shop.git, path: ${path} }
  destination: { server: https://kubernetes.default.svc, namespace: ${namespace} }
`;

test('an Application says where a folder goes, and that it is applied by itself', () => {
  const repository = openRepository(`#-- argo/shop.yaml
${APPLICATION('apps/shop', 'shop')}
#-- apps/shop/web.yaml
${pods('web')}
#-- apps/other/api.yaml
${pods('api')}`);
  expect(contents(repository)).toEqual({
    '': ['argocd/apps-shop', 'default/api'],
    'apps/shop': ['shop/web'],
  });
});

test('a namespace that changes moves what names none', () => {
  const repository = openRepository(`#-- argo/shop.yaml
${APPLICATION('apps/shop', 'shop')}
#-- apps/shop/web.yaml
${pods('web')}`);
  const text = APPLICATION('apps/shop', 'store');
  repository.host.apply([{ uri: 'file:///argo/shop.yaml', text, editedAt: undefined }]);
  expect(contents(repository)['apps/shop']).toEqual(['store/web']);
  repository.host.apply([{ uri: 'file:///argo/shop.yaml', text: undefined, editedAt: undefined }]);
  expect(contents(repository)).toEqual({ '': ['default/web'] });
});

test('an Application of a kustomization gives it the namespace that it does not set', () => {
  const repository = openRepository(`#-- argo/shop.yaml
${APPLICATION('overlays/prod', 'shop')}
#-- overlays/prod/kustomization.yaml
resources: [web.yaml, named.yaml]
#-- overlays/prod/web.yaml
${pods('web')}
#-- overlays/prod/named.yaml
${pods('named', { namespace: 'other' })}`);
  expect(contents(repository)['overlays/prod']).toEqual(['other/named', 'shop/web']);
});

test('an ApplicationSet is read by its lists and its folders', () => {
  const repository = openRepository(`#-- argo/set.yaml
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: apps, namespace: argocd }
spec:
  goTemplate: true
  generators:
    - git:
        repoURL: https://example.com/shop.git
        directories:
          - path: apps/*
          - path: apps/old
            exclude: true
    - list:
        elements:
          - { folder: legacy, team: blue }
  template:
    metadata: { name: '{{.path.basename}}' }
    spec:
      source: { path: '{{.path.path}}' }
      destination: { namespace: 'team-{{.path.basename}}' }
#-- argo/list.yaml
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: legacy, namespace: argocd }
spec:
  generators:
    - list:
        elements:
          - { folder: legacy, team: blue }
  template:
    metadata: { name: '{{team}}' }
    spec:
      source: { path: '{{folder}}' }
      destination: { namespace: '{{team}}' }
#-- apps/web/web.yaml
${pods('web')}
#-- apps/old/old.yaml
${pods('old')}
#-- legacy/x.yaml
${pods('x')}`);
  expect(contents(repository)).toEqual({
    '': ['argocd/apps', 'argocd/legacy', 'default/old'],
    'apps/web': ['team-web/web'],
    legacy: ['blue/x'],
  });
});

test('a Kustomization of Flux puts everything into its target namespace', () => {
  const repository = openRepository(`#-- clusters/prod.yaml
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: shop, namespace: flux-system }
spec:
  path: ./overlays/prod/
  targetNamespace: shop
  sourceRef: { kind: GitRepository, name: shop }
#-- overlays/prod/kustomization.yaml
resources: [web.yaml]
#-- overlays/prod/web.yaml
${pods('web', { namespace: 'other' })}`);
  expect(contents(repository)['overlays/prod']).toEqual(['shop/web']);
});

test('of a folder Argo CD takes the files in it, and those below only where it is told to', () => {
  const filesOf = (directory: string): unknown => {
    const application = APPLICATION('k8s', 'shop').replace('path: k8s', `path: k8s, directory: ${directory}`);
    const repository = openRepository(`#-- argo/shop.yaml
${application}
#-- k8s/web.yaml
${pods('web')}
#-- k8s/dev/api.yaml
${pods('api')}`);
    return contents(repository).k8s;
  };
  expect(filesOf('{}')).toEqual(['shop/web']);
  expect(filesOf('{ recurse: true }')).toEqual(['shop/api', 'shop/web']);
  expect(filesOf('{ recurse: true, exclude: "dev/*" }')).toEqual(['shop/web']);
  expect(filesOf("{ recurse: true, include: '{a*.yaml,*/a*.yaml}' }")).toEqual(['shop/api']);
});

test('Flux takes kustomizations below a folder that is none, and puts them into its namespace', () => {
  const source = `#-- clusters/prod.yaml
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps, namespace: flux-system }
spec: { path: ./apps, targetNamespace: shop, sourceRef: { kind: GitRepository, name: shop } }
#-- apps/api.yaml
${pods('api')}
#-- apps/web/kustomization.yaml
resources: [web.yaml]
#-- apps/web/web.yaml
${pods('web', { namespace: 'other' })}
`;
  expect(contents(openRepository(source))).toMatchObject({
    apps: ['shop/api'],
    'apps/web': ['shop/web'],
  });
  const own = openRepository(`${source}#-- apps/kustomization.yaml\nresources: [api.yaml]\n`);
  expect(contents(own)['apps/web']).toEqual(['other/web']);
});
