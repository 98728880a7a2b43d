import { expect, test } from 'vitest';
import { overlayPolicy } from '../../../../server/src/core/features/topology/policy-overlay.ts';
import type { PolicyOverlay } from '../../../../server/src/core/topology/topology-question.ts';
import { pods } from '../../../support/pods.ts';
import { policy } from '../../../support/policy.ts';
import { stateOf } from '../../../support/topology-state.ts';

const PODS = pods('web') + pods('api', { ports: ['8080'] });
const DENY = policy({ name: 'deny', pods: 'app: api', types: 'Ingress' });
const ADMIT = policy({
  name: 'admit',
  pods: 'app: api',
  types: 'Ingress',
  ingress:
    '[{ from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: 8080 }] }, { from: [{ ipBlock: { cidr: 192.0.2.0/24, except: [192.0.2.128/25] } }] }]',
});

function overlay(source: string, name: string): PolicyOverlay | undefined {
  const state = stateOf(source);
  return overlayPolicy(state, state.environment, `NetworkPolicy/default/${name}`);
}

test('says what it selects and what its rules admit', () => {
  expect(overlay(PODS + ADMIT, 'admit')).toMatchObject({
    subjects: {
      label: 'app=api in default',
      members: [{ label: 'Deployment api', id: 'Deployment/default/api' }],
      more: 0,
    },
    isolates: ['ingress'],
    rules: [
      {
        direction: 'ingress',
        number: 1,
        action: 'allow',
        ports: 'TCP 8080',
        peers: [{ type: 'pods', label: 'app=web in default' }],
      },
      {
        number: 2,
        ports: 'all ports',
        peers: [{ type: 'outside', label: '192.0.2.0/24 except 192.0.2.128/25' }],
      },
    ],
  });
});

test('says what it alone opens, where another one isolates the pods too', () => {
  const { opens, closes } = overlay(PODS + DENY + ADMIT, 'admit') ?? {};
  expect(opens?.examples).toContain('default/web[Deployment] → default/api[Deployment] TCP 8080');
  expect(closes).toEqual({ count: 0, examples: [] });
});

test('says what it alone closes', () => {
  const { opens, closes } = overlay(PODS + DENY, 'deny') ?? {};
  expect(opens?.count).toBe(0);
  expect(closes?.examples).toContain('default/web[Deployment] → default/api[Deployment] all ports');
});

test('decides nothing where others say the same', () => {
  const { opens, closes } = overlay(PODS + DENY + DENY.replace('name: deny', 'name: again'), 'again') ?? {};
  expect([opens?.count, closes?.count]).toEqual([0, 0]);
});

test('a rule without peers is for everyone', () => {
  const open = policy({ name: 'open', ingress: '[{}]', types: 'Ingress' });
  expect(overlay(PODS + open, 'open')?.rules).toMatchObject([
    { peers: [{ type: 'everything', label: 'everyone' }] },
  ]);
});

test('what is no policy has no overlay', () => {
  expect(overlay(PODS, 'deny')).toBeUndefined();
});
