import { describe, expect, test } from 'vitest';
import policyBlocksDns from '../../../server/src/core/rules/policy-blocks-dns.ts';
import { applyFix, checkFindings, findAll, fixesOf } from '../../support/check-findings.ts';
import { pods } from '../../support/pods.ts';
import { openWorkspace } from '../../support/workspace.ts';

const rule = { id: 'policy-blocks-dns', ...policyBlocksDns };
const check = (source: string) => checkFindings([rule], source);
const found = (source: string) =>
  findAll([rule], openWorkspace(source).host).map(({ severity, message }) => `${severity}: ${message}`);

function policy(name: string, podSelector: string, egress: readonly string[], namespace?: string): string {
  const metadata = namespace === undefined ? `name: ${name}` : `name: ${name}, namespace: ${namespace}`;
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { ${metadata} }
spec:
  podSelector: { ${podSelector} }
  policyTypes: [Egress]
${egress.length === 0 ? '' : `  egress:\n${egress.map((each) => `    - ${each}\n`).join('')}`}---
`;
}

const API = 'matchLabels: { app: api }';
const DNS_PODS =
  '{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }, podSelector: { matchLabels: { k8s-app: kube-dns } } }';
const BOTH = 'ports: [{ port: 53, protocol: UDP }, { port: 53, protocol: TCP }]';
const UDP = 'ports: [{ port: 53, protocol: UDP }]';
const TCP = 'ports: [{ port: 53 }]';
const TO_DB = '{ to: [{ podSelector: { matchLabels: { app: db } } }], ports: [{ port: 5432 }] }';
const dns = (name: string, podSelector = '', ports = BOTH) =>
  policy(name, podSelector, [`{ to: [${DNS_PODS}], ${ports} }`]);

const api = pods('api');
const toDatabase = policy('api', API, [TO_DB]);

describe('whatever lets name lookups through, or may', () => {
  test.each([
    ['the DNS pods by namespace and label', `{ to: [${DNS_PODS}], ${BOTH} }`],
    [
      'the DNS pods by namespace',
      `{ to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } } }], ${BOTH} }`,
    ],
    [
      'a label of their namespace that nobody knows',
      `{ to: [{ namespaceSelector: { matchLabels: { name: kube-system } } }], ${BOTH} }`,
    ],
    [
      'another label of theirs',
      `{ to: [{ namespaceSelector: {}, podSelector: { matchLabels: { app.kubernetes.io/name: coredns } } }], ${BOTH} }`,
    ],
    [
      'CoreDNS as its chart installs it',
      `{ to: [{ namespaceSelector: {}, podSelector: { matchLabels: { k8s-app: coredns } } }], ${BOTH} }`,
    ],
    [
      'the pods of the cache on the node, to which Cilium redirects',
      `{ to: [{ namespaceSelector: {}, podSelector: { matchLabels: { k8s-app: node-local-dns } } }], ${BOTH} }`,
    ],
    [
      'their ports by name',
      `{ to: [${DNS_PODS}], ports: [{ port: dns, protocol: UDP }, { port: dns-tcp }] }`,
    ],
    ['all ports of every pod', '{ to: [{ namespaceSelector: {} }] }'],
    ['every destination on the port', `{ ${BOTH} }`],
    ['everything', '{}'],
    ['all ports of both protocols', `{ to: [${DNS_PODS}], ports: [{ protocol: UDP }, { protocol: TCP }] }`],
    [
      'ranges',
      `{ to: [${DNS_PODS}], ports: [{ port: 1, endPort: 1024 }, { port: 53, endPort: 54, protocol: UDP }] }`,
    ],
    [
      'OpenShift',
      '{ to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: openshift-dns } } }], ports: [{ port: dns, protocol: UDP }, { port: 5353 }] }',
    ],
    [
      'DNS pods that listen on a port without privileges',
      `{ to: [${DNS_PODS}], ports: [{ port: 8053, protocol: UDP }, { port: 8053 }] }`,
    ],
    ['the cache on the node', `{ to: [{ ipBlock: { cidr: 169.254.20.10/32 } }], ${BOTH} }`],
    [
      'the address of the DNS Service, which few plugins let through',
      `{ to: [{ ipBlock: { cidr: 10.96.0.10/32 } }], ${BOTH} }`,
    ],
    ['a server outside', `{ to: [{ ipBlock: { cidr: 192.0.2.53/32 } }], ${BOTH} }`],
    [
      'a server of another namespace',
      `{ to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: resolver } } }], ${BOTH} }`,
    ],
    [
      'a template as the port',
      `{ to: [${DNS_PODS}], ports: [{ port: "{{ .Values.port }}", protocol: UDP }, { port: 53 }] }`,
    ],
  ])('%s', (_, egress) => {
    check(api + policy('api', API, [TO_DB, egress]));
  });

  test('another policy of the same pods', () => {
    check(api + toDatabase + dns('dns'));
    check(api + toDatabase + dns('udp', '', UDP) + dns('tcp', '', TCP));
    check(
      pods('api', { labels: 'app: api, tier: back' }) +
        toDatabase +
        dns('dns', 'matchLabels: { tier: back }'),
    );
  });

  test('another policy of other pods, or of another namespace, does not', () => {
    expect(found(api + toDatabase + dns('dns', 'matchLabels: { app: web }'))).toHaveLength(1);
    const source =
      pods('api', { namespace: 'shop' }) +
      policy('api', API, [TO_DB], 'shop') +
      policy('dns', '', ['{}'], 'edge');
    expect(found(source)).toHaveLength(1);
  });

  test('a DNS server of the namespace itself', () => {
    const server = pods('resolver', { ports: ['dns: 53/UDP', 'dns-tcp: 53'] });
    check(
      api +
        server +
        policy('api', API, [`{ to: [{ podSelector: { matchLabels: { app: resolver } } }], ${BOTH} }`]),
    );
    check(server + policy('resolver', 'matchLabels: { app: resolver }', [TO_DB]));
  });

  test('the real DNS pods, with the port they listen on', () => {
    const real = pods('coredns', {
      namespace: 'kube-system',
      labels: 'k8s-app: kube-dns',
      ports: ['dns: 1053/UDP', 'dns-tcp: 1053'],
    });
    const to = (port: number) =>
      `{ to: [${DNS_PODS}], ports: [{ port: ${port}, protocol: UDP }, { port: ${port} }] }`;
    const shop = pods('api', { namespace: 'shop' });
    check(real + shop + policy('api', API, [to(1053)], 'shop'));
    expect(found(real + shop + policy('api', API, [to(53)], 'shop'))).toHaveLength(1);
  });

  test('the DNS pods as peers of their own namespace', () => {
    const own =
      '{ to: [{ podSelector: { matchExpressions: [{ key: k8s-app, operator: In, values: [kube-dns] }] } }], ports: [{ port: 8053, protocol: UDP }, { port: 8053 }] }';
    check(policy('to-dns', 'matchLabels: { to-dns: allowed }', [own], 'kube-system'));
  });

  test('pods that no policy isolates for egress', () => {
    check(api + policy('api', API, [TO_DB]).replace('[Egress]', '[Ingress]'));
  });
});

describe('no DNS at all', () => {
  test('a rule, or a policy, that lets something else out', () => {
    const workspace = check(`${api}apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: api
