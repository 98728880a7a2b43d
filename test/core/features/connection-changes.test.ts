import { describe, expect, test } from 'vitest';
import { policyChanges } from '../../../server/src/core/features/diff/policy-changes.ts';
import { formatResource } from '../../../server/src/core/workspace/resource.ts';
import { compareTexts, describeChanges } from '../../support/changes.ts';
import { pods } from '../../support/pods.ts';
import { policy } from '../../support/policy.ts';

const PODS = pods('web', { spec: 'hostNetwork: false' }) + pods('api', { ports: ['8080'] });
const changes = (before: string, after: string): string[] =>
  describeChanges(compareTexts(PODS + before, PODS + after)).filter((line) => !line.includes('outside'));

const DENY = policy({ name: 'deny', pods: 'app: api', types: 'Ingress' });
const ADMIT = policy({
  name: 'admit',
  pods: 'app: api',
  ingress: '[{ from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: 8080 }] }]',
});

describe('why', () => {
  test('a policy that is new closes', () => {
    expect(changes('', DENY)).toEqual([
      '- default/api[Deployment] => default/api[Deployment] : All Connections | ingress isolated by NetworkPolicy default/deny, and no rule admits the source',
      '- default/web[Deployment] => default/api[Deployment] : All Connections | ingress isolated by NetworkPolicy default/deny, and no rule admits the source',
    ]);
  });

  test('a policy that is gone opens, and can be seen before only', () => {
    const lines = changes(DENY, '');
    expect(lines[1]).toBe(
      '+ default/web[Deployment] => default/api[Deployment] : All Connections | ingress no longer isolated by NetworkPolicy default/deny, which is gone',
    );
  });

  test('a policy that selects others now', () => {
    const [line] = changes(DENY, DENY.replace('app: api', 'app: none'));
    expect(line).toContain('ingress no longer isolated by NetworkPolicy default/deny');
  });

  test('a rule admits', () => {
    expect(changes(DENY, DENY + ADMIT)).toEqual([
      '+ default/web[Deployment] => default/api[Deployment] : TCP 8080 | ingress admitted by NetworkPolicy default/admit, rule 1',
    ]);
  });

  test('a rule is about another port', () => {
    expect(changes(ADMIT, ADMIT.replace('8080', '9090'))).toEqual([
      '+ default/web[Deployment] => default/api[Deployment] : TCP 9090 | ingress admitted by NetworkPolicy default/admit, rule 1',
      '- default/web[Deployment] => default/api[Deployment] : TCP 8080 | ingress isolated by NetworkPolicy default/admit, which admits the source on TCP 9090 only (rule 1)',
    ]);
  });

  test('only the sides that decide otherwise than before are named', () => {
    const out = policy({ name: 'out', pods: 'app: web', egress: '[{}]', types: 'Egress' });
    expect(changes(out + DENY, out + DENY + ADMIT)).toEqual([
      '+ default/web[Deployment] => default/api[Deployment] : TCP 8080 | ingress admitted by NetworkPolicy default/admit, rule 1',
    ]);
  });

  test('pods that are new or gone', () => {
    expect(changes('', DENY + pods('job'))).toContain(
      '+ default/job[Deployment] (new) => default/web[Deployment] : All Connections | no policy limits egress here | no policy limits ingress here',
    );
    expect(changes(pods('job'), '')).toContain(
      '- default/job[Deployment] (gone) => default/web[Deployment] : All Connections',
    );
  });

  test('what becomes certain, and what does not', () => {
    const unknown = ADMIT.replace(
      '{ podSelector:',
      '{ namespaceSelector: { matchLabels: { team: a } }, podSelector:',
    );
    expect(changes(DENY, unknown)).toEqual([
      '+ default/web[Deployment] => default/api[Deployment] : TCP 8080, perhaps | ingress perhaps admitted by NetworkPolicy default/admit, rule 1',
    ]);
    expect(changes(unknown, ADMIT)).toEqual([
      '~ default/web[Deployment] => default/api[Deployment] : TCP 8080, which is certain now | ingress admitted by NetworkPolicy default/admit, rule 1',
    ]);
    expect(changes(ADMIT, unknown)).toEqual([
      '~ default/web[Deployment] => default/api[Deployment] : TCP 8080, which is uncertain now | ingress perhaps admitted by NetworkPolicy default/admit, rule 1',
    ]);
  });
});

describe('what a policy has to do with', () => {
  const perPolicy = (before: string, after: string): string[] => {
    const steps = policyChanges(compareTexts(PODS + before, PODS + after));
    for (;;) {
      const { done, value } = steps.next();
      if (done)
        return [...value].map(([one, { opened, closed }]) => `${formatResource(one)} +${opened} -${closed}`);
    }
  };

  test('one that is new', () => {
    expect(perPolicy(DENY, DENY + ADMIT)).toEqual(['NetworkPolicy default/admit +1 -0']);
  });

  test('one that was edited', () => {
    expect(perPolicy(DENY + ADMIT, DENY + ADMIT.replace('8080', '9090'))).toEqual([
      'NetworkPolicy default/admit +1 -1',
    ]);
  });

  test('several of one name, as where environments lie side by side', () => {
    const other = ADMIT.replace('8080', '7070');
    const [edited, otherEdited] = [ADMIT.replace('8080', '9090'), ADMIT.replace('8080', '6060')];
    expect(perPolicy(ADMIT + other, edited + otherEdited)).toEqual([
      'NetworkPolicy default/admit +1 -1',
      'NetworkPolicy default/admit +1 -1',
    ]);
    expect(perPolicy(ADMIT + other, ADMIT + otherEdited)).toEqual(['NetworkPolicy default/admit +1 -1']);
  });

  test('nothing where the pods have changed and no policy', () => {
    expect(perPolicy(DENY, DENY + pods('job'))).toEqual([]);
    expect(perPolicy(DENY, `# why\n${DENY}`)).toEqual([]);
  });
});
