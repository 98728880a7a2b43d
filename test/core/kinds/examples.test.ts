import { describe, expect, test } from 'vitest';
import { KINDS } from '../../../server/src/core/kinds/registry.gen.ts';
import { describeFacts, factsOf } from '../../support/describe-facts.ts';

/** What each kind's own example says, in the words of our vocabulary: the whole of it that matters to networking. */
const LOWERED: Readonly<Record<string, readonly string[]>> = {
  'apps/DaemonSet ?/agent': ['workload app=agent, selects app=agent', 'container port agent 9100/TCP'],
  'apps/Deployment ?/web': ['workload app=web, selects app=web, ×2', 'container port web 8080/TCP http'],
  'apps/ReplicaSet ?/web': ['workload app=web, selects app=web, ×2', 'container port web 8080/TCP http'],
  'apps/StatefulSet ?/db': [
    'workload app=db, selects app=db, ×3, governed by db',
    'container port db 5432/TCP sql',
    'refers to Service db as governing-service',
  ],
  'batch/CronJob ?/report': ['workload app=report'],
  'batch/Job ?/migrate': ['workload app=migrate'],
  '/ConfigMap ?/settings': ['address http api.shop.svc 8080'],
  '/Endpoints ?/legacy': ['endpoints of legacy: 192.0.2.10'],
  '/Namespace shop': ['labels team=shop'],
  '/Pod ?/debug': ['labels run=debug', 'workload run=debug, ×1'],
  '/ReplicationController ?/web': ['workload app=web, selects app=web, ×2', 'container port web 8080/TCP'],
  '/Secret ?/database': ['of type Opaque', 'address postgres db.shop.svc 5432'],
  '/Service ?/web': ['service ClusterIP selects app=web', 'port 80/TCP http → http'],
  'discovery.k8s.io/EndpointSlice ?/legacy-1': [
    'labels kubernetes.io/service-name=legacy',
    'endpoints of legacy: 192.0.2.10',
    'refers to Service legacy as slice-of',
  ],
  'networking.k8s.io/IngressClass nginx': [],
  'networking.k8s.io/Ingress ?/shop': [
    'route shop.example.com/ Prefix → web:80',
    'refers to Service web as backend',
    'refers to IngressClass nginx as class',
  ],
  'policy.networking.k8s.io/AdminNetworkPolicy metrics-for-monitoring': [
    'admin policy 10 for pods <all> in namespaces <all>',
    'ingress applies',
    'ingress from-monitoring: allow pods <all> in namespaces kubernetes.io/metadata.name=monitoring on 9090/TCP',
    'egress does not apply',
  ],
  'policy.networking.k8s.io/BaselineAdminNetworkPolicy default': [
    'baseline policy for pods <all> in namespaces <all>',
    'ingress applies',
    'ingress nobody-from-elsewhere: deny pods <all> in namespaces <all> on all ports',
    'egress does not apply',
  ],
  'policy.networking.k8s.io/ClusterNetworkPolicy no-metrics-from-tenants': [
    'admin policy 20 for pods <all> in namespaces <all>',
    'ingress applies',
    'ingress no-metrics-from-tenants: deny pods <all> in namespaces tenant=true on 9090/TCP',
    'egress does not apply',
  ],
  'kubevirt.io/VirtualMachine ?/legacy': ['workload app=legacy, ×1', 'container port default 80/TCP http'],
  'route.openshift.io/Route ?/shop': [
    'route shop.example.com - → web:http',
    'refers to Service web as backend',
  ],
  'networking.k8s.io/NetworkPolicy ?/api-from-web': [
    'policy for pods app=api',
    'ingress applies',
    'ingress allow pods app=web on 8080/TCP',
    'egress does not apply',
  ],
};

test('every kind has an example in the table', () => {
  const described = KINDS.flatMap(({ example }) => factsOf(example).map((facts) => describeFacts(facts)[0]));
  expect(described.sort()).toEqual(Object.keys(LOWERED).sort());
});

describe.each(KINDS.map((kind) => [kind.kind, kind] as const))('%s', (_, kind) => {
  test('its example says what the table has', () => {
    const [head = '', ...rest] = factsOf(kind.example).flatMap(describeFacts);
    expect(rest).toEqual(LOWERED[head]);
  });

  test('its example is of this very kind', () => {
    const [facts] = factsOf(kind.example);
    expect(facts).toMatchObject({ group: kind.group, kind: kind.kind, scope: kind.scope });
    expect(kind.versions).toContain(facts?.apiVersion.split('/').at(-1));
  });

  test('another version is known by its name alone', () => {
    const [facts] = factsOf(kind.example.replace(/^apiVersion: (.*\/)?.*$/m, 'apiVersion: $1v9'));
    expect(facts).toMatchObject({ kind: kind.kind, scope: kind.scope, references: [], addresses: [] });
    expect([facts?.workload, facts?.service, facts?.policy, facts?.route, facts?.endpoints]).toEqual(
      Array(5).fill(undefined),
    );
  });

  test('it makes something of every object, however little is in it', () => {
    const head = `apiVersion: ${kind.group === '' ? '' : `${kind.group}/`}${kind.versions[0]}\nkind: ${kind.kind}\n`;
    for (const rest of [
      '',
      'spec:\n',
      'spec: []\n',
      'spec: text\n',
      'metadata: {name: [a]}\nspec: {ports: {a: b}}\n',
    ]) {
      expect(factsOf(head + rest).map(({ kind: name }) => name)).toEqual([kind.kind]);
    }
  });

  test('whatever part of its example is replaced by nonsense, it does not throw', () => {
    const values = [...kind.example.matchAll(/(?<=: )\S.*$/gm)];
    for (const { index, 0: old } of values) {
      for (const nonsense of [
        '',
        '[]',
        '{}',
        '-1',
        '"{{ .x }}"',
        '[[a]]',
        '{a: {b: c}}',
        'true',
        '99999999999999999999',
      ]) {
        const text = kind.example.slice(0, index) + nonsense + kind.example.slice(index + old.length);
        expect(() => factsOf(text).map(describeFacts)).not.toThrow();
      }
    }
  });
});
