import { describe, expect, test } from 'vitest';
import { namespaceLinks } from '../../../server/src/core/topology/namespace-links.ts';
import { MOST_LINKS } from '../../../server/src/core/topology/topology-question.ts';
import { pods } from '../../support/pods.ts';
import { adminPolicy, policy, ruleNaming } from '../../support/policy.ts';
import { stateOf } from '../../support/topology-state.ts';

const PODS = pods('web') + pods('api', { ports: ['http: 8080'] });
const DENY = policy({ name: 'deny', types: 'Ingress, Egress' });
const LET_IN = policy({ name: 'in', pods: 'app: api', types: 'Ingress', ingress: ruleNaming('from', 'web') });
const LET_OUT = policy({ name: 'out', pods: 'app: web', types: 'Egress', egress: ruleNaming('to', 'api') });

/** `web → api allowed TCP 8080 (rule)`. */
function linksOf(source: string): string[] {
  return namespaceLinks(stateOf(source), 'default').links.map(
    ({ from, to, verdict, ports, because }) =>
      `${from.split('/').at(-1)} → ${to.split('/').at(-1)} ${verdict} ${ports} (${because})`,
  );
}

describe('a rule that names both ends', () => {
  test('and nothing against it', () => {
    expect(linksOf(PODS + LET_IN)).toEqual(['web → api allowed TCP 8080 (rule)']);
  });

  test('on both sides', () => {
    expect(linksOf(PODS + DENY + LET_IN + LET_OUT)).toEqual(['web → api allowed TCP 8080 (rule)']);
  });

  test('on one side only', () => {
    expect(linksOf(PODS + DENY + LET_IN)).toEqual(['web → api one-sided TCP 8080 (rule)']);
    expect(linksOf(PODS + DENY + LET_OUT)).toEqual(['web → api one-sided TCP 8080 (rule)']);
  });

  test('on both sides, about other ports', () => {
    const other = policy({
      name: 'out',
      pods: 'app: web',
      types: 'Egress',
      egress: ruleNaming('to', 'api', 9090),
    });
    expect(linksOf(PODS + DENY + LET_IN + other)).toEqual(['web → api denied  (rule)']);
  });

  test('to deny', () => {
    const subject = '{ pods: { namespaceSelector: {}, podSelector: { matchLabels: { app: api } } } }';
    const peer = '{ pods: { namespaceSelector: {}, podSelector: { matchLabels: { app: web } } } }';
    const deny = adminPolicy({ subject, ingress: `[{ action: Deny, from: [${peer}] }]` });
    expect(linksOf(PODS + deny)).toEqual(['web → api denied  (rule)']);
  });

  test('perhaps, where a template hides the port', () => {
    const hidden = LET_IN.replace('port: 8080', 'port: "{{ .Values.port }}"');
    expect(linksOf(PODS + hidden)[0]).toContain('web → api depends');
  });
});

describe('no link', () => {
  test('where no policy says anything: open is not a line', () => {
    expect(linksOf(PODS)).toEqual([]);
  });

  test('where a rule means everybody', () => {
    const all = policy({
      name: 'all',
      pods: 'app: api',
      types: 'Ingress',
      ingress: '[{ from: [{ namespaceSelector: {} }] }]',
    });
    expect(linksOf(PODS + DENY + all)).toEqual([]);
  });

  test('from a workload to itself', () => {
    expect(linksOf(pods('web') + policy({ types: 'Ingress', ingress: ruleNaming('from', 'web') }))).toEqual(
      [],
    );
  });
});

describe('an address', () => {
  const service = `apiVersion: v1\nkind: Service\nmetadata: { name: api }\nspec: { selector: { app: api }, ports: [{ port: 80, targetPort: http }] }\n---\n`;
  const dialling = PODS.replace(
    '{ name: main, ports: [] }',
    '{ name: main, env: [{ name: API, value: "http://api" }] }',
  );

  test('that is dialled is a link on the port of the pods, policy or not', () => {
    expect(linksOf(dialling + service)).toEqual(['web → api allowed TCP 8080 (address)']);
  });

  test('that is denied says which port was meant', () => {
    expect(linksOf(dialling + service + policy({ pods: 'app: api', types: 'Ingress' }))).toEqual([
      'web → api denied TCP 8080 (address)',
    ]);
  });

  test('asks about its port, whatever else a rule admits', () => {
    const other = policy({
      name: 'in',
      pods: 'app: api',
      types: 'Ingress',
      ingress: ruleNaming('from', 'web', 9090),
    });
    expect(linksOf(dialling + service + other)).toEqual(['web → api denied TCP 8080 (address)']);
  });
});

test('workloads with the same answers are told once, by the first of them', () => {
  const twins = pods('b', { labels: 'app: web' }) + pods('a', { labels: 'app: web' }) + pods('api');
  expect(linksOf(twins + LET_IN)).toEqual(['a → api allowed TCP 8080 (rule)']);
});

test('more links than one can look at are counted', () => {
  const many = Array.from({ length: 12 }, (_, i) => pods(`w${i}`)).join('');
  const all = policy({ types: 'Ingress', ingress: '[{ from: [{ podSelector: {} }] }]' });
  const { links, hidden } = namespaceLinks(stateOf(many + all), 'default');
  expect(links).toHaveLength(MOST_LINKS);
  expect(links.length + hidden).toBe(12 * 11);
});
