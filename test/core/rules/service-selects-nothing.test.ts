import { describe, expect, test } from 'vitest';
import { RULES } from '../../../server/src/core/rules/registry.gen.ts';
import { applyFix, checkFindings, findAll, fixesOf } from '../../support/check-findings.ts';
import { deployment, documents, service, template } from '../../support/small-manifests.ts';
import { openWorkspace } from '../../support/workspace.ts';

const ID = 'service-selects-nothing';
const rules = RULES.filter(({ id }) => id === ID || id === 'service-selector-near-miss');

function findingsOf(source: string, settings = {}): string[] {
  return findAll(rules, openWorkspace(source, settings).host).map(
    ({ severity, message }) => `${severity}: ${message}`,
  );
}

const cache = service('cache', { app: 'cache' }, [{ port: 6379 }]);
const web = deployment('web', { app: 'web' }, [{ containerPort: 8080 }]);

describe('how sure it is', () => {
  test('a warning where the workloads of the namespace are labelled by the same keys', () => {
    expect(findingsOf(documents(web, cache))).toEqual([
      'warning: Service default/cache selects no pods: no workload of its namespace has `app=cache` in its pod template.',
    ]);
  });

  const hint = [
    'hint: The pods that Service default/cache selects by `app=cache` are not among these manifests.',
  ];

  test('a hint where the namespace has no workloads', () => {
    expect(findingsOf(documents(cache))).toEqual(hint);
  });

  test('a hint where nothing in the namespace is labelled in this way', () => {
    expect(findingsOf(documents(deployment('web', { name: 'web' }), cache))).toEqual(hint);
  });

  test('a hint where a custom resource is called like the pods: its controller may make them', () => {
    const redis = { apiVersion: 'databases.example.com/v1', kind: 'Redis', metadata: { name: 'cache' } };
    expect(findingsOf(documents(web, redis, cache))).toEqual(hint);
  });

  test('resources that only speak of Services make no pods', () => {
    const monitor = {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: { name: 'cache' },
    };
    const virtual = {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'cache' },
    };
    expect(findingsOf(documents(web, monitor, virtual, cache))).toEqual([expect.stringMatching(/^warning/)]);
  });

  test('a hint in the namespaces of the cluster itself', () => {
    const inSystem = { metadata: { namespace: 'kube-system' } };
    const scheduler = service('scheduler', { component: 'kube-scheduler' }, [{ port: 10259 }], inSystem);
    const agent = deployment('agent', { component: 'agent' }, [], { namespace: 'kube-system' });
    expect(findingsOf(documents(agent, scheduler))).toEqual([expect.stringMatching(/^hint/)]);
  });
});

describe('nothing is said', () => {
  test.each([
    'pod-template-hash',
    'rollouts-pod-template-hash',
    'controller-revision-hash',
    'statefulset.kubernetes.io/pod-name',
    'apps.kubernetes.io/pod-index',
    'batch.kubernetes.io/job-name',
    'service.istio.io/canonical-name',
    'spilo-role',
    'vault-active',
  ])('of a selector on %s, which pods get while they run', (key) => {
    expect(findingsOf(documents(web, service('web', { app: 'web', [key]: 'x' }, [{ port: 80 }])))).toEqual(
      [],
    );
  });

  test('but a label of that sort does not excuse the others', () => {
    const one = service('cache', { app: 'cache', 'spilo-role': 'master' }, [{ port: 80 }]);
    expect(findingsOf(documents(web, one))).toHaveLength(1);
  });

  test('of a label that the pod template has in spite of its name', () => {
    const labels = { app: 'redis', role: 'follower' };
    const leader = service('redis', { app: 'redis', role: 'leader' }, [{ port: 6379 }]);
    expect(
      findingsOf(documents(deployment('redis', labels, [{ containerPort: 6379 }]), leader)),
    ).toHaveLength(1);
  });

  test('of an ExternalName, of a Service without selector or with an empty one', () => {
    const external = service('legacy', { app: 'legacy' }, [], {
      type: 'ExternalName',
      externalName: 'a.example.com',
    });
    expect(
      findingsOf(
        documents(web, external, service('a', undefined, [{ port: 80 }]), service('b', {}, [{ port: 80 }])),
      ),
    ).toEqual([]);
  });

  test.each([
    { apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'cache' }, subsets: [] },
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name: 'cache-1', labels: { 'kubernetes.io/service-name': 'cache' } },
      addressType: 'IPv4',
      endpoints: [],
    },
  ])('of a Service whose endpoints are listed in $kind', (endpoints) => {
    expect(findingsOf(documents(web, cache, endpoints))).toEqual([]);
  });

  test('of a selector that a template decides', () => {
    expect(
      findingsOf(`${documents(web)}
apiVersion: v1
kind: Service
metadata:
  name: cache
spec:
  selector:
    app: {{ .Values.name }}
  ports:
    - port: 80
---
apiVersion: v1
kind: Service
metadata:
  name: other
spec:
  selector:
    app: other
    {{- include "labels" . | nindent 4 }}
  ports:
    - port: 80
`),
    ).toEqual([]);
  });

  test('where the labels of some pods of the namespace are a template', () => {
    expect(
      findingsOf(`${documents(cache)}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cache
spec:
  template:
    metadata:
      labels:
        {{- include "labels" . | nindent 8 }}
    spec:
      containers:
        - name: cache
          image: cache:1
`),
    ).toEqual([]);
  });

  test('where a document cannot be read at all', () => {
    const broken = 'apiVersion: apps/v1\nkind: [\n';
    expect(findingsOf(`${documents(web, cache)}${broken}`)).toEqual([]);
  });

  test('where a kind of another project makes the pods, which adds labels of its own', () => {
    const config = {
      apiVersion: 'apps.openshift.io/v1',
      kind: 'DeploymentConfig',
      metadata: { name: 'web' },
      spec: { template: template('web', { app: 'web' }) },
    };
    const byConfig = service('web', { deploymentconfig: 'web' }, [{ port: 80 }]);
    expect(findingsOf(documents(config, byConfig))).toEqual([]);
  });

  test('where a Rollout makes the pods', () => {
    const rollout = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      metadata: { name: 'cache' },
      spec: { template: template('cache', { app: 'cache' }) },
    };
    expect(findingsOf(documents(rollout, cache))).toEqual([]);
  });
});

