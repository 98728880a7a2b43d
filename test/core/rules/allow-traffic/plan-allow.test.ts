import { describe, expect, test } from 'vitest';
import { planAllow } from '../../../../server/src/core/rules/allow-traffic/plan-allow.ts';
import { wantedTraffic } from '../../../support/allow.ts';
import { pods } from '../../../support/pods.ts';
import { policy } from '../../../support/policy.ts';
import { openWorkspace } from '../../../support/workspace.ts';

/** The title of the plan, or why there is none. */
function plan(manifests: string, written: string): string {
  const view = openWorkspace(manifests, { defaultNamespace: 'default' }).view();
  const found = planAllow(view, wantedTraffic(view, written));
  return found.type === 'plan' ? found.title : found.why;
}

/** The rules that the plan writes, in all policies. */
function rules(manifests: string, written: string): unknown[] {
  const view = openWorkspace(manifests, { defaultNamespace: 'default' }).view();
  const found = planAllow(view, wantedTraffic(view, written));
  return found.type !== 'plan'
    ? [found.why]
    : found.changes.map((change) => {
        if (change.type === 'append-items') return change.values;
        if (change.type !== 'add-document') throw new Error(change.type);
        const { spec } = change.value as { spec: { ingress?: unknown; egress?: unknown } };
        return spec.ingress ?? spec.egress;
      });
}

const both = pods('web') + pods('api');
const shutIn = policy({ name: 'in', types: 'Ingress' });
const shutOut = policy({ name: 'out', types: 'Egress' });
const DNS = policy({
  name: 'dns',
  egress: '[{ ports: [{ port: 53 }, { port: 53, protocol: UDP }] }]',
  types: 'Egress',
});
const ALLOW = 'Allow Deployment default/web to reach Deployment default/api on TCP 80';

describe('on the sides that deny', () => {
  test.each([
    ['ingress', shutIn, 'ingress in a new policy api-allow-from-web'],
    ['egress, where DNS passes', shutOut + DNS, 'egress in a new policy web-allow-to-api'],
    ['egress, where nothing passes', shutOut, 'egress and DNS in a new policy web-allow-to-api'],
    [
      'both',
      shutIn + shutOut + DNS,
      'ingress in a new policy api-allow-from-web, egress in a new policy web-allow-to-api',
    ],
    [
      'another port of the same pods passes',
      policy({ name: 'in', ingress: '[{ ports: [{ port: 81 }] }]' }),
      'ingress in a new policy api-allow-from-web',
    ],
  ])('%s', (_, policies, expected) => {
    expect(plan(both + policies, 'web -> api TCP 80')).toBe(`${ALLOW}: ${expected}`);
  });

  test.each([
    ['over UDP alone, which is enough to start with', '[{ ports: [{ port: 53, protocol: UDP }] }]'],
    [
      'by the cache on the node',
      '[{ to: [{ ipBlock: { cidr: 169.254.20.10/32 } }], ports: [{ port: 53, protocol: UDP }] }]',
    ],
    [
      'by a server that a policy points at',
      '[{ to: [{ ipBlock: { cidr: 192.0.2.1/32 } }], ports: [{ port: 53, protocol: UDP }] }]',
    ],
  ])('names are looked up already: %s', (_, egress) => {
    expect(plan(both + policy({ types: 'Egress', egress }), 'web -> api TCP 80')).toBe(
      `${ALLOW}: egress in a new policy web-allow-to-api`,
    );
  });
});

