import { describe, expect, test } from 'vitest';
import { explain } from '../../support/explain.ts';
import { pods } from '../../support/pods.ts';
import { clusterPolicy, namespace, policy } from '../../support/policy.ts';

const WEB = pods('web', { namespace: 'shop' });
const API = pods('api', { namespace: 'shop', ports: ['http: 8080'] });
const BOTH = WEB + API;
const OPEN = '  egress: no policy: allowed by default';
/** A policy for the pods of api. */
const closed = (ingress: string, name = 'api'): string =>
  policy({ name, namespace: 'shop', pods: 'app: api', types: 'Ingress', ingress });

describe('the policies of a namespace', () => {
  test('none', () => {
    expect(explain(BOTH, 'web', 'api')).toEqual([
      'shop/web[Deployment] => shop/api[Deployment]',
      'allowed All Connections',
      OPEN,
      '  ingress: no policy: allowed by default',
    ]);
  });

  test('one that isolates, with the line that says so', () => {
    expect(explain(`${closed('[]')}${BOTH}`, 'web', 'api:8080')).toEqual([
      'shop/web[Deployment] => shop/api[Deployment]',
      'denied TCP 8080',
      OPEN,
      '  ingress: isolated by NetworkPolicy shop/api, and no rule admits the source @7',
    ]);
  });

  test('a rule that admits, and the ports that it does not', () => {
    const rules = '[{ ports: [{ port: 1 }] }, { from: [{ podSelector: {} }], ports: [{ port: http }] }]';
    expect(explain(closed(rules) + BOTH, 'web', 'api').slice(1)).toEqual([
      'allowed TCP 1',
      OPEN,
      '  ingress: admitted by NetworkPolicy shop/api, rule 1 @7',
      'allowed TCP 8080',
      OPEN,
      '  ingress: admitted by NetworkPolicy shop/api, rule 2 @7',
      'denied SCTP 1-65535, TCP 2-8079, 8081-65535, UDP 1-65535',
      OPEN,
      '  ingress: isolated by NetworkPolicy shop/api, which admits the source on TCP 1, TCP `http` only (rules 1, 2) @7',
    ]);
  });

  test('a port that several rules admit is told once', () => {
    const rules = '[{ ports: [{ port: 1 }] }, { from: [{ podSelector: {} }], ports: [{ port: 1 }] }]';
    expect(explain(closed(rules) + BOTH, 'web', 'api:2').slice(3)).toEqual([
      '  ingress: isolated by NetworkPolicy shop/api, which admits the source on TCP 1 only (rules 1, 2) @7',
    ]);
  });

  test('several, of which each has a say', () => {
    const rules = '[{ from: [{ podSelector: {} }], ports: [{ port: 80 }] }]';
    expect(explain(closed('[]', 'deny-all') + closed(rules) + BOTH, 'web', 'api:443').slice(2)).toEqual([
      OPEN,
      '  ingress: isolated by NetworkPolicy shop/api, which admits the source on TCP 80 only (rule 1) @15',
      '  ingress: isolated by NetworkPolicy shop/deny-all, and no rule admits the source @7',
    ]);
  });

  test('both sides are told, whichever of them denies', () => {
    const egress = policy({ name: 'web', namespace: 'shop', pods: 'app: web', types: 'Egress' });
    const rules = '[{ from: [{ podSelector: {} }] }]';
    expect(explain(egress + closed(rules) + BOTH, 'web', 'api').slice(1)).toEqual([
      'denied All Connections',
      '  egress: isolated by NetworkPolicy shop/web, and no rule admits the destination @6',
      '  ingress: admitted by NetworkPolicy shop/api, rule 1 @14',
    ]);
  });
});

