import { expect, test } from 'vitest';
import { RULES } from '../../../server/src/core/rules/registry.gen.ts';
import { findAll } from '../../support/check-findings.ts';
import { pods } from '../../support/pods.ts';
import { policy } from '../../support/policy.ts';
import { openWorkspace } from '../../support/workspace.ts';

const rules = RULES.filter(({ id }) => id === 'dependency-blocked-by-policy');
const service =
  'apiVersion: v1\nkind: Service\nmetadata: { name: api }\nspec: { selector: { app: api }, ports: [{ port: 80 }] }\n---\n';

/** The messages, where pods `web` are given the address of Service `api`. */
function found({ web = '', api = '' }: { web?: string; api?: string }, ...policies: readonly string[]) {
  const client = pods('web', { spec: `${web}initContainers: [{ name: wait, args: ["http://api"] }]` });
  const server = pods('api', { spec: `${api}restartPolicy: Always` });
  return messages(client, server, service, ...policies);
}

function messages(...manifests: readonly string[]): string[] {
  return findAll(rules, openWorkspace(manifests.join('')).host).map(({ message }) => message);
}

const shutIngress = policy({ name: 'in', pods: 'app: api', types: 'Ingress' });
const shutEgress = policy({ name: 'out', pods: 'app: web', types: 'Egress' });
const HOST = 'hostNetwork: true, ';

test.each([
  ['ingress is', [shutIngress]],
  ['egress is', [shutEgress]],
  ['egress and ingress are', [shutEgress, shutIngress]],
])('it says which side denies: %s', (sides, policies) => {
  expect(found({}, ...policies)).toEqual([
    `Deployment default/web cannot reach Deployment default/api on TCP 80, where \`api\` leads: ${sides} denied by policy.`,
  ]);
});

test('silent where one end is on the host network, perhaps on the node of the other', () => {
  expect(found({ web: HOST }, shutIngress)).toEqual([]);
  expect(found({ api: HOST }, shutEgress)).toEqual([]);
  expect(found({ web: HOST, api: HOST }, shutEgress, shutIngress)).toEqual([]);
});

test('init containers and sidecars are under the policies of their pods (semantics rule 37)', () => {
  for (const more of ['', ', restartPolicy: Always']) {
    const client = pods('web', { spec: `initContainers: [{ name: wait, args: ["http://api"]${more} }]` });
    expect(messages(client, pods('api'), service, shutEgress)).toHaveLength(1);
  }
});

test('silent on what pods call within themselves (semantics rule 37)', () => {
  const client = pods('web', { spec: 'initContainers: [{ name: wait, args: ["http://localhost:8080"] }]' });
  expect(messages(client, pods('api'), service, shutEgress, shutIngress)).toEqual([]);
});

test('silent on pods that are given the address of their own Service (semantics rule 35)', () => {
  const server = pods('api', { spec: 'initContainers: [{ name: wait, args: ["http://api"] }]' });
  expect(messages(server, service, shutIngress)).toEqual([]);
});

test.each([
  ['API_HOST', 'api'],
  ['API_ADDR', 'api.default'],
])('a plain name dials the only port of its Service: %s', (name, value) => {
  const spec = `initContainers: [{ name: a, env: [{ name: ${name}, value: ${value} }] }]`;
  const client = pods('web', { spec });
  expect(messages(client, pods('api'), service, shutEgress)).toEqual([
    `Deployment default/web cannot reach Deployment default/api on TCP 80, where \`${value}\` leads: egress is denied by policy.`,
  ]);
  const two = service.replace('{ port: 80 }', '{ port: 80, name: a }, { port: 81, name: b }');
  expect(messages(client, pods('api'), two, shutEgress)).toEqual([]);
  expect(
    messages(pods('web', { spec: spec.replace(name, 'API') }), pods('api'), service, shutEgress),
  ).toEqual([]);
});
