import { describe, expect, test } from 'vitest';
import { RULES } from '../../../server/src/core/rules/registry.gen.ts';
import { applyFix, findAll, fixesOf } from '../../support/check-findings.ts';
import { pods } from '../../support/pods.ts';
import { namespace, policy } from '../../support/policy.ts';
import { openWorkspace } from '../../support/workspace.ts';

const ID = 'policy-peer-denies';
const rules = RULES.filter(({ id }) => id === ID);

/** The findings: severity and message. */
function found(...manifests: readonly string[]): string[] {
  const { host } = openWorkspace(manifests.join(''), { defaultNamespace: 'default' });
  return findAll(rules, host).map(({ severity, message }) => `${severity}: ${message}`);
}

const WEB = 'podSelector: { matchLabels: { app: web } }';
const API = 'podSelector: { matchLabels: { app: api } }';
const both = pods('web') + pods('api', { ports: ['http: 8080'] });
const fromWeb = (ports = '[{ port: 8080 }]'): string =>
  policy({ name: 'api', pods: 'app: api', ingress: `[{ from: [{ ${WEB} }], ports: ${ports} }]` });
const toApi = (ports = '[{ port: 8080 }]'): string =>
  policy({
    name: 'web',
    pods: 'app: web',
    types: 'Egress',
    egress: `[{ to: [{ ${API} }], ports: ${ports} }]`,
  });
const shut = (types: string, more = {}): string => policy({ name: 'deny', types, ...more });
const DNS = policy({
  name: 'dns',
  types: 'Egress',
  egress: '[{ ports: [{ port: 53, protocol: UDP }, { port: 53 }] }]',
});

const CANNOT_SEND =
  'info: The pods of Deployment default/web may not send what this rule admits (TCP 8080): their own egress policies deny it.';
const DOES_NOT_TAKE =
  'info: The pods of Deployment default/api do not take what this rule lets out (TCP 8080): their own ingress policies deny it.';

describe('the other end denies', () => {
  test('several ports, listed as people read them', () => {
    expect(found(both, fromWeb('[{ port: 80 }, { port: 8000, endPort: 8090 }]'), shut('Egress'))).toEqual([
      CANNOT_SEND.replace('TCP 8080', 'TCP 80, 8000-8090'),
    ]);
  });

  test('what an ingress rule admits', () => {
    expect(found(both, fromWeb(), shut('Egress'))).toEqual([CANNOT_SEND]);
    expect(found(both, fromWeb(), shut('Egress'), DNS)).toEqual([CANNOT_SEND]);
    expect(found(both, fromWeb('[{ port: http }]'), shut('Egress'))).toEqual([CANNOT_SEND]);
  });

  test('what an egress rule lets out', () => {
    expect(found(both, toApi(), shut('Ingress'))).toEqual([DOES_NOT_TAKE]);
    expect(found(both, toApi('[]'), shut('Ingress'))).toEqual([DOES_NOT_TAKE.replace(' (TCP 8080)', '')]);
  });

  test('in another namespace', () => {
    const edge =
      namespace('edge') + pods('web', { namespace: 'edge' }) + shut('Egress', { namespace: 'edge' });
    const fromEdge = policy({
      pods: 'app: api',
      ingress: `[{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: edge } }, ${WEB} }], ports: [{ port: 8080 }] }]`,
    });
    expect(found(both, edge, fromEdge)).toEqual([CANNOT_SEND.replace('default/web', 'edge/web')]);
  });

  test('to other pods of the same workload', () => {
    expect(found(both, fromWeb().replace('app: web', 'app: api'), shut('Egress'))).toEqual([
      CANNOT_SEND.replace('default/web', 'default/api'),
    ]);
  });

  test('for all pods that the peer takes in', () => {
    const two = both + pods('web-2', { labels: 'app: web' });
    expect(found(two, fromWeb(), shut('Egress'))).toEqual([
      CANNOT_SEND.replace('default/web', 'default/web and 1 more'),
    ]);
    expect(found(two, fromWeb(), shut('Egress'), toApi())).toEqual([]);
  });

  test('pods that the manifests do not show, as a hint', () => {
    expect(found(fromWeb(), shut('Egress'))).toEqual([
      'hint: Pods of namespace default with `app=web` may not send what this rule admits (TCP 8080): their own egress policies deny it.',
    ]);
    const sameNamespace = policy({ name: 'same', ingress: '[{ from: [{ podSelector: {} }] }]' });
    expect(found(both, sameNamespace, shut('Egress'))).toEqual([
      'hint: The pods of namespace default may not send what this rule admits: their own egress policies deny it.',
    ]);
  });
});

