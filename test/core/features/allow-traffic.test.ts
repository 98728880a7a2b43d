import { describe, expect, test } from 'vitest';
import { findDestination } from '../../../server/src/core/features/find-destination.ts';
import type { Protocol } from '../../../server/src/core/model/protocol.ts';
import { formatResource } from '../../../server/src/core/workspace/resource.ts';
import { allow } from '../../support/allow.ts';
import { pods } from '../../support/pods.ts';
import { adminPolicy, baselinePolicy, policy } from '../../support/policy.ts';
import { openWorkspace } from '../../support/workspace.ts';

const WEB = `# the storefront
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web   # three spaces
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata:
      labels: {app: web, "track": stable}
    spec:
      containers: []
`;

const API = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  template:
    metadata:
      labels:
        app: api
    spec: {}
`;

const DENY_INGRESS = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: deny
spec:
  podSelector: {}
  policyTypes: [Ingress]
`;

describe('a new policy', () => {
  test('is a document beside the workload it protects; every other line stays as it was', () => {
    const files = `#-- web.yaml\n${WEB}#-- api.yaml\n${API}#-- deny.yaml\n${DENY_INGRESS}`;
    expect(allow(files, 'web -> api TCP 8080')).toEqual({
      title:
        'Allow Deployment default/web to reach Deployment default/api on TCP 8080: ingress in a new policy api-allow-from-web',
      texts: {
        'api.yaml': `${API}---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: api-allow-from-web
spec:
  podSelector:
    matchLabels:
      app: api
  policyTypes:
    - Ingress
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app: web
      ports:
        - protocol: TCP
          port: 8080
`,
      },
    });
  });

  test('goes between documents', () => {
    const answer = allow(`${API}---\n${WEB}---\n${DENY_INGRESS}`, 'web -> api TCP 80');
    const text = 'texts' in answer ? answer.texts['fixture.yaml'] : '';
    expect(text?.split('\n---\n').map((document) => /name: (\S+)/.exec(document)?.[1])).toEqual([
      'api',
      'api-allow-from-web',
      'web',
      'deny',
    ]);
    expect(text?.startsWith(`${API}---\n`)).toBe(true);
    expect(text?.endsWith(`---\n${WEB}---\n${DENY_INGRESS}`)).toBe(true);
  });

  test('has a namespace where the workload has one', () => {
    const inShop = (text: string): string => text.replace(/^( {2}name: \S+.*)$/m, '$1\n  namespace: shop');
    const answer = allow(
      `${inShop(API)}---\n${inShop(WEB)}---\n${inShop(DENY_INGRESS)}`,
      'web -> api TCP 80',
    );
    expect('texts' in answer && answer.texts['fixture.yaml']).toContain(
      '  name: api-allow-from-web\n  namespace: shop\nspec:\n',
    );
  });

  test('on both sides, with DNS, in two manifests', () => {
    const deny = DENY_INGRESS.replace('[Ingress]', '[Ingress, Egress]');
    const answer = allow(
      `#-- web.yaml\n${WEB}#-- api.yaml\n${API}#-- deny.yaml\n${deny}`,
      'web -> api TCP 80',
    );
    expect(answer).toMatchObject({
      title:
        'Allow Deployment default/web to reach Deployment default/api on TCP 80: ingress in a new policy api-allow-from-web, egress and DNS in a new policy web-allow-to-api',
      texts: { 'api.yaml': expect.stringContaining('name: api-allow-from-web\n') },
    });
    expect('texts' in answer && answer.texts['web.yaml']).toBe(`${WEB}---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web-allow-to-api
spec:
  podSelector:
    matchLabels:
      app: web
  policyTypes:
    - Egress
  egress:
    - to:
        - podSelector:
            matchLabels:
              app: api
      ports:
        - protocol: TCP
          port: 80
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
  });
});

describe('a policy that selects exactly these pods', () => {
  const OWN = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: api
spec:
  podSelector:
    matchLabels: {app: api}
  policyTypes:
  - Ingress   # only this
  ingress:
  # the jobs
  - from:
    - podSelector: {matchLabels: {app: job}}
    ports:
    - port: 80 # http

# the end
`;

  test('gets another rule, in the style of its lists', () => {
    const answer = allow(`#-- all.yaml\n${API}---\n${WEB}#-- policy.yaml\n${OWN}`, 'web -> api TCP 80');
    expect(answer).toEqual({
      title:
        'Allow Deployment default/web to reach Deployment default/api on TCP 80: ingress in NetworkPolicy default/api',
      texts: {
        'policy.yaml': OWN.replace(
          '    - port: 80 # http\n',
          `    - port: 80 # http
  - from:
    - podSelector:
        matchLabels:
          app: web
    ports:
    - protocol: TCP
      port: 80
`,
        ),
      },
    });
  });

  test('gets its first rules in one list, DNS among them', () => {
    const shut = policy({ name: 'web', pods: 'app: web', types: 'Egress' });
    const answer = allow(`#-- all.yaml\n${API}---\n${WEB}#-- policy.yaml\n${shut}`, 'web -> api TCP 80');
    expect('texts' in answer && answer.texts['policy.yaml']).toBe(
      shut.replace(
        '---\n',
        `  egress:
    - to:
        - podSelector:
            matchLabels:
              app: api
      ports:
        - protocol: TCP
          port: 80
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
---
`,
      ),
    );
  });

  test.each([
    ['ingress: []', 'ingress'],
    ['ingress: null # none', 'ingress'],
  ])('gets its first rule where there is %s', (list) => {
    const empty = policy({
      name: 'api',
      pods: 'app: api',
      types: 'Ingress',
      ingress: list.replace('ingress: ', ''),
    });
    const answer = allow(`#-- all.yaml\n${API}---\n${WEB}#-- policy.yaml\n${empty}`, 'web -> api TCP 80');
    expect('texts' in answer && answer.texts['policy.yaml']).toContain(
      '\n    - from:\n        - podSelector:\n',
    );
  });

  test('for the traffic among replicas, both lists of one policy', () => {
    const own = policy({
      name: 'api',
      pods: 'app: api',
      types: 'Ingress, Egress',
      egress: '\n    - ports: [{ port: 53, protocol: UDP }]',
    });
    const answer = allow(`#-- all.yaml\n${API}#-- policy.yaml\n${own}`, 'api -> api TCP 7000');
    expect('texts' in answer && answer.texts['policy.yaml']).toBe(
      own.replace(
        '---\n',
        `    - to:
        - podSelector:
            matchLabels:
              app: api
      ports:
        - protocol: TCP
          port: 7000
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app: api
      ports:
        - protocol: TCP
          port: 7000
---
`,
      ),
    );
  });

  test('in JSON', () => {
    const json = `{
  "apiVersion": "networking.k8s.io/v1",
  "kind": "NetworkPolicy",
  "metadata": {"name": "api"},
  "spec": {
    "podSelector": {"matchLabels": {"app": "api"}},
    "ingress": [{"ports": [{"port": 9090}]}]
  }
}
`;
    const answer = allow(`#-- all.yaml\n${API}---\n${WEB}#-- policy.json\n${json}`, 'web -> api TCP 80');
    expect('texts' in answer && answer.texts['policy.json']).toBe(
      json.replace(
        '[{"port": 9090}]}]',
        '[{"port": 9090}]}, {"from": [{"podSelector": {"matchLabels": {"app": "web"}}}], "ports": [{"protocol": "TCP", "port": 80}]}]',
      ),
    );
  });

  test('in a List', () => {
    const indented = (text: string): string => text.replace(/^(?=.)/gm, '    ').replace('   ', '  -');
    const list = `apiVersion: v1
kind: List
items:
${[API, WEB.replace('# the storefront\n', ''), OWN.replace(/\n# the end\n$/, '')].map(indented).join('')}`;
    const answer = allow(list, 'web -> api TCP 80');
    expect('texts' in answer && answer.texts['fixture.yaml']).toBe(
      `${list}      - from:
          - podSelector:
              matchLabels:
                app: web
        ports:
          - protocol: TCP
            port: 80
`,
    );
  });
});

describe('what needs no rule, and why', () => {
  const already = 'Already allowed: Deployment default/web to Deployment default/api on TCP 80.';
  const admits = policy({ name: 'admits', types: 'Ingress', ingress: '[{ports: [{port: 80}]}]' });
  test.each([
    [
      'no policy',
      '',
      'No policy limits the egress of Deployment default/web, and no policy limits the ingress of Deployment default/api.',
    ],
    [
      'a rule',
      admits,
      'No policy limits the egress of Deployment default/web, and the ingress of Deployment default/api is allowed by NetworkPolicy default/admits.',
    ],
  ])('%s', (_, policies, why) => {
    expect(allow(pods('web') + pods('api') + policies, 'web -> api TCP 80')).toEqual({
      refused: `${already} ${why}`,
    });
  });
});

describe('what cannot be written, and why', () => {
  const deny = policy({ name: 'deny', types: 'Ingress' });
  const host = 'hostNetwork: true';
  test.each([
    [
      'no labels',
      deny + pods('web') + pods('api', { labels: '' }),
      'The pods of Deployment default/api have no labels that are known, so no rule can name them.',
    ],
    [
      'a template hides the labels',
      deny + pods('web', { labels: 'app: "{{ .Values.app }}"' }) + pods('api'),
      'The pods of Deployment default/web have no labels that are known, so no rule can name them.',
    ],
    [
      'on the network of the node',
      deny + pods('web', { spec: host }) + pods('api'),
      'Policies do not reliably see pods that are, or may be, on the network of their node, so no rule can be promised to help.',
    ],
    [
      'other pods have the labels of those that would be opened',
      deny + pods('web') + pods('api') + pods('api-2', { labels: 'app: api, track: canary' }),
      'The pods of Deployment default/api cannot be told by labels from those of Deployment default/api-2.',
    ],
    [
      'JSON has no place for another document',
      deny +
        pods('web') +
        '#-- api.json\n' +
        JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'api', labels: { app: 'api' } } }),
      'The manifest of Pod default/api, or of what shall reach it, has no place for a new policy.',
    ],
    [
      'a policy of the cluster denies it first',
      deny +
        pods('web') +
        pods('api') +
        adminPolicy({ name: 'shut', ingress: '[{ action: Deny, from: [{ namespaces: {} }] }]' }),
      'AdminNetworkPolicy shut denies TCP 80 on ingress, and it is asked before all policies of namespaces.',
    ],
    [
      'the baseline denies it, and a policy of the namespace would take its place for everybody',
      pods('web') +
        pods('api') +
        baselinePolicy({ ingress: '[{ action: Deny, from: [{ namespaces: {} }] }]' }),
      'No rule could be written that surely allows this traffic and opens nothing else.',
    ],
    [
      'a policy that nobody can read may be in the way',
      policy({ types: '"{{ .Values.type }}"' }) + pods('web') + pods('api'),
      'No rule could be written that surely allows this traffic and opens nothing else.',
    ],
  ])('%s', (_, manifests, why) => {
    expect(allow(manifests, 'web -> api TCP 80')).toEqual({ refused: why });
  });
});

