import { describe, expect, test } from 'vitest';
import { answerFor, evaluateConnection } from '../../../server/src/core/reach/evaluate-connection.ts';
import { formatPorts } from '../../../server/src/core/reach/port-set.ts';
import {
  findServicePort,
  resolveTargetPort,
  serviceWorkloads,
} from '../../../server/src/core/reach/ways/service-ports.ts';
import { formatResource } from '../../../server/src/core/workspace/resource.ts';
import { pods } from '../../support/pods.ts';
import { namespace, policy } from '../../support/policy.ts';
import { connection, endAt } from '../../support/reach.ts';
import { openWorkspace } from '../../support/workspace.ts';

// Numbers in the names are those of the semantics rules.

const both = pods('web') + pods('api', { ports: ['http: 8080', 'metrics: 9090'] });
const API = 'podSelector: { matchLabels: { app: api } }';
const WEB = 'podSelector: { matchLabels: { app: web } }';
const passes = (manifests: string, from = 'web', to = 'api'): string =>
  connection(openWorkspace(manifests, { defaultNamespace: 'default' }).view(), from, to);

describe('both sides must allow it', () => {
  const out = (ports: string): string =>
    policy({
      name: 'out',
      pods: 'app: web',
      types: 'Egress',
      egress: `[{ to: [{ ${API} }], ports: [${ports}] }]`,
    });
  const into = (ports: string): string =>
    policy({ name: 'in', pods: 'app: api', ingress: `[{ from: [{ ${WEB} }], ports: [${ports}] }]` });

  test('2: as sets of ports, never as two answers', () => {
    expect(passes(both + out('{ port: 80 }') + into('{ port: 443 }'))).toBe('No Connections');
    expect(passes(both + out('{ port: 80 }, { port: 443 }') + into('{ port: 443 }, { port: 8443 }'))).toBe(
      'TCP 443',
    );
    expect(passes(both + out('{ port: 8000, endPort: 9000 }') + into('{ port: 8500, endPort: 9500 }'))).toBe(
      'TCP 8500-9000',
    );
    expect(passes(both + out('{ protocol: UDP }') + into('{ protocol: TCP }'))).toBe('No Connections');
  });

  test('2: one side that is open leaves the other to decide', () => {
    expect(passes(both + out('{ port: 80 }'))).toBe('TCP 80');
    expect(passes(both + into('{ port: 80 }'))).toBe('TCP 80');
    expect(passes(both)).toBe('All Connections');
  });

  test('23: a named port is that of the destination on both sides', () => {
    expect(passes(both + out('{ port: http }') + into('{ port: 8080 }'))).toBe('TCP 8080');
    expect(passes(both + out('{ port: http }') + into('{ port: metrics }'))).toBe('No Connections');
  });

  test('what one side denies is denied, however uncertain the other is', () => {
    const unknown = policy({ name: 'out', pods: 'app: web', types: '"{{ .Values.type }}"' });
    expect(passes(both + unknown)).toBe('No Connections, perhaps All Connections');
    expect(passes(both + unknown + policy({ pods: 'app: api', types: 'Ingress' }))).toBe('No Connections');
  });

  test('32: both sides may let a pod on the host network through, and no other pod', () => {
    const hosted = pods('web', { spec: 'hostNetwork: true' }) + pods('api') + pods('db');
    const shut = hosted + policy({ pods: 'app: api', types: 'Ingress, Egress' });
    expect(passes(shut)).toBe('No Connections, perhaps All Connections');
    expect(passes(shut, 'api', 'web')).toBe('No Connections, perhaps All Connections');
    expect(passes(shut, 'db', 'api')).toBe('No Connections');
    expect(passes(shut + policy({ name: 'db', pods: 'app: db', types: 'Ingress' }), 'api', 'db')).toBe(
      'No Connections',
    );
  });

  test('36: from one replica to another, egress and ingress of the same policies', () => {
    const own =
      both + policy({ pods: 'app: api', types: 'Ingress, Egress', ingress: `[{ from: [{ ${API} }] }]` });
    expect(passes(own, 'api', 'api')).toBe('No Connections');
    expect(passes(`${own}${policy({ name: 'out', types: 'Egress', egress: '[{}]' })}`, 'api', 'api')).toBe(
      'All Connections',
    );
  });

  test('across namespaces each side is judged by the policies of its own', () => {
    const far = namespace('edge') + pods('web', { namespace: 'edge' }) + pods('api');
    const deny = policy({ namespace: 'edge', types: 'Egress' });
    expect(passes(far + deny, 'edge/web')).toBe('No Connections');
    expect(passes(far + deny, 'api', 'edge/web')).toBe('All Connections');
  });
});

