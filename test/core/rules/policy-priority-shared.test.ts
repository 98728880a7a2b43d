import { expect, test } from 'vitest';
import rule from '../../../server/src/core/rules/policy-priority-shared.ts';
import { findAll } from '../../support/check-findings.ts';
import { pods } from '../../support/pods.ts';
import { adminPolicy, baselinePolicy, clusterPolicy } from '../../support/policy.ts';
import { openWorkspace } from '../../support/workspace.ts';

const ANYBODY = '[{ namespaces: {} }]';
const ingress = `[{ action: Deny, from: ${ANYBODY} }]`;
const a = adminPolicy({ name: 'a', ingress });
const web = pods('web', { namespace: 'shop' });

/** The policies that are found, by the first words of what is said. */
const found = (manifest: string): string[] =>
  findAll([{ ...rule, id: 'policy-priority-shared' }], openWorkspace(manifest).host).map(({ message }) =>
    message.replace(/ has priority.*/, ''),
  );

test('each of the two names the other, whatever the version of its kind', () => {
  expect(found(web + a + clusterPolicy({ name: 'b', ingress }))).toEqual([
    'ClusterNetworkPolicy b',
    'AdminNetworkPolicy a',
  ]);
});

test('it is told once of each policy', () => {
  const others = adminPolicy({ name: 'b', ingress }) + adminPolicy({ name: 'c', ingress });
  expect(found(web + a + others)).toHaveLength(3);
});

const inShop = '{ namespaces: { matchLabels: { kubernetes.io/metadata.name: shop } } }';
const inEdge = '{ namespaces: { matchLabels: { kubernetes.io/metadata.name: edge } } }';

test.each([
  ['another priority', adminPolicy({ name: 'b', priority: 11, ingress })],
  ['another tier', clusterPolicy({ name: 'b', tier: 'Baseline', ingress })],
  ['another direction', adminPolicy({ name: 'b', egress: `[{ action: Deny, to: ${ANYBODY} }]` })],
  ['no rules', adminPolicy({ name: 'b' })],
  ['other pods', adminPolicy({ name: 'b', subject: inEdge, ingress })],
  ['pods that are perhaps the same', adminPolicy({ name: 'b', subject: '"{{ .Values.subject }}"', ingress })],
  ['a priority of a template', adminPolicy({ name: 'b', priority: '"{{ .Values.priority }}"', ingress })],
  ['no priorities', baselinePolicy({ ingress })],
])('%s is fine', (_, other) => {
  expect(found(web + a + other)).toEqual([]);
});

test('without pods that are seen there is nothing to say', () => {
  const b = adminPolicy({ name: 'b', subject: inShop, ingress });
  expect(found(a + b)).toEqual([]);
  expect(found(pods('web', { namespace: 'shop', spec: 'hostNetwork: true' }) + a + b)).toEqual([]);
  expect(found(web + a + b)).toHaveLength(2);
});
