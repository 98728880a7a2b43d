import { expect, test } from 'vitest';
import { planAllow } from '../../../../server/src/core/rules/allow-traffic/plan-allow.ts';
import { proveAllow } from '../../../../server/src/core/rules/allow-traffic/prove-allow.ts';
import { wantedTraffic } from '../../../support/allow.ts';
import { pods } from '../../../support/pods.ts';
import { policy } from '../../../support/policy.ts';
import { openWorkspace } from '../../../support/workspace.ts';

const WEB = 'podSelector: { matchLabels: { app: web } }';
const DNS = 'namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }';
const some =
  pods('web') +
  pods('api') +
  pods('job') +
  pods('coredns', { namespace: 'kube-system', labels: 'k8s-app: kube-dns' });
const shut = policy({ name: 'deny', types: 'Ingress, Egress' });

/** Whether the plan for web -> api is held to be proven by what these policies say. */
function isProven(...after: readonly string[]): boolean {
  const settings = { defaultNamespace: 'default' };
  const before = openWorkspace(some + shut, settings).view();
  const plan = planAllow(before, wantedTraffic(before, 'web -> api TCP 80'));
  if (plan.type !== 'plan') throw new Error(plan.why);
  return proveAllow(plan, before, openWorkspace(some + after.join(''), settings).view());
}

const into = (rule: string): string => policy({ name: 'into', pods: 'app: api', ingress: `[${rule}]` });
const out = (rules: string): string =>
  policy({ name: 'out', pods: 'app: web', types: 'Egress', egress: `[${rules}]` });
const toApi = '{ to: [{ podSelector: { matchLabels: { app: api } } }], ports: [{ port: 80 }] }';
const fromWeb = `{ from: [{ ${WEB} }], ports: [{ port: 80 }] }`;
const dns = `{ to: [{ ${DNS} }], ports: [{ port: 53 }, { port: 53, protocol: UDP }] }`;

test('what the title says, and no more, is proof', () => {
  expect(isProven(shut, into(fromWeb), out(`${toApi}, ${dns}`))).toBe(true);
  expect(isProven(shut, into(fromWeb), out(toApi))).toBe(true);
});

test.each<[string, string[]]>([
  ['nothing is opened', [shut]],
  ['only one side is opened', [shut, into(fromWeb)]],
  ['another port is opened', [shut, into(fromWeb.replace('80', '81')), out(toApi)]],
  [
    'more ports are opened',
    [shut, into(fromWeb.replace('{ port: 80 }', '{ port: 80 }, { port: 81 }')), out(toApi)],
  ],
  ['more pods are let in', [shut, into(fromWeb.replace(WEB, 'podSelector: {}')), out(toApi)]],
  ['the outside is let in', [shut, into('{ ports: [{ port: 80 }] }'), out(toApi)]],
  [
    'more is let out',
    [shut, into(fromWeb), out(`${toApi}, { to: [{ podSelector: {} }], ports: [{ port: 80 }] }`)],
  ],
  ['DNS is more than DNS', [shut, into(fromWeb), out(`${toApi}, { to: [{ ${DNS} }] }`)]],
  [
    'it passes only perhaps',
    [shut, into(fromWeb), out(toApi.replace('port: 80', 'port: "{{ .Values.port }}"'))],
  ],
])('no proof: %s', (_, after) => {
  expect(isProven(...after)).toBe(false);
});

test('no proof: what passed before does not any more', () => {
  const settings = { defaultNamespace: 'default' };
  const fromJob = into('{ from: [{ podSelector: { matchLabels: { app: job } } }] }');
  const before = openWorkspace(some + fromJob, settings).view();
  const plan = planAllow(before, wantedTraffic(before, 'web -> api TCP 80'));
  if (plan.type !== 'plan') throw new Error(plan.why);
  const added = into(fromWeb).replace('name: into', 'name: web');
  expect(proveAllow(plan, before, openWorkspace(some + fromJob + added, settings).view())).toBe(true);
  expect(proveAllow(plan, before, openWorkspace(some + added, settings).view())).toBe(false);
});

test('no proof: a workload is gone', () => {
  const before = openWorkspace(some + shut, { defaultNamespace: 'default' }).view();
  const plan = planAllow(before, wantedTraffic(before, 'web -> api TCP 80'));
  if (plan.type !== 'plan') throw new Error(plan.why);
  expect(proveAllow(plan, before, openWorkspace(pods('web')).view())).toBe(false);
});