spec:
  podSelector:
    matchLabels:
      app: api
  policyTypes:
    - Egress
  egress:
# ^^^^^^ The pods of Deployment default/api cannot look up names: no policy lets them reach the cluster's DNS, port 53 over UDP and TCP.
    # To the database.
    - to:
        - podSelector:
            matchLabels:
              app: db
`);
    const [fix, ...others] = fixesOf([rule], workspace, rule.id);
    if (!fix) throw new Error('no fix');
    expect(others).toEqual([]);
    expect(fix.title).toBe('Add a rule for DNS');
    expect(applyFix(workspace.host, fix).get('file:///fixture.yaml')).toContain(`
        - podSelector:
            matchLabels:
              app: db
    - to:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: kube-system
          podSelector:
            matchLabels:
              k8s-app: kube-dns
      ports:
        - protocol: UDP
          port: 53
        - protocol: TCP
          port: 53
`);
    expect(findAll([rule], workspace.host)).toEqual([]);
  });

  test('one finding a policy, and each pod at one policy', () => {
    const denyAll = policy('a-deny-all', '', []);
    expect(found(api + pods('db') + pods('job') + pods('web') + denyAll + toDatabase)).toEqual([
      "hint: The pods of Deployment default/db, Deployment default/job and 1 more cannot look up names: no policy lets them out at all, not even to the cluster's DNS.",
      "warning: The pods of Deployment default/api cannot look up names: no policy lets them reach the cluster's DNS, port 53 over UDP and TCP.",
    ]);
  });

  test('pods that nothing lets out are a hint, until one of them calls somebody by name', () => {
    const denyAll = policy('deny-all', '', []);
    const service =
      'apiVersion: v1\nkind: Service\nmetadata: { name: db }\nspec: { ports: [{ port: 5432 }] }\n---\n';
    const caller = api.replace(
      'name: main,',
      'name: main, env: [{ name: DB, value: "postgres://db:5432/shop" }],',
    );
    expect(found(api + service + denyAll)[0]).toMatch(/^hint: /);
    check(api + service + policy('api-alone', API, []));
    expect(found(caller + service + denyAll)[0]).toMatch(
      /^warning: The pods of Deployment default\/api cannot look up names: no policy lets them reach /,
    );
    const reader = api.replace(
      'name: main,',
      'name: main, envFrom: [{ configMapRef: { name: addresses } }],',
    );
    const addresses =
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: addresses }\ndata: { DB: "postgres://db:5432/shop" }\n---\n';
    expect(found(reader + addresses + service + denyAll)[0]).toMatch(/^warning: /);
  });

  test('a policy without rules gets a companion, or a rule', () => {
    const source =
      pods('api', { namespace: 'shop' }) + policy('deny-all', '', [], 'shop').replace('---\n', '');
    const workspace = openWorkspace(source);
    const [companion, append] = fixesOf([rule], workspace, rule.id);
    expect(append?.title).toBe('Add a rule for DNS');
    if (!companion) throw new Error('no fix');
    expect(companion.title).toBe('Add a policy that allows DNS');
    expect(applyFix(workspace.host, companion).get('file:///fixture.yaml')).toBe(`${source}---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: allow-dns
  namespace: shop