describe('a destination by name', () => {
  interface Asked {
    readonly more?: string;
    readonly protocol?: Protocol;
  }

  const destination = (
    service: string,
    port: number | string,
    { more = '', protocol }: Asked = {},
  ): unknown => {
    const api = pods('api', { ports: ['http: 8080', 'metrics: 9090'] });
    const manifests = `${api}${more}apiVersion: v1\nkind: Service\nmetadata: { name: api }\nspec: { selector: { app: api }, ${service} }\n`;
    const view = openWorkspace(manifests).view();
    const [resource] = view.everywhere('service');
    if (!resource) throw new Error('no Service');
    const found = findDestination(view, { resource, port, protocol });
    return found.type === 'none' ? found.why : `${formatResource(found.to)} ${found.protocol} ${found.port}`;
  };

  test.each([
    [
      'the port of the Service becomes that of the pods',
      'ports: [{ port: 80, targetPort: http }]',
      80,
      'Deployment default/api TCP 8080',
    ],
    [
      'with the protocol of the Service',
      'ports: [{ port: 53, protocol: UDP }]',
      53,
      'Deployment default/api UDP 53',
    ],
    [
      'a headless Service translates nothing',
      'clusterIP: None, ports: [{ port: 80, targetPort: 8080 }]',
      8080,
      'Deployment default/api TCP 8080',
    ],
    ['no such port', 'ports: [{ port: 80 }]', 8080, 'Service default/api has no port 8080.'],
    [
      'a name that the pods lack',
      'ports: [{ port: 80, targetPort: https }]',
      80,
      'Port 80 of Service default/api leads to no port that is known.',
    ],
    [
      'no pods',
      'type: ExternalName, externalName: a.example, ports: [{ port: 80 }]',
      80,
      'Service default/api is another name for a.example, outside these manifests.',
    ],
  ])('%s', (_, service, port, expected) => {
    expect(destination(service, port)).toBe(expected);
  });

  test('pods of several workloads: one of them must be named', () => {
    const more = pods('api-canary', { labels: 'app: api' });
    expect(destination('ports: [{ port: 80 }]', 80, { more })).toBe(
      'Service default/api leads to several workloads (Deployment default/api, Deployment default/api-canary): name one of them.',
    );
  });

  test('a number that is there for several protocols: the first one, or the one that is asked for', () => {
    const dns = 'ports: [{ port: 53, protocol: UDP, targetPort: 5353 }, { port: 53, targetPort: 8053 }]';
    expect(destination(dns, 53)).toBe('Deployment default/api UDP 5353');
    expect(destination(dns, 53, { protocol: 'UDP' })).toBe('Deployment default/api UDP 5353');
    expect(destination(dns, 53, { protocol: 'TCP' })).toBe('Deployment default/api TCP 8053');
    expect(destination(dns, 53, { protocol: 'SCTP' })).toBe('Service default/api has no port 53 for SCTP.');
  });

  test('a protocol that a template hides may be the one that is asked for', () => {
    expect(destination('ports: [{ port: 53, protocol: "{{ .p }}" }]', 53, { protocol: 'TCP' })).toBe(
      'Port 53 of Service default/api leads to no port that is known.',
    );
  });

  const ofWorkload = (service: string, port: number | string, protocol?: Protocol): unknown => {
    const api = pods('api', { ports: ['http: 8080', 'metrics: 9090'] });
    const view = openWorkspace(
      `${api}apiVersion: v1\nkind: Service\nmetadata: { name: api }\nspec: { selector: { app: api }, ${service} }\n`,
    ).view();
    const [resource] = view.everywhere('workload');
    if (!resource) throw new Error('no workload');
    const found = findDestination(view, { resource, port, protocol });
    if (found.type === 'none') return found.why;
    return `${found.protocol} ${found.port}${found.behind ? `, ${found.behind}` : ''}`;
  };
  const translating = 'ports: [{ name: web, port: 80, targetPort: http }, { port: 9090, targetPort: 8080 }]';

  test.each([
    ['the number of a port of its pods', translating, 8080, 'TCP 8080'],
    ['of its pods rather than of the Service of its name', translating, 9090, 'TCP 9090'],
    ['the number of a port of that Service', translating, 80, 'TCP 8080, port 80 of Service default/api'],
    ['a number that nobody has', translating, 7000, 'TCP 7000'],
    ['the name of a port of its pods', translating, 'metrics', 'TCP 9090'],
    ['the name of a port of that Service', translating, 'web', 'TCP 8080, port `web` of Service default/api'],
    ['a name that nobody has', translating, 'grpc', 'Deployment default/api has no port named `grpc`.'],
    ['a headless Service, which translates nothing', `clusterIP: None, ${translating}`, 80, 'TCP 80'],
  ])('of a workload: %s', (_, service, port, expected) => {
    expect(ofWorkload(service, port)).toBe(expected);
  });

  test('by a protocol that is written', () => {
    const both =
      'ports: [{ name: t, port: 53, targetPort: 8080 }, { name: u, port: 53, targetPort: 5353, protocol: UDP }]';
    expect(ofWorkload(both, 53)).toBe('TCP 8080, port 53 of Service default/api');
    expect(ofWorkload(both, 53, 'UDP')).toBe('UDP 5353, port 53 of Service default/api');
  });

  test('of a Service: the name of its port, or of one of its pods', () => {
    const service = 'ports: [{ name: web, port: 80, targetPort: 8080 }]';
    expect(destination(service, 'web')).toBe('Deployment default/api TCP 8080');
    expect(destination(service, 'metrics')).toBe('Deployment default/api TCP 9090');
    expect(destination(service, 'grpc')).toBe('Service default/api has no port named `grpc`.');
  });

  test('a workload by itself', () => {
    const view = openWorkspace(pods('api')).view();
    const [api] = view.everywhere('workload');
    expect(api && findDestination(view, { resource: api, port: 80, protocol: 'UDP' })).toMatchObject({
      type: 'found',
      protocol: 'UDP',
      port: 80,
    });
    expect(api && findDestination(view, { resource: api, port: 80, protocol: undefined })).toMatchObject({
      protocol: 'TCP',
      port: 80,
    });
  });
});