describe('into which policy', () => {
  const own = (name: string, labels: string): string => policy({ name, pods: labels, types: 'Ingress' });

  test('the one that selects exactly these pods', () => {
    expect(plan(both + shutIn + own('api', 'app: api'), 'web -> api TCP 80')).toBe(
      `${ALLOW}: ingress in NetworkPolicy default/api`,
    );
  });

  test.each([
    [
      'it selects others too',
      own('front', 'tier: front') + pods('other', { labels: 'app: other, tier: front' }),
      'app: api, tier: front',
    ],
    [
      'it may select others too',
      own('front', 'tier: front') + pods('other', { labels: 'app: other, tier: "{{ .Values.tier }}"' }),
      'app: api, tier: front',
    ],
    [
      'it speaks of the other direction',
      policy({ name: 'out', pods: 'app: api', types: 'Egress' }),
      'app: api',
    ],
    [
      'a template may add rules',
      own('api', 'app: api').replace('---\n', '  ingress:\n    {{ .Values.rules }}\n---\n'),
      'app: api',
    ],
  ])('not into one, because %s', (_, policies, labels) => {
    const manifests = pods('web') + pods('api', { labels }) + shutIn + policies;
    expect(plan(manifests, 'web -> api TCP 80')).toMatch(/in a new policy|^Already allowed/);
  });

  test('of a name that nobody has', () => {
    const taken = own('api-allow-from-web', 'app: x') + own('api-allow-from-web-2', 'app: x');
    expect(plan(both + shutIn + taken, 'web -> api TCP 80')).toBe(
      `${ALLOW}: ingress in a new policy api-allow-from-web-3`,
    );
  });

  test('of a name that is short enough, and of some name where a template gives it', () => {
    const long = pods('a-very-long-name-that-somebody-must-have-liked-very-much', { labels: 'app: a' });
    expect(
      plan(
        pods('web') + long + shutIn,
        'web -> a-very-long-name-that-somebody-must-have-liked-very-much TCP 80',
      ),
    ).toMatch(/ a-very-long-name-that-somebody-must-have-liked-very-much-all$/);
    const nameless = openWorkspace(
      pods('web') + shutIn + pods('api').replace('name: api', 'name: "{{ .Values.name }}"'),
    );
    const view = nameless.view();
    const [to] = view.everywhere('workload').filter(({ facts }) => facts.name?.value === undefined);
    const wanted = { ...wantedTraffic(view, 'web -> web TCP 80'), ...(to && { to }) };
    expect(planAllow(view, wanted)).toMatchObject({
      title: expect.stringContaining(': ingress in a new policy pods-allow-from-web'),
    });
  });
});

describe('whom the rules name', () => {
  test('pods of another namespace by its name', () => {
    const far = pods('web', { namespace: 'edge' }) + pods('api') + shutIn;
    expect(rules(far, 'edge/web -> api TCP 80')).toEqual([
      [
        {
          from: [
            {
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'edge' } },
              podSelector: { matchLabels: { app: 'web' } },
            },
          ],
          ports: [{ protocol: 'TCP', port: 80 }],
        },
      ],
    ]);
  });

  test('by the labels with which their owner finds them, or by all labels where those are not enough', () => {
    const withSelector = (name: string, labels: string): string =>
      pods(name, { labels }).replace('spec:\n', 'spec:\n  selector: { matchLabels: { app: web } }\n');
    const one = withSelector('web', 'app: web, version: "1"') + pods('api') + shutIn;
    expect(rules(one, 'web -> api TCP 80')).toMatchObject([
      [{ from: [{ podSelector: { matchLabels: { app: 'web' } } }] }],
    ]);
    const two = one + withSelector('web-2', 'app: web, version: "2"');
    expect(rules(two, 'web -> api TCP 80')).toMatchObject([
      [{ from: [{ podSelector: { matchLabels: { app: 'web', version: '1' } } }] }],
    ]);
  });

  test('who has the same labels is let in too, and the title says so', () => {
    const twin = pods('twin', { labels: 'app: web, more: x' });
    expect(plan(both + twin + shutIn, 'web -> api TCP 80')).toBe(
      `${ALLOW} (and Deployment default/twin, whose pods have the same labels): ingress in a new policy api-allow-from-web`,
    );
  });

  test('a whole namespace, or everyone, where it is not known who sends', () => {
    const manifests = pods('api') + shutIn;
    expect(plan(manifests, 'namespace edge -> api TCP 80')).toBe(
      'Allow all pods of namespace edge to reach Deployment default/api on TCP 80: ingress in a new policy api-allow-from-edge',
    );
    expect(rules(manifests, 'namespace edge -> api TCP 80')).toMatchObject([
      [{ from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'edge' } } }] }],
    ]);
    expect(plan(manifests, 'anywhere -> api TCP 80')).toBe(
      'Allow everyone, inside and outside of the cluster, to reach Deployment default/api on TCP 80: ingress in a new policy api-allow-from-anywhere',
    );
    expect(rules(manifests, 'anywhere -> api TCP 80')).toEqual([
      [{ ports: [{ protocol: 'TCP', port: 80 }] }],
    ]);
  });
});