describe('nothing is said where', () => {
  test.each([
    ['the other end is open', both + fromWeb() + shut('Ingress')],
    [
      'the other end admits it by any of its policies',
      both + fromWeb() + shut('Egress') + toApi('[{ port: http }]'),
    ],
    [
      'the other end admits other ports: those are the mistake',
      both + fromWeb() + toApi('[{ port: 80 }]') + shut('Egress'),
    ],
    [
      'a policy of the other end may admit it',
      both + fromWeb() + shut('Egress') + toApi('["{{ .Values.port }}"]'),
    ],
    [
      'a policy of another kind may admit it',
      `${both}${fromWeb()}${shut('Egress')}apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: { name: c }\n---\n`,
    ],
    [
      'a policy that may admit it is broken',
      `${both}${fromWeb()}${shut('Egress')}apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: "x\n---\n`,
    ],
    [
      'an unseen pod may have a label by which a policy lets it out',
      fromWeb() +
        shut('Egress') +
        policy({ name: 'front', pods: 'tier: front', types: 'Egress', egress: '[{}]' }),
    ],
    [
      'pods that are not shown may be of two kinds, of which one may be let out',
      policy({
        pods: 'app: api',
        ingress:
          '[{ from: [{ podSelector: { matchExpressions: [{ key: app, operator: In, values: [web, job] }] } }] }]',
      }) + policy({ name: 'web', pods: 'app: web', types: 'Egress' }),
    ],
    ['a template decides whom the other policy isolates', both + fromWeb() + shut('"{{ .Values.type }}"')],
    [
      'the peer is on the network of its node',
      pods('web', { spec: 'hostNetwork: true' }) + pods('api') + fromWeb() + shut('Egress'),
    ],
    [
      'the pods of the rule are on the network of a node, perhaps of the peer',
      pods('web') +
        pods('api', { spec: 'hostNetwork: true', ports: ['http: 8080'] }) +
        fromWeb() +
        shut('Egress', { pods: 'app: web' }),
    ],
    [
      'a pod that is alone may only mean itself, which nobody denies',
      both.replaceAll('spec:\n  template', 'spec:\n  replicas: 1\n  template') +
        fromWeb().replace('app: web', 'app: api') +
        shut('Egress'),
    ],
    [
      'the rule speaks of a direction that does not apply',
      both + fromWeb().replace('spec:\n', 'spec:\n  policyTypes: [Egress]\n') + shut('Egress'),
    ],
    [
      'the rule is for everyone, or for addresses',
      both +
        shut('Egress') +
        policy({
          name: 'all',
          pods: 'app: api',
          ingress: '[{ ports: [{ port: 1 }] }, { from: [{ ipBlock: { cidr: 0.0.0.0/0 } }] }]',
        }),
    ],
    [
      'the named port is not there, which another rule tells',
      both + fromWeb('[{ port: https }]') + shut('Egress'),
    ],
    [
      'name lookups are let in',
      both +
        policy({
          name: 'web',
          types: 'Egress',
          egress: `[{ to: [{ ${API} }], ports: [{ port: 53, protocol: UDP }] }]`,
        }) +
        policy({ name: 'api', pods: 'app: api', ingress: '[{ ports: [{ port: 53, protocol: UDP }] }]' }),
    ],
    [
      'DNS pods are elsewhere, whoever is isolated here',
      both +
        shut('Ingress') +
        policy({
          name: 'web',
          types: 'Egress',
          egress: '[{ to: [{ namespaceSelector: {} }], ports: [{ port: 53, protocol: UDP }] }]',
        }),
    ],
  ])('%s', (_, manifests) => {
    expect(found(manifests)).toEqual([]);
  });

  test.each([
    ['one letter off', fromWeb().replace('app: web', 'app: wob') + both],
    ['none of the labels that pods here have', fromWeb().replace('app: web', 'app: gateway') + both],
  ])('the peer is a mistake, which another rule tells: %s', (_, manifests) => {
    const { host } = openWorkspace(manifests + shut('Egress'), { defaultNamespace: 'default' });
    const ofPeers = findAll(RULES, host).filter(({ rule }) => rule.startsWith('policy-peer-'));
    expect(ofPeers.map(({ rule }) => rule)).toEqual(['policy-peer-selects-nothing']);
  });

  test('an address tells of it', () => {
    const client = pods('web', { spec: 'hostname: x' }).replace(
      '{ name: main,',
      '{ name: main, env: [{ name: API, value: "http://api:80" }],',
    );
    const service =
      'apiVersion: v1\nkind: Service\nmetadata: { name: api }\nspec: { selector: { app: api }, ports: [{ port: 80, targetPort: http }] }\n---\n';
    const manifests = client + pods('api', { ports: ['http: 8080'] }) + service + fromWeb() + shut('Egress');
    expect(found(manifests)).toEqual([]);
    const { host } = openWorkspace(manifests);
    expect(findAll(RULES, host).map(({ rule }) => rule)).toContain('dependency-blocked-by-policy');
  });
});

