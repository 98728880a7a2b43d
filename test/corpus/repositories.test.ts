import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { JsonReport } from '../../server/src/cli/reporters/json.ts';
import { KUBE_TOOLS } from '../support/kube-tools.ts';
import { runCli } from '../support/run-cli.ts';

// The real repositories as somebody checks them: as a whole, with their kustomizations, charts and copies. Every error and
// warning is listed with why it is true, judged by reading the manifests; one that comes or goes fails the test.

const CORPUS = path.join(import.meta.dirname, '../../../shared/corpus');
const isThere = existsSync(CORPUS);

const TWICE = 'The map says this key twice.';
const NO_FILE = 'This copy of the repository holds no such file, and kustomize stops at it.';
const NO_COLLECTOR =
  'The component network-policies denies all ingress, and none of its policies is about opentelemetrycollector, which this patch has the service dial; both components are taken in together.';

/** By repository and place, why it is true. */
const TRUE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'bank-of-anthos': {},
  'kubernetes-examples': {
    '_archived/openshift-origin/etcd-controller.yaml:12 error duplicate-key': TWICE,
    '_archived/openshift-origin/etcd-discovery-controller.yaml:12 error duplicate-key': TWICE,
    '_archived/openshift-origin/openshift-controller.yaml:12 error duplicate-key': TWICE,
    '_archived/persistent-volume-provisioning/quobyte/quobyte-admin-secret.yaml:9 error duplicate-key': TWICE,
    '_archived/volumes/flocker/flocker-pod-with-rc.yml:11 warning service-target-port-undeclared':
      'Ghost listens on 2368, its only containerPort; 80 is its hostPort, which a Service does not use.',
    '_archived/volumes/scaleio/sc-pvc.yaml:12 error duplicate-key': TWICE,
  },
  'online-boutique': {
    ...Object.fromEntries(
      [34, 54, 74, 96, 114, 134, 154].map((line) => [
        `kustomize/components/google-cloud-operations/kustomization.yaml:${line} warning dependency-blocked-by-policy`,
        NO_COLLECTOR,
      ]),
    ),
    'kustomize/components/network-policies/network-policy-redis.yaml:22 warning policy-selects-nothing':
      'Where memorystore or spanner are taken in too, they delete the Deployment redis-cart, and its policy stays.',
  },
  podinfo: {
    'deploy/bases/cache/kustomization.yaml:9 error kustomization-missing-file': NO_FILE,
    'deploy/bases/database/kustomization.yaml:17 error kustomization-missing-file': NO_FILE,
    'deploy/bases/database/kustomization.yaml:22 error kustomization-missing-file': NO_FILE,
    'deploy/bases/frontend/kustomization.yaml:12 error kustomization-missing-file': NO_FILE,
    'deploy/bases/frontend/kustomization.yaml:13 error kustomization-missing-file': NO_FILE,
  },
};

test.skipIf(isThere)('skipped: there are no real repositories in ../shared/corpus', () => {
  expect(isThere).toBe(false);
});

const WAYS = [
  { way: 'templates as they are', helm: undefined },
  { way: 'charts rendered', helm: KUBE_TOOLS?.helm },
];

describe.skipIf(!isThere).each(WAYS)('with $way', ({ way, helm }) => {
  test.skipIf(way === 'charts rendered' && !helm).each(Object.entries(TRUE))(
    'all of %s: nothing is said that is not true',
    async (repository, judged) => {
      const cwd = path.join(CORPUS, repository);
      const options = helm === undefined ? ['--no-helm'] : [];
      const { stdout } = await runCli(
        ['check', '.', '--format', 'json', '--fail-on', 'never', ...options],
        helm === undefined ? { cwd } : { cwd, env: { PATH: `${path.dirname(helm)}:${process.env.PATH}` } },
      );
      const { findings }: JsonReport = JSON.parse(stdout);
      const grave = findings
        .filter(({ severity }) => severity === 'error' || severity === 'warning')
        .map(({ file, line, severity, rule }) => `${file}:${line} ${severity} ${rule}`);
      expect(grave.sort()).toEqual(Object.keys(judged).sort());
    },
  );
});