describe('pods of one owner', () => {
  const pod = (name: string, labels: string): string =>
    `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, namespace: shop, labels: { ${labels} }, ownerReferences: [{ kind: ReplicaSet, name: db, controller: true }] }\nspec: { containers: [] }\n---\n`;

  test('are called by its name where they are alike', () => {
    const alike = pod('db-1', 'app: db') + pod('db-2', 'app: db');
    expect(explain(WEB + alike, 'web', 'db-1')[0]).toBe('shop/web[Deployment] => shop/db[ReplicaSet]');
  });

  test('are called by their own where a policy can tell them apart', () => {
    const apart = pod('db-1', 'app: db') + pod('db-2', 'app: db, role: leader');
    expect(explain(WEB + apart, 'web', 'db-1')[0]).toBe('shop/web[Deployment] => shop/db-1[Pod]');
    expect(explain(WEB + apart, 'db-2', 'web')[0]).toBe('shop/db-2[Pod] => shop/web[Deployment]');
  });
});

describe('what is not known', () => {
  test('a namespace whose labels nobody has seen', () => {
    const rules = '[{ from: [{ namespaceSelector: { matchLabels: { team: a } } }] }]';
    expect(explain(closed(rules) + BOTH, 'web', 'api').slice(1)).toEqual([
      'depends All Connections',
      OPEN,
      '  ingress: perhaps admitted by NetworkPolicy shop/api, rule 1: namespace `shop` is not in the manifests, so its label `team` is unknown @7',
    ]);
    expect(explain(namespace('shop') + closed(rules) + BOTH, 'web', 'api')[1]).toBe('denied All Connections');
  });

  test('a policy that may select the pods', () => {
    const templated = policy({ name: 'p', namespace: 'shop', pods: 'app: "{{ x }}"', types: 'Ingress' });
    const found = explain(templated + BOTH, 'web', 'api');
    expect(found[1]).toBe('depends All Connections');
    expect(found.slice(3)).toEqual([
      '  ingress: perhaps isolated by NetworkPolicy shop/p, and no rule admits the source: it may select the destination: what the selector wants of `app` is a template @6',
      '  ingress: no other policy decides: allowed by default',
    ]);
  });

  test('pods on the network of their node', () => {
    const host = pods('agent', { namespace: 'shop', spec: 'hostNetwork: true' });
    expect(explain(closed('[]') + API + host, 'agent', 'api').slice(1)).toEqual([
      'depends All Connections',
      OPEN,
      '  ingress: isolated by NetworkPolicy shop/api, and no rule admits the source @7',
      '  ingress: the source uses the host network, and policies do not apply if it is on the same node',
    ]);
  });
});

describe('tiers', () => {
  const admin = (
    rules: string,
    kind = 'AdminNetworkPolicy',
    name = 'a',
  ): string => `apiVersion: policy.networking.k8s.io/v1alpha1
kind: ${kind}
metadata: { name: ${name} }
spec:
  ${kind === 'AdminNetworkPolicy' ? 'priority: 1' : ''}
  subject: { namespaces: {} }
  ingress:
${rules}---
`;
  const rule = (action: string, name: string, ports = ''): string =>
    `    - { name: ${name}, action: ${action}, from: [{ namespaces: {} }]${ports} }\n`;

  test('passed by one, denied by the next', () => {
    const passing = admin(rule('Pass', 'leave-it'));
    const base = admin(
      rule('Allow', 'odd', ', ports: [{ portNumber: { protocol: TCP, port: 9 } }]') + rule('Deny', 'no'),
      'BaselineAdminNetworkPolicy',
      'default',
    );
    expect(explain(passing + base + BOTH, 'web', 'api:80').slice(1)).toEqual([
      'denied TCP 80',
      OPEN,
      '  ingress: passed by AdminNetworkPolicy a, rule 1 (`leave-it`) @8',
      '  ingress: denied by BaselineAdminNetworkPolicy default, rule 2 (`no`) @18',
    ]);
    expect(explain(passing + base + BOTH, 'web', 'api:9').slice(1)).toEqual([
      'allowed TCP 9',
      OPEN,
      '  ingress: passed by AdminNetworkPolicy a, rule 1 (`leave-it`) @8',
      '  ingress: allowed by BaselineAdminNetworkPolicy default, rule 1 (`odd`) @17',
    ]);
  });

  test('passed, and nobody else decides', () => {
    expect(explain(admin(rule('Pass', 'leave-it')) + BOTH, 'web', 'api').slice(3)).toEqual([
      '  ingress: passed by AdminNetworkPolicy a, rule 1 (`leave-it`) @8',
      '  ingress: no other policy decides: allowed by default',
    ]);
  });

  test('two of one priority that disagree', () => {
    const two = admin(rule('Allow', 'yes')) + admin(rule('Deny', 'no'), 'AdminNetworkPolicy', 'b');
    expect(explain(two + BOTH, 'web', 'api').slice(1)).toEqual([
      'depends All Connections',
      OPEN,
      '  ingress: allowed by AdminNetworkPolicy a, rule 1 (`yes`) @8',
      '  ingress: denied by AdminNetworkPolicy b, rule 1 (`no`) @17',
      '  ingress: policies with the same priority disagree, and which of them is asked first is not defined',
    ]);
    expect(explain(two.replace('priority: 1', 'priority: "{{ p }}"') + BOTH, 'web', 'api').at(-1)).toBe(
      '  ingress: a template hides a priority, and so which policy is asked first',
    );
  });

  test('an action that there is not', () => {
    expect(explain(admin(rule('Accept', 'yes')) + BOTH, 'web', 'api').slice(1)).toEqual([
      'depends All Connections',
      OPEN,
      '  ingress: decided by AdminNetworkPolicy a, rule 1 (`yes`): its action is a template, or none that policies know @8',
      '  ingress: no other policy decides: allowed by default',
    ]);
  });

  test('an admin policy is asked before those of the namespace', () => {
    expect(explain(admin(rule('Deny', 'no')) + closed('[{}]') + BOTH, 'web', 'api').slice(3)).toEqual([
      '  ingress: denied by AdminNetworkPolicy a, rule 1 (`no`) @8',
    ]);
  });
});