test('the fix opens the other end, and only that', () => {
  const workspace = openWorkspace(`#-- all.yaml\n${both}${shut('Egress')}${DNS}#-- api.yaml\n${fromWeb()}`);
  const [fix, ...others] = fixesOf(rules, workspace, ID);
  expect(others).toEqual([]);
  expect(fix?.title).toBe(
    'Allow Deployment default/web to reach Deployment default/api on TCP 8080: egress in a new policy web-allow-to-api',
  );
  if (!fix) return;
  expect([...applyFix(workspace.host, fix).keys()]).toEqual(['file:///all.yaml']);
  expect(findAll(rules, workspace.host)).toEqual([]);
});

describe('the fix opens only ports on which the destination listens', () => {
  const titles = (...manifests: readonly string[]): string[] =>
    fixesOf(rules, openWorkspace(manifests.join('')), ID).map(({ title }) =>
      title.replace(/^.* on (\w+ \d+): .*$/, '$1'),
    );
  const service =
    'apiVersion: v1\nkind: Service\nmetadata: { name: api }\nspec: { selector: { app: api }, ports: [{ port: 80, targetPort: 8080 }] }\n---\n';

  test.each([
    ['one of a range', '[{ port: 80 }, { port: 8000, endPort: 8090 }]', ['TCP 8080']],
    ['not those that nothing listens on', '[{ port: 8080 }, { port: 9090 }]', ['TCP 8080']],
    ['of all ports', '[]', ['TCP 8080']],
    ['those that are named, where it listens on none of them', '[{ port: 9090 }]', ['TCP 9090']],
    ['no others, where a range holds none', '[{ port: 9000, endPort: 9090 }]', []],
  ])('%s', (_, ports, expected) => {
    const shutOut = shut('Egress');
    expect(titles(both, shutOut, fromWeb(ports))).toEqual(expected);
    // The Service alone says so too.
    expect(titles(pods('web'), pods('api'), service, shutOut, fromWeb(ports))).toEqual(expected);
  });
});