test.each([
  ['a ConfigMap', 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  - x\n  bad: y\n'],
  ['a policy', 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: [\n'],
])('a document that cannot be read but is %s hides no pods', (_, broken) => {
  const sound = documents(web, cache);
  expect(findingsOf(sound)).not.toEqual([]);
  expect(findingsOf(`${sound}${broken}`)).toEqual(findingsOf(sound));
});

describe('namespaces', () => {
  const blue = deployment('cache', { app: 'cache' }, [], { namespace: 'blue' });
  const green = deployment('web', { app: 'web' }, [], { namespace: 'green' });

  test('pods of another namespace are named', () => {
    const inGreen = service('cache', { app: 'cache' }, [{ port: 6379 }], {
      metadata: { namespace: 'green' },
    });
    expect(findingsOf(documents(blue, inGreen))).toEqual([
      'warning: Service green/cache selects no pods: Deployment blue/cache has `app=cache`, but a Service selects only pods of its own namespace.',
    ]);
  });

  test('a Service without a namespace may be applied to that of the pods', () => {
    expect(findingsOf(documents(blue, green, cache))).toEqual([]);
    expect(findingsOf(documents(blue, green, cache), { defaultNamespace: 'default' })).toHaveLength(1);
  });

  test('the fix moves the Service', () => {
    const workspace = checkFindings(
      rules,
      `${documents(blue)}# The cache.
apiVersion: v1
kind: Service
metadata:
  name: cache
  namespace: "green" # not blue
spec:
  selector:
    app: cache
#        ^^^^^ Service green/cache selects no pods: Deployment blue/cache has…
  ports:
    - port: 6379
`,
    );
    const [fix] = fixesOf(rules, workspace, ID);
    expect(fix?.title).toBe('Move Service green/cache to namespace blue');
    const text = fix && applyFix(workspace.host, fix).get('file:///fixture.yaml');
    expect(text).toContain('  namespace: "blue" # not blue\n');
  });

  test('to where there is a Service of that name already is not offered', () => {
    const inNamespace = (namespace: string) =>
      service('cache', { app: 'cache' }, [{ port: 6379 }], { metadata: { namespace } });
    const workspace = openWorkspace(documents(blue, inNamespace('blue'), inNamespace('green')));
    expect(fixesOf(rules, workspace, ID)).toEqual([]);
  });
});

describe('places', () => {
  test('several labels are shown at the key of the selector, in an item of a List too', () => {
    checkFindings(
      rules,
      `
apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Service
    metadata:
      name: cache
    spec:
      selector:
#     ^^^^^^^^ The pods that Service default/cache selects by \`app=cache,tier=data\` are not among these manifests.
        app: cache
        tier: data
      ports:
        - port: 6379
`,
    );
  });

  test('JSON', () => {
    checkFindings(
      rules,
      `#-- cache.json
{
  "apiVersion": "v1",
  "kind": "Service",
  "metadata": { "name": "cache" },
  "spec": {
    "selector": { "app": "cache" },
//                       ^^^^^^^ The pods that Service default/cache selects by \`app=cache\` are not among these manifests.
    "ports": [{ "port": 6379 }]
  }
}
`,
    );
  });
});
