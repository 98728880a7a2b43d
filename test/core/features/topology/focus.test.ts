import { describe, expect, test } from 'vitest';
import { focusOn } from '../../../../server/src/core/features/topology/focus.ts';
import type { FocusGroup } from '../../../../server/src/core/topology/topology-question.ts';
import { pods } from '../../../support/pods.ts';
import { policy, ruleNaming } from '../../../support/policy.ts';
import { stateOf } from '../../../support/topology-state.ts';

const SHOP =
  pods('web', { namespace: 'shop' }) +
  pods('api', { namespace: 'shop' }) +
  pods('jobs', { namespace: 'shop' });
const LET_IN = policy({
  name: 'in',
  namespace: 'shop',
  pods: 'app: api',
  types: 'Ingress',
  ingress: ruleNaming('from', 'web'),
});

/** `✓ shop: Deployment web | TCP 8080 | note`, one line for each group. */
function lines(groups: readonly FocusGroup[] | undefined): string[] {
  return (groups ?? []).map(({ title, members, more, verdict, ports, note }) =>
    [
      `${verdict} ${title}: ${members.map(({ label }) => label).join(', ')}${more > 0 ? ` +${more}` : ''}`,
      ports,
      note,
    ].join(' | '),
  );
}

const focus = (source: string, id = 'Deployment/shop/api'): ReturnType<typeof focusOn> =>
  focusOn(stateOf(source), id);

describe('a workload', () => {
  test('that nothing limits is open to everybody', () => {
    const found = focus(SHOP);
    expect(lines(found?.incoming)).toEqual([
      'allowed shop: Deployment jobs, Deployment web | all ports | no policy',
      'allowed Internet:  | all ports | no policy',
    ]);
    expect(found?.facts.map(({ text }) => text)).toEqual(['ingress: open', 'egress: open']);
  });

  test('shows who is named before all others, and why those are not let in', () => {
    const found = focus(SHOP + LET_IN);
    expect(lines(found?.incoming)).toEqual([
      'allowed shop: Deployment web | TCP 8080 | ',
      'denied shop: Deployment jobs |  | no ingress',
      'denied Internet:  |  | no ingress',
    ]);
    expect(found).toMatchObject({ ingress: 'isolated', egress: 'open' });
  });

  test('shows what one side lets pass and the other does not', () => {
    const found = focus(
      SHOP + LET_IN + policy({ name: 'deny', namespace: 'shop', pods: 'app: web', types: 'Egress' }),
    );
    expect(lines(found?.incoming)[0]).toBe('one-sided shop: Deployment web | TCP 8080 | no egress');
  });

  test('tells many namespaces with one answer as one, and counts them', () => {
    const others = Array.from({ length: 5 }, (_, i) => pods('a', { namespace: `n${i}` })).join('');
    expect(lines(focus(SHOP + LET_IN + others)?.incoming)).toContain(
      'denied 5 other namespaces:  +5 |  | no ingress',
    );
  });

  test('shows pods that a rule means and nobody has seen', () => {
    const unseen = policy({
      name: 'in',
      namespace: 'shop',
      pods: 'app: api',
      types: 'Ingress',
      ingress: ruleNaming('from', 'ghost'),
    });
    expect(lines(focus(SHOP + unseen)?.incoming)).toContain(
      'allowed Pods not in these manifests: app=ghost in shop | TCP 8080 | ',
    );
  });

  test('shows blocks of addresses beside the rest of the internet', () => {
    const block = policy({
      name: 'in',
      namespace: 'shop',
      pods: 'app: api',
      types: 'Ingress',
      ingress: '[{ from: [{ ipBlock: { cidr: 192.0.2.0/24 } }] }]',
    });
    expect(lines(focus(SHOP + block)?.incoming).filter((line) => /nternet|outside/.test(line))).toEqual([
      'denied Rest of the internet:  |  | no ingress',
      'allowed Addresses outside: 192.0.2.0-192.0.2.255 | all ports | ',
    ]);
  });

  test('says which others have the same answers', () => {
    const twins = SHOP + pods('api-2', { namespace: 'shop', labels: 'app: api' });
    expect(focus(twins)?.facts.find(({ about }) => about === 'like')).toEqual({
      text: 'like api-2',
      about: 'like',
      id: 'Deployment/shop/api-2',
    });
  });
});

describe('Services and routes', () => {
  const service = `apiVersion: v1\nkind: Service\nmetadata: { name: api, namespace: shop }\nspec: { selector: { app: api }, ports: [{ port: 80, targetPort: 8080 }] }\n---\n`;
  const ingress = `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: front, namespace: shop }\nspec: { defaultBackend: { service: { name: api, port: { number: 80 } } } }\n---\n`;

  test('a Service stands between its clients and its pods', () => {
    const found = focus(SHOP + service + LET_IN, 'Service/shop/api');
    expect(lines(found?.outgoing)).toEqual(['declared shop: Deployment api | 80 → 8080 | selects']);
    expect(lines(found?.incoming)[0]).toBe('allowed shop: Deployment web | TCP 8080 | ');
  });

  test('a route brings requests to the pods, if they are let in', () => {
    expect(lines(focus(SHOP + service + ingress)?.incoming)[0]).toBe(
      'allowed shop: Ingress front |  | requests',
    );
    const closed = policy({ namespace: 'shop', pods: 'app: api', types: 'Ingress' });
    expect(lines(focus(SHOP + service + ingress + closed)?.incoming)[0]).toBe(
      'denied shop: Ingress front |  | not let in',
    );
  });

  test('a route in focus shows for which hosts, and where they lead', () => {
    const found = focus(SHOP + service + ingress, 'Ingress/shop/front');
    expect(lines(found?.incoming)).toEqual(['declared Requests from outside: any host |  | ']);
    expect(lines(found?.outgoing)).toEqual(['allowed shop: Service api |  | requests']);
  });
});

test('what is not there has no focus, and a policy has an overlay instead', () => {
  expect(focus(SHOP, 'Deployment/shop/none')).toBeUndefined();
  expect(focus(SHOP + LET_IN, 'NetworkPolicy/shop/in')).toBeUndefined();
});
