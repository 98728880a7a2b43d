import { describe, expect, test } from 'vitest';
import { describeFacts, factsOf } from '../../support/describe-facts.ts';
import { adminPolicy, baselinePolicy, clusterPolicy } from '../../support/policy.ts';

/** What policies of the cluster say, without the first line of each. */
const facts = (text: string): string[] => factsOf(text).flatMap((each) => describeFacts(each).slice(1));

describe('whom they are for, and when they are asked', () => {
  test.each([
    ['an AdminNetworkPolicy (rule 50)', adminPolicy({ priority: 7 }), 'admin policy 7'],
    [
      'a BaselineAdminNetworkPolicy has no priority (rule 56)',
      baselinePolicy({ priority: 7 }),
      'baseline policy',
    ],
    ['a ClusterNetworkPolicy', clusterPolicy({ priority: 7 }), 'admin policy 7'],
    ['one of the baseline', clusterPolicy({ tier: 'Baseline', priority: 7 }), 'baseline policy 7'],
    ['a priority of a template', adminPolicy({ priority: '"{{ .x }}"' }), 'admin policy …'],
    ['a priority that is no number', adminPolicy({ priority: 'high' }), 'admin policy'],
  ])('%s', (_, written, expected) => {
    expect(facts(written)[0]).toBe(`${expected} for pods <all> in namespaces <all>`);
  });

  test.each([
    ['namespaces', '{ namespaces: { matchLabels: { a: b } } }', 'pods <all> in namespaces a=b'],
    [
      'pods',
      '{ pods: { namespaceSelector: { matchLabels: { a: b } }, podSelector: { matchLabels: { c: d } } } }',
      'pods c=d in namespaces a=b',
    ],
    ['a template', '"{{ .x }}"', 'pods <all> in namespaces <all> …'],
    ['a template in it', '{ namespaces: "{{ .x }}" }', 'pods <all> in namespaces <all> …'],
  ])('the subject (rule 57): %s', (_, subject, expected) => {
    expect(facts(adminPolicy({ subject }))[0]).toBe(`admin policy 10 for ${expected}`);
  });

  test.each([
    ['none', '{}'],
    ['null', ''],
    ['both', '{ namespaces: {}, pods: {} }'],
    ['a text', 'everybody'],
    ['another', '{ services: {} }'],
  ])('a subject of %s is nobody (rule 57)', (_, subject) => {
    expect(facts(adminPolicy({ subject }))[0]).toBe(
      'admin policy 10 for pods kubernetes.io/metadata.name in () in namespaces kubernetes.io/metadata.name in ()',
    );
  });

  test('a policy of a tier that there is not has no effect; one that a template hides, a policy that nobody can judge', () => {
    const denying = clusterPolicy({ ingress: '[{ action: Deny, from: [{ namespaces: {} }] }]' });
    const tier = (written: string): unknown =>
      factsOf(denying.replace('tier: Admin', written)).map(({ policy, foreignPolicy }) => [
        policy?.ingress.applies,
        foreignPolicy,
      ]);
    expect(tier('tier: Other')).toEqual([[false, false]]);
    expect(tier('x: 1')).toEqual([[false, false]]);
    expect(tier('tier: "{{ .x }}"')).toEqual([[undefined, true]]);
  });
});

describe('rules', () => {
  const admin = (rules: string): string[] => facts(adminPolicy({ ingress: rules })).slice(1, -1);
  const cluster = (rules: string): string[] => facts(clusterPolicy({ ingress: rules })).slice(1, -1);

  test.each([
    ['no list', '', ['ingress does not apply']],
    ['an empty list', '[]', ['ingress does not apply']],
    ['a template', '"{{ .x }}"', ['ingress perhaps', 'ingress …']],
    ['a rule of a template', '["{{ .x }}"]', ['ingress applies', 'ingress …  … on all ports …']],
  ])('a direction applies where there are rules (rule 52): %s', (_, rules, expected) => {
    expect(admin(rules)).toEqual(expected);
  });

  const FROM = 'from: [{ namespaces: {} }]';
  const ALL = 'pods <all> in namespaces <all> on all ports';

  test.each([
    ['Allow', 'allow', '…'],
    ['Accept', '…', 'allow'],
    ['Deny', 'deny', 'deny'],
    ['Pass', 'pass', 'pass'],
    ['deny', '…', '…'],
    ['"{{ .x }}"', '…', '…'],
  ])('actions (rule 51): %s', (action, inAdmin, inCluster) => {
    const rules = `[{ name: r, action: ${action}, ${FROM} }]`;
    expect(admin(rules)[1]).toBe(`ingress r: ${inAdmin} ${ALL}`);
    expect(cluster(rules)[1]).toBe(`ingress r: ${inCluster} ${ALL}`);
  });
});