test('addresses outside have no policies of their own', () => {
  const manifests =
    both + policy({ pods: 'app: api', types: 'Ingress, Egress', ingress: '[{ ports: [{ port: 80 }] }]' });
  expect(passes(manifests, '192.0.2.1/32', 'api')).toBe('TCP 80');
  expect(passes(manifests, 'api', '192.0.2.1/32')).toBe('No Connections');
  const view = openWorkspace(manifests).view();
  const verdict = evaluateConnection(view, endAt(view, '192.0.2.1/32'), endAt(view, 'api'));
  expect(verdict.egress).toBe(undefined);
  expect([80, 81].map((port) => answerFor(verdict, 'TCP', port))).toEqual(['allowed', 'denied']);
});

test('a verdict names the policies that isolate, and the rules that speak of the other end', () => {
  const manifests =
    both +
    policy({ name: 'deny', types: 'Ingress' }) +
    policy({ name: 'other', pods: 'app: web', types: 'Ingress' }) +
    policy({
      name: 'http',
      pods: 'app: api',
      ingress: `[{ from: [{ ${WEB} }], ports: [{ port: http }] }, { from: [{ ${API} }] }]`,
    });
  const view = openWorkspace(manifests).view();
  const { ingress } = evaluateConnection(view, endAt(view, 'web'), endAt(view, 'api'));
  expect(ingress?.isolating.map(({ policy: each, certain }) => `${formatResource(each)} ${certain}`)).toEqual(
    ['NetworkPolicy default/deny true', 'NetworkPolicy default/http true'],
  );
  expect(ingress?.grants.map(({ rule, certain }) => `${rule.at} ${formatPorts(certain)}`)).toEqual([
    '/spec/ingress/0 TCP 8080',
  ]);
});

