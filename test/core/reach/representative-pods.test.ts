import { expect, test } from 'vitest';
import { matchScope } from '../../../server/src/core/reach/match-peer.ts';
import { representativePods } from '../../../server/src/core/reach/representative-pods.ts';
import { openWorkspace } from '../../support/workspace.ts';

/** The scope of the first peer of a policy in namespace `shop`, and the pods that stand for it. */
function representative(peer: string) {
  const workspace = openWorkspace(`apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: p, namespace: shop }
spec:
  podSelector: {}
  ingress: [{ from: [{ ${peer} }] }]
`);
  const [resource] = workspace.view().inNamespace('policy', 'shop');
  const found = resource?.facts.policy?.ingress.rules[0]?.peers?.[0];
  if (found?.type !== 'pods') throw new Error('the peer is not of pods');
  return { scope: found.scope, endpoint: representativePods(workspace.view(), found.scope, 'shop') };
}

test.each([
  'podSelector: {}',
  'podSelector: { matchLabels: { app: web, tier: front } }',
  'podSelector: { matchExpressions: [{ key: app, operator: In, values: [web, api] }] }',
  'podSelector: { matchExpressions: [{ key: app, operator: Exists }] }',
  'namespaceSelector: {}',
  'namespaceSelector: { matchLabels: { team: a } }, podSelector: { matchLabels: { app: web } }',
  'namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: edge } }',
])('%s takes its representative in', (peer) => {
  const { scope, endpoint } = representative(peer);
  expect(matchScope(scope, 'shop', endpoint)).toBe('yes');
});

test('what the scope does not say is unknown', () => {
  const { endpoint } = representative('podSelector: { matchLabels: { app: web } }');
  const { scope } = representative('podSelector: { matchLabels: { tier: front } }');
  expect(matchScope(scope, 'shop', endpoint)).toBe('unknown');
  expect(endpoint.portsOpen).toBe(true);
});

test('the namespace is that of the policy, or the one that is named', () => {
  expect(representative('podSelector: {}').endpoint.namespace).toBe('shop');
  expect(
    representative('namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: edge } }').endpoint
      .namespace,
  ).toBe('edge');
});