describe('peers (rules 58 and 59)', () => {
  const to = (peers: string): string | undefined =>
    facts(adminPolicy({ egress: `[{ action: Allow, to: ${peers} }]` }))[3]?.replace(
      /^egress allow | on all ports$/g,
      '',
    );

  test.each([
    ['an empty list is nobody', '[]', ''],
    ['namespaces', '[{ namespaces: { matchLabels: { a: b } } }]', 'pods <all> in namespaces a=b'],
    [
      'pods',
      '[{ pods: { namespaceSelector: {}, podSelector: { matchLabels: { a: b } } } }]',
      'pods a=b in namespaces <all>',
    ],
    ['networks', '[{ networks: [10.0.0.0/8, "2001:db8::/32"] }]', '10.0.0.0/8 or 2001:db8::/32'],
    ['nodes', '[{ nodes: { matchLabels: { a: b } } }]', 'nodes a=b'],
    [
      'nodes by an expression',
      '[{ nodes: { matchExpressions: [{ key: a, operator: Exists }] } }]',
      'nodes a',
    ],
    ['names', '[{ domainNames: [example.com, "*.example.com"] }]', 'names example.com *.example.com'],
    [
      'several',
      '[{ namespaces: {} }, { networks: [10.0.0.0/8] }]',
      'pods <all> in namespaces <all> or 10.0.0.0/8',
    ],
    ['no field', '[{}]', 'invalid'],
    ['a field that there is not', '[{ services: {} }]', 'invalid'],
    ['two fields', '[{ namespaces: {}, nodes: {} }]', 'invalid'],
    ['a field of null is none', '[{ namespaces: null, nodes: {} }]', 'nodes <all>'],
    ['null', '[null]', 'invalid'],
    ['a text', '[everybody]', 'invalid'],
    ['a network that is none', '[{ networks: [[]] }]', 'invalid'],
    ['a template', '["{{ .x }}"]', 'unknown'],
    ['networks of a template', '[{ networks: "{{ .x }}" }]', 'unknown'],
    ['a network of a template', '[{ networks: ["{{ .x }}"] }]', '…'],
    ['names of a template', '[{ domainNames: "{{ .x }}" }]', 'names  or unknown'],
    ['all peers of a template', '"{{ .x }}"', ' …'],
  ])('%s', (_, peers, expected) => {
    expect(to(peers)).toBe(expected);
  });
});

describe('ports', () => {
  const FROM = 'from: [{ namespaces: {} }]';
  const on = (rules: string): string | undefined => facts(rules)[2]?.replace(/^.* on /, '');
  const admin = (ports: string) =>
    on(adminPolicy({ ingress: `[{ action: Deny, ${FROM}, ports: ${ports} }]` }));
  const cluster = (protocols: string) =>
    on(clusterPolicy({ ingress: `[{ action: Deny, ${FROM}, protocols: ${protocols} }]` }));

  test.each([
    ['none are all', '[]', 'all ports'],
    ['null is all', '', 'all ports'],
    ['a number', '[{ portNumber: { protocol: UDP, port: 53 } }]', '53/UDP'],
    ['a number of TCP', '[{ portNumber: { port: 80 } }]', '80/TCP'],
    ['a range', '[{ portRange: { protocol: SCTP, start: 1, end: 9 } }]', '1-9/SCTP'],
    ['a name, of any protocol', '[{ namedPort: http }]', '"http"/any'],
    ['several', '[{ namedPort: http }, { portNumber: { port: 80 } }]', '"http"/any, 80/TCP'],
    ['an entry of nothing is no port', '[{}]', ''],
    ['an entry of two fields is no port', '[{ namedPort: http, portNumber: { port: 80 } }]', ''],
    ['half a range is no port', '[{ portRange: { start: 80 } }]', ''],
    ['a number in quotes is no port', '[{ portNumber: { port: "80" } }]', ''],
    ['a template', '"{{ .x }}"', 'all ports …'],
    ['an entry of a template', '["{{ .x }}"]', 'any/…'],
    ['a number of a template', '[{ portNumber: { port: "{{ .x }}" } }]', '…/TCP'],
    ['an entry that a template completes', '[{ portNumber: "{{ .x }}" }]', '…/TCP'],
  ])('of v1alpha1 (rule 61): %s', (_, ports, expected) => {
    expect(admin(ports)).toBe(expected);
  });

  test.each([
    ['none are all', '[]', 'all ports'],
    ['a number', '[{ udp: { destinationPort: { number: 53 } } }]', '53/UDP'],
    ['a range', '[{ tcp: { destinationPort: { range: { start: 1, end: 9 } } } }]', '1-9/TCP'],
    ['a protocol', '[{ sctp: {} }]', 'any/SCTP'],
    ['a name, of any protocol', '[{ destinationNamedPort: http }]', '"http"/any'],
    ['an entry of nothing is no port', '[{}]', ''],
    ['an entry of two fields is no port', '[{ tcp: {}, udp: {} }]', ''],
    ['a protocol of null is no port', '[{ tcp: null }]', ''],
    ['a destination of nothing is no port', '[{ tcp: { destinationPort: {} } }]', ''],
    ['a template', '"{{ .x }}"', 'all ports …'],
    ['an entry of a template', '["{{ .x }}"]', 'any/…'],
    ['a protocol of a template', '[{ tcp: "{{ .x }}" }]', '…/TCP'],
    ['a destination of a template', '[{ tcp: { destinationPort: "{{ .x }}" } }]', '…/TCP'],
    ['a number of a template', '[{ tcp: { destinationPort: { number: "{{ .x }}" } } }]', '…/TCP'],
  ])('of v1alpha2 (rule 62): %s', (_, protocols, expected) => {
    expect(cluster(protocols)).toBe(expected);
  });
});