describe('addresses', () => {
  test('are taken apart where the answer changes', () => {
    const rules = '[{ from: [{ ipBlock: { cidr: 10.0.0.0/8, except: [10.1.0.0/16] } }] }]';
    expect(explain(closed(rules) + API, '10.0.0.0/15', 'api')).toEqual([
      '10.1.0.0-10.1.255.255[External] => shop/api[Deployment]',
      'denied All Connections',
      '  ingress: isolated by NetworkPolicy shop/api, and no rule admits the source @7',
      '10.0.0.0-10.0.255.255[External] => shop/api[Deployment]',
      'allowed All Connections',
      '  ingress: admitted by NetworkPolicy shop/api, rule 1 @7',
    ]);
  });

  test('may be admitted by several rules together', () => {
    const rules =
      '[{ from: [{ ipBlock: { cidr: 10.0.0.0/9 } }] }, { from: [{ ipBlock: { cidr: 10.128.0.0/9 } }] }]';
    expect(explain(closed(rules) + API, '10.0.0.0/8', 'api')).toEqual([
      '10.0.0.0-10.255.255.255[External] => shop/api[Deployment]',
      'allowed All Connections',
      '  ingress: in part admitted by NetworkPolicy shop/api, rule 1 @7',
      '  ingress: in part admitted by NetworkPolicy shop/api, rule 2 @7',
    ]);
  });

  test('that a name may mean, where they pass in any case', () => {
    const names = clusterPolicy({ egress: '[{ action: Accept, to: [{ domainNames: [a.example] }] }]' });
    expect(explain(names + API, 'api', '192.0.2.1/32').slice(1)).toEqual(['allowed All Connections', OPEN]);
  });

  test('as a destination', () => {
    expect(explain(API, 'api', '192.0.2.1/32:443')).toEqual([
      'shop/api[Deployment] => 192.0.2.1-192.0.2.1[External]',
      'allowed TCP 443',
      OPEN,
    ]);
    expect(explain(API, '192.0.2.1/32', '192.0.2.2/32')).toEqual([
      'policies know nothing of traffic that no pod sends or receives.',
    ]);
  });
});

