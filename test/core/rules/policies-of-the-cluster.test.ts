import { describe, expect, test } from 'vitest';
import { RULES } from '../../../server/src/core/rules/registry.gen.ts';
import { findAll, fixesOf } from '../../support/check-findings.ts';
import { pods } from '../../support/pods.ts';
import { adminPolicy, baselinePolicy, clusterPolicy, namespace, policy } from '../../support/policy.ts';
import { openWorkspace } from '../../support/workspace.ts';

// What the rules that were made for NetworkPolicies say of the policies of the cluster.

const IN_SHOP = 'matchLabels: { kubernetes.io/metadata.name: shop }';
const podsOf = (app: string): string =>
  `{ pods: { namespaceSelector: { ${IN_SHOP} }, podSelector: { matchLabels: { app: ${app} } } } }`;
const service = `apiVersion: v1
kind: Service
metadata: { name: api, namespace: shop }
spec: { selector: { app: api }, ports: [{ port: 80, targetPort: 8080 }] }
---
`;
const shop =
  namespace('shop', 'tenant: "true"') +
  pods('web', { namespace: 'shop' }) +
  pods('api', { namespace: 'shop', ports: ['http: 8080'] }) +
  service;

/** The findings of all rules, as `severity rule: message`. */
const found = (manifests: string): string[] =>
  findAll(RULES, openWorkspace(manifests).host).map(
    ({ severity, rule, message }) => `${severity} ${rule}: ${message}`,
  );

test('who is selected by a slip', () => {
  const slip = adminPolicy({
    subject: podsOf('apii'),
    ingress: `[{ action: Deny, from: [${podsOf('web')}] }]`,
  });
  expect(found(shop + slip)).toEqual([
    'warning policy-selects-nothing: AdminNetworkPolicy p selects no pods: none in namespace shop has `app=apii`; did you mean `api`, as the pods of Deployment shop/api have it?',
  ]);
  expect(
    fixesOf(RULES, openWorkspace(shop + slip), 'policy-selects-nothing').map(({ title }) => title),
  ).toEqual(['Change `apii` to `api`']);
});

test('who is selected, and may well come from elsewhere', () => {
  const elsewhere = adminPolicy({ subject: podsOf('database') });
  expect(found(shop + elsewhere)).toEqual([
    'info policy-selects-nothing: AdminNetworkPolicy p selects no pods: none in namespace shop has `app=database`.',
  ]);
  expect(found(shop + adminPolicy({ subject: '{ namespaces: { matchLabels: { team: x } } }' }))).toEqual([]);
});

describe('peers', () => {
  const toWeb = (action: string): string =>
    adminPolicy({ subject: podsOf('api'), egress: `[{ action: ${action}, to: [${podsOf('wbe')}] }]` });

  test.each([
    ['Allow', 'leads to no pods'],
    ['Deny', 'matches no pods'],
    ['Pass', 'matches no pods'],
  ])('that match nothing, with %s', (action, words) => {
    expect(found(shop + toWeb(action))).toEqual([
      `warning policy-peer-selects-nothing: This peer ${words}: none in namespace shop has \`app=wbe\`; did you mean \`web\`, as the pods of Deployment shop/web have it?`,
    ]);
  });

  test('namespaces by labels that are made by hand are what such policies are for', () => {
    const byTenant = '{ namespaces: { matchLabels: { tenant: "true" } } }';
    const written = adminPolicy({ subject: byTenant, ingress: `[{ action: Deny, from: [${byTenant}] }]` });
    expect(found(shop + written)).toEqual([]);
    const byName = '{ namespaces: { matchLabels: { name: shop } } }';
    expect(found(shop + adminPolicy({ subject: byName }))).toEqual([
      'warning policy-namespace-name-label: Namespace shop is not labelled `name: shop`, so this matches no namespace; Kubernetes sets only `kubernetes.io/metadata.name` by itself.',
    ]);
  });
});

describe('ports', () => {
  const FROM = 'from: [{ namespaces: {} }]';
  const onApi = (rules: string, subject = podsOf('api')): string =>
    clusterPolicy({ subject, ingress: `[${rules}]` });
  const number = (port: number): string => `protocols: [{ tcp: { destinationPort: { number: ${port} } } }]`;
  const deny = `{ action: Deny, ${FROM} }`;

  test('that are the Service’s, where the pods’ are denied', () => {
    expect(found(shop + onApi(`{ action: Accept, ${FROM}, ${number(80)} }, ${deny}`))).toEqual([
      'error policy-uses-service-port: Port 80 is the port of Service shop/api; the pods of Deployment shop/api get this traffic on port 8080, and that is what a policy must name.',
    ]);
    expect(found(shop + onApi(`{ action: Accept, ${FROM}, ${number(80)} }`))).toEqual([]);
    expect(found(shop + onApi(`{ action: Deny, ${FROM}, ${number(80)} }`))).toEqual([]);
  });

  test('whose names nobody has', () => {
    const named = `{ action: Deny, ${FROM}, protocols: [{ destinationNamedPort: htpp }] }`;
    expect(found(shop + onApi(named))).toEqual([
      'warning policy-named-port-unresolved: No port of the pods of Deployment shop/api is named `htpp`, so this entry matches nothing; did you mean `http`?',
    ]);
    // Pods of all namespaces may have it, those of other repositories too.
    expect(found(shop + onApi(named, '{ namespaces: {} }'))).toEqual([]);
  });

  test('in quotes are told once', () => {
    const quoted = `{ action: Deny, ${FROM}, protocols: [{ destinationNamedPort: "80" }] }`;
    expect(found(shop + onApi(quoted)).map((each) => each.split(':')[0])).toEqual([
      'error policy-invalid-port',
    ]);
  });
});

describe('name lookups', () => {
  const shut = policy({ namespace: 'shop', pods: 'app: web', egress: '[{ to: [{ podSelector: {} }] }]' });
  const blocked = (written: string): string[] =>
    found(shop + shut + written).filter((each) => each.includes('policy-blocks-dns'));
  const out = (action: string, ports = ''): string =>
    adminPolicy({ egress: `[{ action: ${action}, to: [{ namespaces: {} }]${ports} }]` });
  const ON_53 = ', ports: [{ portNumber: { protocol: UDP, port: 53 } }, { portNumber: { port: 53 } }]';
  const ON_80 = ', ports: [{ portNumber: { port: 80 } }]';

  test.each([
    ['no policy of the cluster', '', 1],
    ['one that allows them', out('Allow', ON_53), 0],
    ['one that denies them: no rule of the namespace could allow them', out('Deny', ON_53), 0],
    ['one that leaves them to the namespace', out('Pass', ON_53), 1],
    ['one that denies something else', out('Deny', ON_80), 1],
    [
      'a baseline that allows them: it is not asked',
      baselinePolicy({ egress: `[{ action: Allow, to: [{ namespaces: {} }] }]` }),
      1,
    ],
  ])('%s', (_, written, count) => {
    expect(blocked(written)).toHaveLength(count);
  });

  test('a broken policy of the cluster may allow anything', () => {
    const { host } = openWorkspace(`${shop}${shut}#-- cluster.yaml\n${out('Pass', ON_53)}`);
    const isBlocked = (): boolean => findAll(RULES, host).some(({ rule }) => rule === 'policy-blocks-dns');
    expect(isBlocked()).toBe(true);
    const text = out('Pass', ON_53).replace('egress: [', 'egress: [[');
    host.apply([{ uri: 'file:///cluster.yaml', text, editedAt: undefined }]);
    expect(isBlocked()).toBe(false);
  });
});
