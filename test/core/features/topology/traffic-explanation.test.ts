import { describe, expect, test } from 'vitest';
import { explainEnds } from '../../../../server/src/core/features/topology/traffic-explanation.ts';
import type { EndRef } from '../../../../server/src/core/topology/topology-question.ts';
import { pods } from '../../../support/pods.ts';
import { policy } from '../../../support/policy.ts';
import { pathOnly, stateOf } from '../../../support/topology-state.ts';

const SERVICE = `apiVersion: v1\nkind: Service\nmetadata: { name: api }\nspec: { selector: { app: api }, ports: [{ port: 80, targetPort: http }] }\n---\n`;
const SHOP = pods('web') + pods('api', { ports: ['http: 8080'] }) + SERVICE;
const DENY = policy({ name: 'deny', pods: 'app: api', types: 'Ingress' });

const node = (id: string): EndRef => ({ node: id });
const [WEB, API, API_SERVICE] = [
  'Deployment/default/web',
  'Deployment/default/api',
  'Service/default/api',
].map(node);

function explain(source: string, from = WEB, to = API, port?: string): ReturnType<typeof explainEnds> {
  if (!from || !to) throw new Error('both ends are needed');
  return explainEnds(stateOf(source), { from, to, port }, pathOnly);
}

test('says what becomes of each port, on which side, and where that is written', () => {
  expect(explain(SHOP + DENY)).toMatchObject({
    from: 'Deployment default/web',
    to: 'Deployment default/api',
    ways: [
      {
        fates: [
          {
            answer: 'denied',
            ports: 'all ports',
            sides: [
              {
                direction: 'egress',
                answer: 'allowed',
                reasons: [{ text: 'no policy: allowed by default' }],
              },
              { direction: 'ingress', answer: 'denied', reasons: [{ place: '/spec/policyTypes' }] },
            ],
          },
        ],
      },
    ],
  });
});

test('tells of what somebody has in mind first, and of the rest as the rest', () => {
  const rule = policy({
    pods: 'app: api',
    types: 'Ingress',
    ingress: '[{ from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: 8080 }] }]',
  });
  expect(explain(SHOP + rule)).toMatchObject({
    ways: [
      {
        from: 'Deployment default/web',
        to: 'Deployment default/api',
        fates: [
          { answer: 'allowed', ports: 'TCP 8080' },
          { answer: 'denied', ports: 'every other port' },
        ],
      },
    ],
  });
});

test('goes through a Service and translates its port', () => {
  expect(explain(SHOP + DENY, WEB, API_SERVICE, '80')).toMatchObject({
    ways: [
      {
        steps: [{ text: 'Service default/api:80' }, { text: 'port 8080 (http) of Deployment default/api' }],
        fates: [{ ports: 'TCP 8080' }],
      },
    ],
    allow: { from: 'Deployment/default/web', to: 'Deployment/default/api', port: 8080, protocol: 'TCP' },
  });
});

test('answers for addresses outside the cluster', () => {
  expect(explain(SHOP + DENY, { addresses: '192.0.2.0/24' }, API)).toMatchObject({
    from: 'Outside',
    ways: [{ fates: [{ answer: 'denied' }] }],
    testCommand: undefined,
    allow: undefined,
  });
});

describe('what to do about it', () => {
  const commandOf = (answer: ReturnType<typeof explainEnds>): string | undefined =>
    'testCommand' in answer ? answer.testCommand : undefined;

  test('a fix is offered only where something is denied', () => {
    expect(explain(SHOP)).toMatchObject({ allow: undefined });
    expect(explain(SHOP + DENY)).toMatchObject({ allow: { port: 8080 } });
  });

  test('the command dials the Service', () => {
    expect(commandOf(explain(SHOP))).toBe(
      'kubectl exec -n default deployment/web -- nc -zvw 3 api.default 80',
    );
  });

  test('there is none for a name that a shell could take for more', () => {
    const hostile = SHOP.replace('{ name: web }', '{ name: "web; rm -rf /" }');
    expect(commandOf(explain(hostile, node('Deployment/default/web; rm -rf /')))).toBeUndefined();
  });
});

describe('refuses', () => {
  test.each([
    ['what is gone', explain(SHOP, node('Deployment/default/none')), 'One of the two is no longer there.'],
    [
      'what is no port',
      explain(SHOP, WEB, API, '99999'),
      '99999 is no port: write a number or a name, as 8080, http or 53/UDP.',
    ],
    [
      'a port that is not there',
      explain(SHOP, WEB, API_SERVICE, '81'),
      'Service default/api has no port 81, but 80.',
    ],
  ])('%s', (_, answer, refusal) => {
    expect(answer).toEqual({ refusal });
  });
});