const service = (spec: string, name = 'api'): string =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: ${name}, namespace: shop }\nspec: { ${spec} }\n---\n`;

describe('through a Service', () => {
  const SERVICE = service(
    'selector: { app: api }, ports: [{ name: web, port: 80, targetPort: http }, { name: m, port: 9, targetPort: metrics }]',
  );
  const WAY = 'via Service shop/api:80 → port 8080 (http) of Deployment shop/api';

  test('its port is translated, and policies see that of the pods', () => {
    const rules = '[{ ports: [{ port: 80 }] }]';
    const expected = [
      'shop/web[Deployment] => shop/api[Deployment]',
      WAY,
      'denied TCP 8080',
      OPEN,
      '  ingress: isolated by NetworkPolicy shop/api, which admits the source on TCP 80 only (rule 1) @7',
    ];
    const source = closed(rules) + BOTH + SERVICE;
    expect(explain(source, 'web', 'Service shop/api:80')).toEqual(expected);
    expect(explain(source, 'web', 'Service shop/api:web')).toEqual(expected);
    expect(explain(source, 'web', 'api:80'), 'the Service that is called like the workload').toEqual(
      expected,
    );
  });

  test('every port of it, also one that leads nowhere', () => {
    expect(explain(BOTH + SERVICE, 'web', 'Service shop/api')).toEqual([
      'shop/web[Deployment] => shop/api[Deployment]',
      WAY,
      'allowed TCP 8080',
      OPEN,
      '  ingress: no policy: allowed by default',
      'shop/web[Deployment] => Service shop/api',
      'via Service shop/api:9',
      'nowhere: Deployment shop/api has no port `metrics`, only `http`',
    ]);
  });

  test('every workload behind it', () => {
    const canary = pods('canary', { namespace: 'shop', labels: 'app: api', ports: ['http: 8081'] });
    const found = explain(BOTH + canary + SERVICE, 'web', 'Service shop/api:80');
    expect(found.filter((line) => line.startsWith('via'))).toEqual([
      WAY,
      'via Service shop/api:80 → port 8081 (http) of Deployment shop/canary',
    ]);
  });

  test.each([
    [
      'a port that it lacks',
      SERVICE,
      'Service shop/api:81',
      'Service shop/api has no port 81, but 80 (web), 9 (m).',
    ],
    [
      'no selector',
      service('ports: [{ port: 80 }]', 'x'),
      'x',
      'Service shop/x has no selector: which pods are behind it is not in the manifests.',
    ],
    [
      'another name',
      service('type: ExternalName, externalName: a.example', 'x'),
      'x',
      'Service shop/x is another name for a.example, outside these manifests.',
    ],
    [
      'another name of a Service',
      SERVICE + service('type: ExternalName, externalName: api.shop.svc.cluster.local', 'x'),
      'x',
      'Service shop/x is another name for api.shop.svc.cluster.local, which is Service shop/api: name that one, with a port of it.',
    ],
  ])('%s is told', (_, added, to, expected) => {
    expect(explain(BOTH + added, 'web', to)).toEqual([expected]);
  });

  test('no pods', () => {
    expect(explain(BOTH + service('selector: { app: x }, ports: [{ port: 80 }]', 'x'), 'web', 'x')).toEqual([
      'shop/web[Deployment] => Service shop/x',
      'via Service shop/x:80',
      'nowhere: Service shop/x selects no workload of these manifests',
    ]);
  });

  test('from outside, with what that means for its type', () => {
    const note = (type: string): string | undefined =>
      explain(
        API + service(`type: ${type}, selector: { app: api }, ports: [{ port: 8080 }]`),
        '192.0.2.1/32',
        'Service shop/api',
      ).find((line) => line.startsWith('note'));
    expect(note('ClusterIP')).toBe(
      'note: nothing outside the cluster can dial Service shop/api, whose type is ClusterIP: this is about its pods',
    );
    expect(note('LoadBalancer')).toBe(
      'note: pods behind a LoadBalancer may see the address of a node as the source, unless externalTrafficPolicy is Local',
    );
  });
});

describe('through a route', () => {
  const SERVICE = service('selector: { app: api }, ports: [{ name: web, port: 80, targetPort: http }]');
  const ingress = (port: string): string => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop, namespace: shop }
spec: { rules: [{ host: a.example, http: { paths: [{ path: /api, pathType: Prefix, backend: { service: { name: api, port: ${port} } } }] } }] }
---
`;
  const WAY =
    'via Ingress shop/shop: a.example/api → Service shop/api:80 → port 8080 (http) of Deployment shop/api';

  test('from wherever the controller is, if that does not matter', () => {
    const source = BOTH + SERVICE + ingress('{ name: web }');
    const found = explain(source, 'Ingress shop/shop', 'api');
    expect(found).toEqual([
      '{ingress-controller} => shop/api[Deployment]',
      WAY,
      'allowed TCP 8080',
      '  ingress: no policy: allowed by default',
    ]);
    expect(explain(source, 'Ingress shop/shop', 'api:80')).toEqual(found);
    expect(explain(source, 'Ingress shop/shop', 'api:http')).toEqual(found);
    expect(explain(source, 'Ingress shop/shop', 'Service shop/api')).toEqual(found);
  });

  test('from each place where it may be, if that matters', () => {
    const rules = '[{ from: [{ podSelector: {} }] }]';
    const found = explain(
      closed(rules) + BOTH + SERVICE + ingress('{ number: 80 }'),
      'Ingress shop/shop',
      'api',
    );
    expect(found.filter((line) => /=>|TCP/.test(line))).toEqual([
      '{ingress-controller} in another namespace => shop/api[Deployment]',
      'denied TCP 8080',
      '{ingress-controller} in namespace shop => shop/api[Deployment]',
      'allowed TCP 8080',
      '{ingress-controller} on the network of a node => shop/api[Deployment]',
      'denied TCP 8080',
    ]);
  });

  test('from a place whose namespace is not known, and from the one of the pods, which is', () => {
    const rules =
      '[{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: edge } } }] }, { from: [{ podSelector: { matchLabels: { app: proxy } } }] }]';
    const found = explain(
      closed(rules) + BOTH + SERVICE + ingress('{ number: 80 }'),
      'Ingress shop/shop',
      'api',
    );
    expect(found.filter((line) => !/^via/.test(line)).slice(0, 6)).toEqual([
      '{ingress-controller} in another namespace => shop/api[Deployment]',
      'depends TCP 8080',
      '  ingress: perhaps admitted by NetworkPolicy shop/api, rule 1: its namespace is not known, and so neither is the label `kubernetes.io/metadata.name` of it @7',
      '{ingress-controller} in namespace shop => shop/api[Deployment]',
      'depends TCP 8080',
      '  ingress: perhaps admitted by NetworkPolicy shop/api, rule 2: its label `app` is not in the manifests @7',
    ]);
  });

  test('from the pods of the controller, where they are there', () => {
    const controller = pods('controller', { namespace: 'ingress-nginx' });
    const rules =
      '[{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ingress-nginx } } }] }]';
    expect(
      explain(
        closed(rules) + BOTH + SERVICE + ingress('{ number: 80 }') + controller,
        'Ingress shop/shop',
        'api',
      ),
    ).toEqual([
      'ingress-nginx/controller[Deployment] => shop/api[Deployment]',
      WAY,
      'allowed TCP 8080',
      OPEN,
      '  ingress: admitted by NetworkPolicy shop/api, rule 1 @7',
    ]);
  });

  test('that names a port which the Service lacks', () => {
    expect(explain(BOTH + SERVICE + ingress('{ number: 8080 }'), 'Ingress shop/shop', 'api')).toEqual([
      'Ingress shop/shop => Deployment shop/api',
      'via Ingress shop/shop: a.example/api',
      'nowhere: Service shop/api has no port 8080, but 80 (web); 8080 is the port of the pods, where port 80 leads',
    ]);
  });

  test('that names no port, or a templated one', () => {
    const why = (port: string): string | undefined =>
      explain(BOTH + SERVICE + ingress(port), 'Ingress shop/shop', 'api').at(-1);
    expect(why('{}')).toBe('nowhere: which port of Service shop/api it leads to is not written here');
    expect(why('{ name: "{{ x }}" }')).toBe(
      'nowhere: which port of Service shop/api it leads to is a template',
    );
  });

  test('that leads elsewhere', () => {
    expect(explain(BOTH + SERVICE + ingress('{ number: 80 }'), 'Ingress shop/shop', 'web')).toEqual([
      'Ingress shop/shop => Deployment shop/web',
      'nowhere: no rule of Ingress shop/shop leads to Deployment shop/web',
    ]);
  });
});
