import { describe, expect, test } from 'vitest';
import type { Settings } from '../../../server/src/core/workspace/settings.ts';
import { pods } from '../../support/pods.ts';
import { adminPolicy, policy } from '../../support/policy.ts';
import { egress, ingress } from '../../support/reach.ts';
import { openWorkspace } from '../../support/workspace.ts';

// Numbers in the names are those of the semantics rules.

const ALL = 'All Connections';
const NONE = 'No Connections';
const PERHAPS = `${NONE}, perhaps ${ALL}`;

const two = pods('web') + pods('api');
const block = (written: string): string =>
  two + policy({ pods: 'app: api', ingress: `[{ from: [{ ipBlock: { ${written} } }] }]` });

/** What gets into `api`. */
const into = (manifests: string, settings: Partial<Settings>, from = 'web'): string =>
  ingress(openWorkspace(manifests, settings).view(), 'api', from);

describe('13: whether a block takes in pods', () => {
  test.each([
    // Where the addresses of pods are not known, they may be any of the usual ones.
    ['generic', 'cidr: 0.0.0.0/0', [], PERHAPS],
    ['generic', 'cidr: 10.0.0.0/8', [], PERHAPS],
    ['generic', 'cidr: 192.0.2.0/24', [], NONE],
    ['calico', 'cidr: 0.0.0.0/0', [], ALL],
    ['calico', 'cidr: 10.0.0.0/8', [], PERHAPS],
    ['calico', 'cidr: 192.0.2.0/24', [], NONE],
    ['kube-router', 'cidr: 0.0.0.0/0', [], ALL],
    ['weave', 'cidr: 0.0.0.0/0', [], ALL],
    ['cilium', 'cidr: 0.0.0.0/0', [], NONE],
    ['cilium', 'cidr: 10.0.0.0/8', [], NONE],
    // Where they are known, a block holds all of them, some or none.
    ['generic', 'cidr: 10.0.0.0/8', ['10.244.0.0/16'], PERHAPS],
    ['generic', 'cidr: 10.0.0.0/9', ['10.244.0.0/16'], NONE],
    ['calico', 'cidr: 10.0.0.0/8', ['10.244.0.0/16'], ALL],
    ['calico', 'cidr: 10.244.1.0/24', ['10.244.0.0/16'], PERHAPS],
    ['calico', 'cidr: 172.16.0.0/12', ['10.244.0.0/16'], NONE],
    ['calico', 'cidr: 0.0.0.0/0, except: [10.0.0.0/8]', ['10.244.0.0/16'], NONE],
    ['calico', 'cidr: 0.0.0.0/0, except: [10.244.0.0/24]', ['10.244.0.0/16'], PERHAPS],
    ['calico', 'cidr: 10.0.0.0/8', ['10.244.0.0/16', '192.0.2.0/24'], PERHAPS],
    ['cilium', 'cidr: 10.244.0.0/16', ['10.244.0.0/16'], NONE],
    // Pods of two families are known by the first; those of IPv6 alone by that.
    ['calico', 'cidr: 10.0.0.0/8', ['10.244.0.0/16', 'fd00::/64'], ALL],
    ['calico', 'cidr: "fd00::/8"', ['fd00::/64'], ALL],
    ['calico', 'cidr: 0.0.0.0/0', ['fd00::/64'], NONE],
    // A setting that is no block is as good as none.
    ['calico', 'cidr: 10.0.0.0/8', ['10.244.0.0'], PERHAPS],
  ] as const)('%s: %s, pods %j', (networkPlugin, written, podCidrs, expected) => {
    expect(into(block(written), { networkPlugin, podCidrs })).toBe(expected);
  });

  test.each(['generic', 'calico', 'cilium'] as const)('the outside is the same to %s', (networkPlugin) => {
    const settings = { networkPlugin, podCidrs: ['10.244.0.0/16'] };
    expect(into(block('cidr: 192.0.2.0/24'), settings, '192.0.2.1/32')).toBe(ALL);
    expect(into(block('cidr: 192.0.2.0/24'), settings, '198.51.100.1/32')).toBe(NONE);
  });
});

describe('60: networks take in pods whatever the plugin', () => {
  const denying = (network: string): string =>
    two + adminPolicy({ egress: `[{ action: Deny, to: [{ networks: ["${network}"] }] }]` });

  test.each([
    ['generic', '0.0.0.0/0', [], NONE],
    ['cilium', '0.0.0.0/0', [], NONE],
    ['cilium', '10.0.0.0/8', [], PERHAPS],
    ['cilium', '10.0.0.0/8', ['10.244.0.0/16'], NONE],
    ['calico', '10.0.0.0/9', ['10.244.0.0/16'], ALL],
  ] as const)('%s: %s, pods %j', (networkPlugin, network, podCidrs, expected) => {
    const view = openWorkspace(denying(network), { networkPlugin, podCidrs }).view();
    expect(egress(view, 'web', 'api')).toBe(expected);
  });
});

test('flannel enforces no policies at all', () => {
  const shut =
    two +
    policy({ types: 'Ingress' }) +
    adminPolicy({ ingress: '[{ action: Deny, from: [{ namespaces: {} }] }]' });
  expect(into(shut, { networkPlugin: 'flannel' })).toBe(ALL);
  expect(into(shut, { networkPlugin: 'flannel' }, '192.0.2.1/32')).toBe(ALL);
  expect(into(shut, { networkPlugin: 'generic' })).toBe(NONE);
});