spec:
  podSelector: {}
  policyTypes:
    - Egress
  egress:
    - to:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: kube-system
          podSelector:
            matchLabels:
              k8s-app: kube-dns
      ports:
        - protocol: UDP
          port: 53
        - protocol: TCP
          port: 53
`);
    expect(findAll([rule], workspace.host)).toEqual([]);
  });

  test('a rule that looks for the DNS pods in its own namespace', () => {
    const workspace = check(`${api}apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: api }
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - podSelector:
#         ^^^^^^^^^^^ The pods of Deployment default/api cannot look up names: this rule does not match the cluster's DNS pods, which are in namespace kube-system, labelled \`k8s-app: kube-dns\`, and listen on port 53 over UDP and TCP.
            matchLabels:
              k8s-app: kube-dns
      ports: [{ port: 53, protocol: UDP }, { port: 53 }]
`);
    const [fix] = fixesOf([rule], workspace, rule.id);
    if (!fix) throw new Error('no fix');
    expect(fix.title).toBe('Look for the DNS pods in namespace kube-system');
    expect(applyFix(workspace.host, fix).get('file:///fixture.yaml')).toContain(`
              k8s-app: kube-dns
          namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: kube-system
`);
    expect(findAll([rule], workspace.host)).toEqual([]);
  });

  test('a slip in the label of the DNS pods', () => {
    const source =
      api + policy('api', API, [`{ to: [${DNS_PODS.replace('kube-dns', 'kubedns')}], ${BOTH} }`]);
    expect(found(source)[0]).toMatch(/^warning: .* this rule does not match the cluster's DNS pods/);
  });
});

describe('one protocol', () => {
  test('UDP alone is an info, at the entry, and gets TCP beside it', () => {
    const source = api + policy('api', API, [TO_DB, `{ to: [${DNS_PODS}], ${UDP} }`]);
    expect(found(source)).toEqual([
      'info: The pods of Deployment default/api can look up names over UDP only; answers that do not fit into a UDP packet need TCP port 53 as well.',
    ]);
    const workspace = openWorkspace(source);
    const [fix] = fixesOf([rule], workspace, rule.id);
    if (!fix) throw new Error('no fix');
    expect(fix.title).toBe('Allow port 53 over TCP too');
    expect(applyFix(workspace.host, fix).get('file:///fixture.yaml')).toContain(
      'ports: [{ port: 53, protocol: UDP }, {protocol: TCP, port: 53}]',
    );
  });

  test('TCP alone, where `protocol` was forgotten', () => {
    const workspace = check(`${api}apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: api }
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - namespaceSelector: {}
      ports:
        - port: 53