describe('through a Service', () => {
  /** Where a port of Service `api` leads. */
  const behind = (service: string, port: number | string, pod = both): string[] => {
    const view = openWorkspace(
      `${pod}apiVersion: v1\nkind: Service\nmetadata: { name: api }\nspec: { ${service} }\n`,
    ).view();
    const [resource] = view.everywhere('service');
    const facts = resource?.facts.service;
    const servicePort = facts && findServicePort(facts, port);
    if (!resource || !servicePort) return ['no such port'];
    return serviceWorkloads(view, resource).map(({ resource: server, match }) => {
      const target = server.facts.workload && resolveTargetPort(servicePort, server.facts.workload);
      return `${formatResource(server)} ${match} ${target?.type} ${target?.type === 'resolved' ? target.number : ''}`.trim();
    });
  };
  const API_80 = ['Deployment default/api yes resolved 80'];
  const API_8080 = ['Deployment default/api yes resolved 8080'];

  test.each<[string, string, number | string, string[]]>([
    ['38: pods by equality, in its namespace', 'selector: { app: api }, ports: [{ port: 80 }]', 80, API_80],
    ['38: without a selector nobody knows', 'ports: [{ port: 80 }]', 80, []],
    ['38: an empty selector is none', 'selector: {}, ports: [{ port: 80 }]', 80, []],
    [
      '39: targetPort is port if absent',
      'selector: { app: api }, ports: [{ port: 9090 }]',
      9090,
      ['Deployment default/api yes resolved 9090'],
    ],
    ['39: a number', 'selector: { app: api }, ports: [{ port: 80, targetPort: 8080 }]', 80, API_8080],
    [
      '39: a name, at the pods',
      'selector: { app: api }, ports: [{ port: 80, targetPort: http }]',
      80,
      API_8080,
    ],
    [
      '25 and 39: a name of the other protocol',
      'selector: { app: api }, ports: [{ port: 80, targetPort: http, protocol: UDP }]',
      80,
      ['Deployment default/api yes missing'],
    ],
    [
      '45: headless, to the port of the pods for a controller',
      'clusterIP: None, selector: { app: api }, ports: [{ port: 80, targetPort: 8080 }]',
      80,
      API_8080,
    ],
    [
      '41: ExternalName has no pods',
      'type: ExternalName, externalName: x.example, selector: { app: api }, ports: [{ port: 80 }]',
      80,
      [],
    ],
    [
      '46: by name',
      'selector: { app: api }, ports: [{ name: a, port: 1 }, { name: b, port: 80, targetPort: 8080 }]',
      'b',
      API_8080,
    ],
    [
      '46: not by targetPort',
      'selector: { app: api }, ports: [{ port: 80, targetPort: 8080 }]',
      8080,
      ['no such port'],
    ],
  ])('%s', (_, service, port, expected) => {
    expect(behind(service, port)).toEqual(expected);
  });

  test('24 and 39: one port may lead to different numbers', () => {
    const two =
      pods('a', { labels: 'app: api', ports: ['http: 1'] }) +
      pods('b', { labels: 'app: api', ports: ['http: 2'] });
    expect(behind('selector: { app: api }, ports: [{ port: 80, targetPort: http }]', 80, two)).toEqual([
      'Deployment default/a yes resolved 1',
      'Deployment default/b yes resolved 2',
    ]);
  });

  test("42: a block of the Services' addresses is held against the pods, and says nothing sure of them", () => {
    const toServices = policy({
      pods: 'app: web',
      egress: '[{ to: [{ ipBlock: { cidr: 10.96.0.0/12 } }] }]',
    });
    expect(passes(both + toServices)).toBe('No Connections, perhaps All Connections');
  });

  test('30 and 42: policies see the pods and their port, never the port of the Service', () => {
    const byServicePort = both + policy({ pods: 'app: api', ingress: '[{ ports: [{ port: 80 }] }]' });
    const view = openWorkspace(byServicePort).view();
    const verdict = evaluateConnection(view, endAt(view, 'web'), endAt(view, 'api'));
    expect(answerFor(verdict, 'TCP', 8080)).toBe('denied');
  });
});

test('44: DNS needs UDP and TCP to the port of the DNS pods, whatever their namespace is labelled', () => {
  const dns = pods('coredns', {
    namespace: 'kube-system',
    labels: 'k8s-app: kube-dns',
    ports: ['dns: 53/UDP', 'dns-tcp: 53'],
  });
  const kubeSystem = 'namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }';
  const out = (ports: string): string =>
    policy({ types: 'Egress', egress: `[{ to: [{ ${kubeSystem} }], ports: [${ports}] }]` });
  expect(passes(both + dns + out('{ protocol: UDP, port: 53 }'), 'web', 'kube-system/coredns')).toBe(
    'UDP 53',
  );
  expect(
    passes(both + dns + out('{ port: 53 }, { protocol: UDP, port: dns }'), 'web', 'kube-system/coredns'),
  ).toBe('TCP 53,UDP 53');
});

test('45: from an Ingress controller it is the port of the pods that counts', () => {
  const controller = pods('controller', { namespace: 'ingress-nginx' });
  const admits = (port: number): string =>
    policy({
      pods: 'app: api',
      ingress: `[{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ingress-nginx } } }], ports: [{ port: ${port} }] }]`,
    });
  expect(passes(both + controller + admits(8080), 'ingress-nginx/controller')).toBe('TCP 8080');
});