#               ^^ The pods of Deployment default/api can ask for names over TCP only, and resolvers ask over UDP first; allow UDP port 53 as well (a port without \`protocol\` is TCP).
`);
    expect(findAll([rule], workspace.host).map(({ severity }) => severity)).toEqual(['warning']);
    const [fix] = fixesOf([rule], workspace, rule.id);
    expect(fix?.title).toBe('Allow port 53 over UDP too');
  });

  test('the port by its name, and no port', () => {
    const named = api + policy('api', API, [`{ to: [${DNS_PODS}], ports: [{ port: dns, protocol: UDP }] }`]);
    expect(fixesOf([rule], openWorkspace(named), rule.id)[0]?.title).toBe('Allow port dns-tcp over TCP too');
    const all = api + policy('api', API, [`{ to: [${DNS_PODS}], ports: [{ protocol: UDP }] }`]);
    expect(fixesOf([rule], openWorkspace(all), rule.id)[0]?.title).toBe('Allow port 53 over TCP too');
  });

  test('of two policies the one for fewer pods is told', () => {
    const source = api + pods('web') + dns('all', '', UDP) + dns('one', API, UDP);
    expect(found(source).map((each) => each.slice(0, 46))).toEqual([
      'info: The pods of Deployment default/web can l',
      'info: The pods of Deployment default/api can l',
    ]);
  });
});

describe('pods that the manifests do not show', () => {
  test('are judged by the selector, if the policy lets something out', () => {
    expect(found(toDatabase)[0]).toMatch(/^info: The pods of this policy cannot look up names: /);
    expect(found(dns('dns', API, UDP))[0]).toMatch(
      /^info: The pods of this policy can look up names over UDP only/,
    );
    check(policy('deny-all', '', []));
  });

  test('may be under any other policy', () => {
    check(toDatabase + dns('dns', 'matchLabels: { tier: back }'));
    check(toDatabase + dns('dns'));
    expect(found(toDatabase + dns('dns', 'matchLabels: { app: web }'))).toHaveLength(1);
  });

  test('a template as their label', () => {
    check(policy('api', 'matchLabels: { app: "{{ .Values.app }}" }', [TO_DB]));
  });
});

describe('what is not known', () => {
  const kind = (apiVersion: string, name: string) =>
    `apiVersion: ${apiVersion}\nkind: ${name}\nmetadata: { name: x }\n---\n`;

  test.each([
    ['pods of the node', pods('api', { spec: 'hostNetwork: true' }) + toDatabase],
    [
      'whether a DNS pod on the host network is on the same node',
      pods('coredns', { namespace: 'kube-system', labels: 'k8s-app: kube-dns', spec: 'hostNetwork: true' }) +
        api +
        toDatabase,
    ],
    ['labels of the pods', pods('api', { labels: 'app: "{{ .Values.app }}"' }) + toDatabase],
    [
      'a policy that a template adds rules to',
      api + policy('api', API, [TO_DB]).replace('---', '    {{- toYaml .Values.more | nindent 4 }}\n---'),
    ],
    ['a document that nobody can read', `${api}${toDatabase}apiVersion: "unclosed\n---\n`],
    ['policies of a network plugin', api + toDatabase + kind('cilium.io/v2', 'CiliumNetworkPolicy')],
    [
      'policies that are asked first, of a version that came later',
      api + toDatabase + kind('policy.networking.k8s.io/v9', 'ClusterNetworkPolicy'),
    ],
    [
      'what a policy of the cluster decides',
      api +
        toDatabase +
        kind('policy.networking.k8s.io/v1alpha1', 'AdminNetworkPolicy').replace(
          '---',
          'spec: { priority: 1, subject: { namespaces: {} }, egress: [{ action: Deny, to: [{ namespaces: {} }] }] }\n---',
        ),
    ],
    [
      'policies that may be applied to this namespace',
      `${pods('api', { namespace: 'shop' })}${pods('x', { namespace: 'edge' })}${policy('api', API, [TO_DB], 'shop')}${dns('dns')}`,
    ],
  ])('%s', (_, source) => {
    check(source);
  });

  test('a piece of a workload is none', () => {
    const patch =
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: api }\nspec: { replicas: 2 }\n---\n';
    check(patch + policy('deny-all', '', []));
  });
});
