import { describe, expect, test } from 'vitest';
import { pods } from '../../support/pods.ts';
import { adminPolicy, baselinePolicy, clusterPolicy, namespace, policy } from '../../support/policy.ts';
import { connection, egress, ingress } from '../../support/reach.ts';
import { openWorkspace } from '../../support/workspace.ts';

// Numbers in the names are those of the semantics rules.

const IN_DEFAULT = { defaultNamespace: 'default' };
const ALL = 'All Connections';
const NONE = 'No Connections';
const PERHAPS = `${NONE}, perhaps ${ALL}`;
const BUT_80 = 'SCTP 1-65535,TCP 1-79,81-65535,UDP 1-65535';

const web = pods('web', { ports: ['http: 8080'] });
const api = pods('api', { ports: ['http: 80', 'metrics: 9090', 'dns: 53/UDP'] });
const far = pods('far', { namespace: 'edge', labels: 'app: web' });
const three = web + api + far + namespace('default', 'team: a') + namespace('edge', 'team: b');

/** What gets into `api`. */
const into = (manifests: string, from = 'web'): string =>
  ingress(openWorkspace(manifests, IN_DEFAULT).view(), 'api', from);
/** What gets out of `web`. */
const outOf = (manifests: string, to = 'api'): string =>
  egress(openWorkspace(manifests, IN_DEFAULT).view(), 'web', to);

const ANYBODY = '[{ namespaces: {} }]';
const allow = (more = ''): string => `{ action: Allow, from: ${ANYBODY}${more} }`;
const accept = (more = ''): string => `{ action: Accept, from: ${ANYBODY}${more} }`;
const deny = (more = ''): string => `{ action: Deny, from: ${ANYBODY}${more} }`;
const pass = (more = ''): string => `{ action: Pass, from: ${ANYBODY}${more} }`;
const PORT_80 = ', ports: [{ portNumber: { protocol: TCP, port: 80 } }]';
const TCP_80 = ', protocols: [{ tcp: { destinationPort: { number: 80 } } }]';

describe('the order of the tiers', () => {
  const shut = policy({ types: 'Ingress' });
  const open = policy({ ingress: '[{}]' });

  test.each([
    ['AdminNetworkPolicy', adminPolicy({ ingress: `[${allow(PORT_80)}]` })],
    ['ClusterNetworkPolicy', clusterPolicy({ ingress: `[${accept(TCP_80)}]` })],
  ])('49: an %s is asked before the policies of the namespace', (_, written) => {
    expect(into(three + written + shut)).toBe('TCP 80');
    expect(into(three + written.replace(/Allow|Accept/, 'Deny') + open)).toBe(BUT_80);
  });

  test.each([
    ['BaselineAdminNetworkPolicy', baselinePolicy({ ingress: `[${deny(PORT_80)}]` })],
    ['ClusterNetworkPolicy', clusterPolicy({ tier: 'Baseline', ingress: `[${deny(TCP_80)}]` })],
  ])('49 and 53: a %s of the baseline is asked only where no policy isolates the pods', (_, written) => {
    expect(into(three + written)).toBe(BUT_80);
    expect(into(three + written + open)).toBe(ALL);
    expect(into(three + written.replace('Deny', 'Allow') + shut)).toBe(NONE);
    expect(into(three + written + policy({ types: 'Egress' }))).toBe(BUT_80);
    expect(into(three + written + policy({ pods: 'app: web', types: 'Ingress' }))).toBe(BUT_80);
  });

  test('49: what no tier decides passes', () => {
    expect(into(three + adminPolicy({}) + baselinePolicy({}))).toBe(ALL);
  });

  test('53: where a policy may or may not isolate the pods, the baseline may be asked', () => {
    const perhaps = policy({ types: '"{{ .Values.types }}"', ingress: '[{ ports: [{ port: 80 }] }]' });
    expect(into(three + perhaps + baselinePolicy({ ingress: `[${deny()}]` }))).toBe(
      `${NONE}, perhaps TCP 80`,
    );
    expect(into(three + perhaps + baselinePolicy({ ingress: `[${allow(PORT_80)}, ${deny()}]` }))).toBe(
      'TCP 80',
    );
  });
});

describe('the order within a tier', () => {
  const two = (first: number | string, second: number | string): string =>
    three +
    adminPolicy({ name: 'allows', priority: first, ingress: `[${allow(PORT_80)}]` }) +
    adminPolicy({ name: 'denies', priority: second, ingress: `[${deny()}]` });

  test('50: the lower priority is asked first', () => {
    expect(into(two(10, 20))).toBe('TCP 80');
    expect(into(two(20, 10))).toBe(NONE);
    expect(into(two(9, 10))).toBe('TCP 80');
    expect(into(two(0, 1000))).toBe('TCP 80');
  });

  test('50: rules are asked as they stand, port by port', () => {
    expect(into(three + adminPolicy({ ingress: `[${allow(PORT_80)}, ${deny()}]` }))).toBe('TCP 80');
    expect(into(three + adminPolicy({ ingress: `[${deny(PORT_80)}, ${allow()}, ${deny()}]` }))).toBe(BUT_80);
    expect(into(three + adminPolicy({ ingress: `[${deny()}, ${allow(PORT_80)}]` }))).toBe(NONE);
  });

  test('50: both versions of the API share one order', () => {
    const both = (accepts: number): string =>
      three +
      clusterPolicy({ priority: accepts, ingress: `[${accept(TCP_80)}]` }) +
      adminPolicy({ priority: 20, ingress: `[${deny()}]` });
    expect(into(both(10))).toBe('TCP 80');
    expect(into(both(30))).toBe(NONE);
  });

  test('55: of equal priority either may be asked first', () => {
    expect(into(two(10, 10))).toBe(`${NONE}, perhaps TCP 80`);
  });

  test('55: where the order of equals does not matter, the answer is sure', () => {
    const denies = adminPolicy({ name: 'a', ingress: `[${deny(PORT_80)}]` });
    expect(into(three + denies + adminPolicy({ name: 'b', ingress: `[${deny()}]` }))).toBe(NONE);
    const elsewhere = adminPolicy({ name: 'b', subject: '{ namespaces: { matchLabels: { team: b } } }' });
    expect(into(three + denies + elsewhere)).toBe(BUT_80);
    const otherPorts = adminPolicy({
      name: 'b',
      ingress: `[${allow(', ports: [{ portNumber: { protocol: TCP, port: 81 } }]')}]`,
    });
    expect(into(three + denies + otherPorts)).toBe(BUT_80);
  });

  test('55: what one of equals passes on may be decided by the other', () => {
    const passes = adminPolicy({ name: 'a', ingress: `[${pass()}]` });
    const denies = adminPolicy({ name: 'b', ingress: `[${deny()}]` });
    expect(into(three + passes + denies)).toBe(PERHAPS);
    expect(into(three + passes + denies + policy({ types: 'Ingress' }))).toBe(NONE);
  });

  test('55: equals come before and after the others all the same', () => {
    const equals = two(10, 10);
    const first = adminPolicy({ name: 'first', priority: 1, ingress: `[${allow()}]` });
    const last = adminPolicy({ name: 'last', priority: 11, ingress: `[${allow()}]` });
    expect(into(equals + first)).toBe(ALL);
    expect(into(equals + last)).toBe(`${NONE}, perhaps TCP 80`);
  });

  test('50: a priority that a template hides may be any', () => {
    expect(into(two('"{{ .Values.priority }}"', 10))).toBe(`${NONE}, perhaps TCP 80`);
    expect(into(two(10, '"{{ .Values.priority }}"'))).toBe(`${NONE}, perhaps TCP 80`);
    const elsewhere = adminPolicy({
      name: 'elsewhere',
      priority: '"{{ .Values.priority }}"',
      subject: '{ namespaces: { matchLabels: { team: b } } }',
      ingress: `[${deny()}]`,
    });
    expect(into(two(10, 20) + elsewhere)).toBe('TCP 80');
  });

  test('55: without a priority, or with one that is none, a policy comes after the others', () => {
    const denies = adminPolicy({ name: 'a', priority: 1000, ingress: `[${deny()}]` });
    for (const priority of ['', 'high']) {
      expect(into(three + denies + adminPolicy({ name: 'b', priority, ingress: `[${allow()}]` }))).toBe(NONE);
    }
  });
});

describe('what a rule does', () => {
  const inAdmin = (rules: string): string => three + clusterPolicy({ ingress: `[${rules}]` });
  const inBaseline = (rules: string): string =>
    three + clusterPolicy({ tier: 'Baseline', ingress: `[${rules}]` });

  test('51: Accept and Deny are final', () => {
    expect(into(inAdmin(accept()) + baselinePolicy({ ingress: `[${deny()}]` }))).toBe(ALL);
    expect(into(inAdmin(deny()) + baselinePolicy({ ingress: `[${allow()}]` }))).toBe(NONE);
    expect(into(inAdmin(`${accept()}, ${deny()}`))).toBe(ALL);
  });

  test('51: Pass leaves it to the next tier, whatever stands behind it', () => {
    const denies = clusterPolicy({ name: 'later', priority: 20, ingress: `[${deny()}]` });
    expect(into(inAdmin(`${pass(TCP_80)}, ${deny()}`))).toBe('TCP 80');
    expect(into(inAdmin(pass(TCP_80)) + denies)).toBe('TCP 80');
    expect(into(inAdmin(pass(TCP_80)) + denies + policy({ types: 'Ingress' }))).toBe(NONE);
    expect(into(inAdmin(pass(TCP_80)) + denies + baselinePolicy({ ingress: `[${deny()}]` }))).toBe(NONE);
  });

  test('51 and 56: Pass in the baseline leaves it to nobody: it passes', () => {
    expect(into(inBaseline(`${pass(TCP_80)}, ${deny()}`))).toBe('TCP 80');
  });

  test('51: an action that a template hides may be any', () => {
    const hidden = deny().replace('Deny', '"{{ .Values.action }}"');
    expect(into(inAdmin(hidden))).toBe(PERHAPS);
    expect(into(inAdmin(`${hidden}, ${accept()}`))).toBe(PERHAPS);
    expect(into(inAdmin(`${hidden}, ${deny()}`))).toBe(PERHAPS);
    expect(into(inAdmin(`${hidden}, ${deny()}`) + policy({ types: 'Ingress' }))).toBe(PERHAPS);
  });

  test('51: nobody knows what an action does that there is not', () => {
    expect(into(inAdmin(deny().replace('Deny', 'Reject')))).toBe(PERHAPS);
    expect(into(inAdmin(deny().replace('Deny', 'Allow')))).toBe(PERHAPS);
  });

  test('52: nobody is isolated: what no rule speaks of goes on', () => {
    expect(into(inAdmin(accept(TCP_80)))).toBe(ALL);
    expect(into(inAdmin(accept(TCP_80)) + policy({ ingress: '[{ ports: [{ port: 443 }] }]' }))).toBe(
      'TCP 80,443',
    );
  });

  test('52: without ingress rules there is no effect on ingress', () => {
    const out = clusterPolicy({ egress: '[{ action: Deny, to: [{ namespaces: {} }] }]' });
    expect(into(three + out)).toBe(ALL);
    expect(outOf(three + out)).toBe(NONE);
    expect(into(three + clusterPolicy({ ingress: '[]' }))).toBe(ALL);
  });

  test('54: what the destination accepts, the source may deny', () => {
    const view = (written: string) => openWorkspace(three + written, IN_DEFAULT).view();
    const accepts = clusterPolicy({ priority: 1, ingress: `[${accept()}]` });
    const denies = clusterPolicy({
      name: 'q',
      priority: 2,
      egress: '[{ action: Deny, to: [{ namespaces: {} }] }]',
    });
    expect(connection(view(accepts), 'web', 'api')).toBe(ALL);
    expect(connection(view(accepts + denies), 'web', 'api')).toBe(NONE);
    expect(connection(view(accepts + policy({ types: 'Egress' })), 'web', 'api')).toBe(NONE);
  });
});

describe('56: the baseline', () => {
  test('ClusterNetworkPolicies of it have priorities', () => {
    const both = (accepts: number): string =>
      three +
      clusterPolicy({ tier: 'Baseline', priority: accepts, ingress: `[${accept(TCP_80)}]` }) +
      clusterPolicy({ tier: 'Baseline', name: 'q', priority: 20, ingress: `[${deny()}]` });
    expect(into(both(10))).toBe('TCP 80');
    expect(into(both(30))).toBe(NONE);
    expect(into(both(20))).toBe(`${NONE}, perhaps TCP 80`);
  });

  test('their priorities are of their own tier', () => {
    const baseline = clusterPolicy({ tier: 'Baseline', name: 'b', priority: 1, ingress: `[${deny()}]` });
    expect(into(three + baseline + clusterPolicy({ priority: 1000, ingress: `[${accept()}]` }))).toBe(ALL);
  });

  test('a policy of a tier that there is not has no effect', () => {
    const written = clusterPolicy({ ingress: `[${deny()}]` });
    expect(into(three + written.replace('tier: Admin', 'tier: Other'))).toBe(ALL);
  });
});

describe('subjects', () => {
  const denying = (subject: string): string => three + adminPolicy({ subject, ingress: `[${deny()}]` });
  const PODS = 'podSelector: { matchLabels: { app: api } }';

  test.each([
    ['namespaces', '{ namespaces: { matchLabels: { team: a } } }', NONE],
    ['other namespaces', '{ namespaces: { matchLabels: { team: b } } }', ALL],
    [
      'the namespace by its name',
      '{ namespaces: { matchLabels: { kubernetes.io/metadata.name: default } } }',
      NONE,
    ],
    ['pods', `{ pods: { namespaceSelector: {}, ${PODS} } }`, NONE],
    ['other pods', '{ pods: { namespaceSelector: {}, podSelector: { matchLabels: { app: web } } } }', ALL],
    [
      'pods of other namespaces',
      `{ pods: { namespaceSelector: { matchLabels: { team: b } }, ${PODS} } }`,
      ALL,
    ],
    ['both fields: nobody', `{ namespaces: {}, pods: { namespaceSelector: {}, ${PODS} } }`, ALL],
    ['no field: nobody', '{}', ALL],
    ['null: nobody', '', ALL],
    ['fields of null: nobody', '{ namespaces: null }', ALL],
    ['a template', '"{{ .Values.subject }}"', PERHAPS],
    ['a template in it', '{ namespaces: "{{ .Values.namespaces }}" }', PERHAPS],
  ])('57: %s', (_, subject, expected) => {
    expect(into(denying(subject))).toBe(expected);
  });

  test('57: pods on the host network are nobody’s subject', () => {
    const hosted = web + pods('api', { spec: 'hostNetwork: true' });
    expect(into(hosted + adminPolicy({ ingress: `[${deny()}]` }))).toBe(ALL);
    expect(into(hosted + baselinePolicy({ ingress: `[${deny()}]` }))).toBe(ALL);
    const perhaps = web + pods('api', { spec: 'hostNetwork: "{{ .Values.host }}"' });
    expect(into(perhaps + adminPolicy({ ingress: `[${deny()}]` }))).toBe(PERHAPS);
  });

  test('18: labels of a namespace that is not in the manifests are unknown', () => {
    const unseen = web + api;
    const written = adminPolicy({
      subject: '{ namespaces: { matchLabels: { team: a } } }',
      ingress: `[${deny()}]`,
    });
    expect(into(unseen + written)).toBe(PERHAPS);
  });
});

describe('peers', () => {
  /** Whether the policy denies what comes from web, edge/far and outside. */
  const denied = (peers: string): string[] => {
    const manifests = three + adminPolicy({ ingress: `[{ action: Deny, from: ${peers} }]` });
    return ['web', 'edge/far', '192.0.2.1/32'].map((from) => into(manifests, from));
  };
  /** The same for an Allow before a Deny of everybody, on egress to api, edge/far and outside. */
  const allowed = (peers: string): string[] => {
    const rest = '{ action: Deny, to: [{ namespaces: {} }, { networks: [0.0.0.0/0] }] }';
    const manifests = three + adminPolicy({ egress: `[{ action: Allow, to: ${peers} }, ${rest}]` });
    return ['api', 'edge/far', '192.0.2.1/32'].map((to) => outOf(manifests, to));
  };

  test.each([
    ['58: namespaces: {} is all pods, and not the outside', '[{ namespaces: {} }]', [NONE, NONE, ALL]],
    ['58: namespaces', '[{ namespaces: { matchLabels: { team: b } } }]', [ALL, NONE, ALL]],
    [
      '58: pods',
      '[{ pods: { namespaceSelector: { matchLabels: { team: b } }, podSelector: { matchLabels: { app: web } } } }]',
      [ALL, NONE, ALL],
    ],
    ['58: an empty list is nobody', '[]', [ALL, ALL, ALL]],
    ['58: no list is nobody', '', [ALL, ALL, ALL]],
  ])('%s', (_, peers, expected) => {
    expect(denied(peers)).toEqual(expected);
  });

  test.each([
    ['59: a network outside', '[{ networks: [192.0.2.0/24] }]', [NONE, NONE, ALL]],
    ['59: one of several networks', '[{ networks: [198.51.100.0/24, 192.0.2.0/24] }]', [NONE, NONE, ALL]],
    ['59: nodes are no pods, and not everywhere', '[{ nodes: {} }]', [NONE, NONE, NONE]],
    ['60: a network holds pods too', '[{ networks: [0.0.0.0/0] }]', [ALL, ALL, ALL]],
    ['60: a network may hold pods', '[{ networks: [10.0.0.0/8] }]', [PERHAPS, PERHAPS, NONE]],
    [
      '65: names are of the outside, and nobody knows where',
      '[{ domainNames: [example.com] }]',
      [NONE, NONE, PERHAPS],
    ],
    ['64: what nobody understands allows nothing', '[{ other: {} }]', [NONE, NONE, NONE]],
    ['64: beside it the others hold', '[{ other: {} }, { namespaces: {} }]', [ALL, ALL, NONE]],
    [
      '58: two fields in one peer allow nothing',
      '[{ namespaces: {}, networks: [0.0.0.0/0] }]',
      [NONE, NONE, NONE],
    ],
    ['58: a field of null is none', '[{ namespaces: null, networks: [0.0.0.0/0] }]', [ALL, ALL, ALL]],
    ['58: a peer of null allows nothing', '[null]', [NONE, NONE, NONE]],
    ['a template hides a peer', '["{{ .Values.peer }}"]', [PERHAPS, PERHAPS, PERHAPS]],
    ['a template hides a network', '[{ networks: ["{{ .Values.cidr }}"] }]', [PERHAPS, PERHAPS, PERHAPS]],
    ['a template hides a name', '[{ domainNames: ["{{ .Values.name }}"] }]', [NONE, NONE, PERHAPS]],
  ])('%s', (_, peers, expected) => {
    expect(allowed(peers)).toEqual(expected);
  });

  test('59: nodes are among the addresses of the cluster', () => {
    const manifests = three + adminPolicy({ egress: '[{ action: Deny, to: [{ nodes: {} }] }]' });
    expect(outOf(manifests, '10.0.0.1/32')).toBe(PERHAPS);
    expect(outOf(manifests, '192.0.2.1/32')).toBe(ALL);
    expect(outOf(manifests, 'api')).toBe(ALL);
    const hosted = web + pods('api', { spec: 'hostNetwork: true' });
    const denies = adminPolicy({ egress: '[{ action: Deny, to: [{ nodes: {} }] }]' });
    expect(outOf(hosted + denies)).toBe(PERHAPS);
  });

  test('60: Deny of every network shuts pods off, unless a rule before it takes them', () => {
    const networks = '{ action: Deny, to: [{ networks: [0.0.0.0/0] }] }';
    expect(outOf(three + adminPolicy({ egress: `[${networks}]` }))).toBe(NONE);
    const passed = '{ action: Pass, to: [{ namespaces: {} }] }';
    const manifests = three + adminPolicy({ egress: `[${passed}, ${networks}]` });
    expect([outOf(manifests), outOf(manifests, '192.0.2.1/32')]).toEqual([ALL, NONE]);
  });

  test('60: rules share addresses out', () => {
    const halves = `[{ action: Allow, to: [{ networks: [0.0.0.0/1] }] }, { action: Allow, to: [{ networks: [128.0.0.0/1] }] }, { action: Deny, to: [{ networks: [0.0.0.0/0] }] }]`;
    expect(outOf(three + adminPolicy({ egress: halves }), '0.0.0.0/0')).toBe(ALL);
    const one = halves.replace('128.0.0.0/1', '192.0.0.0/2');
    expect(outOf(three + adminPolicy({ egress: one }), '0.0.0.0/0')).toBe(PERHAPS);
  });

  test.each(['Deny', 'Pass'])('64: what nobody understands denies everybody, even with %s', (action) => {
    const manifests = three + clusterPolicy({ ingress: `[{ action: ${action}, from: [{ other: {} }] }]` });
    expect(into(manifests)).toBe(NONE);
    expect(into(manifests, '192.0.2.1/32')).toBe(NONE);
  });

  test('64: it fails on the ports of its rule only', () => {
    const rule = `[{ action: Deny, from: [{ other: {} }]${TCP_80} }]`;
    expect(into(three + clusterPolicy({ ingress: rule }))).toBe(BUT_80);
  });

  test('64: with an action that a template hides it may allow nothing or deny everybody', () => {
    const rules = `[{ action: "{{ .Values.action }}", from: [{ other: {} }] }, ${accept()}]`;
    expect(into(three + clusterPolicy({ ingress: rules }))).toBe(PERHAPS);
  });

  test('65: names with Deny are refused, and deny nobody of the cluster', () => {
    const manifests =
      three + clusterPolicy({ egress: '[{ action: Deny, to: [{ domainNames: [example.com] }] }]' });
    expect(outOf(manifests)).toBe(ALL);
    expect(outOf(manifests, '192.0.2.1/32')).toBe(PERHAPS);
  });
});

describe('ports', () => {
  test.each([
    ['portNumber', '{ portNumber: { protocol: UDP, port: 53 } }', 'UDP 53'],
    ['TCP where no protocol is given', '{ portNumber: { port: 80 } }', 'TCP 80'],
    ['portRange, both ends included', '{ portRange: { protocol: TCP, start: 80, end: 90 } }', 'TCP 80-90'],
    [
      'a range that ends before it begins is none',
      '{ portRange: { protocol: TCP, start: 90, end: 80 } }',
      NONE,
    ],
    ['a range without a beginning is none', '{ portRange: { protocol: TCP, end: 80 } }', NONE],
    ['a range without an end is none', '{ portRange: { protocol: TCP, start: 80 } }', NONE],
    ['namedPort, with the protocol of the pods', '{ namedPort: dns }', 'UDP 53'],
    ['a name that the pods do not have', '{ namedPort: https }', NONE],
    ['several', '{ namedPort: http }, { namedPort: dns }', 'TCP 80,UDP 53'],
    ['an entry of nothing is none', '{}', NONE],
    ['an entry of two fields is none', '{ namedPort: http, portNumber: { port: 81 } }', NONE],
    ['a number in quotes is none', '{ portNumber: { protocol: TCP, port: "80" } }', NONE],
    ['no number is none', '{ portNumber: { protocol: TCP } }', NONE],
    [
      '21: nobody knows what a protocol means that there is not',
      '{ portNumber: { protocol: ICMP, port: 80 } }',
      PERHAPS,
    ],
    [
      'a port that a template hides',
      '{ portNumber: { port: "{{ .Values.port }}" } }',
      `${NONE}, perhaps TCP 1-65535`,
    ],
    [
      'a protocol that a template hides',
      '{ portNumber: { protocol: "{{ .Values.p }}", port: 80 } }',
      PERHAPS,
    ],
    [
      'a range that a template ends',
      '{ portRange: { start: 80, end: "{{ .Values.end }}" } }',
      `${NONE}, perhaps TCP 80-65535`,
    ],
    ['an entry that a template hides', '"{{ .Values.entry }}"', PERHAPS],
  ])('61: %s', (_, entries, expected) => {
    const rules = `[${allow(`, ports: [${entries}]`)}, ${deny()}]`;
    expect(into(three + adminPolicy({ ingress: rules }))).toBe(expected);
  });

  test.each([
    ['a number', '{ tcp: { destinationPort: { number: 80 } } }', 'TCP 80'],
    [
      'a range, both ends included',
      '{ udp: { destinationPort: { range: { start: 53, end: 54 } } } }',
      'UDP 53-54',
    ],
    ['a protocol alone is all of it', '{ sctp: {} }', 'SCTP 1-65535'],
    ['a name, with the protocol of the pods', '{ destinationNamedPort: dns }', 'UDP 53'],
    ['several', '{ tcp: { destinationPort: { number: 80 } } }, { udp: {} }', 'TCP 80,UDP 1-65535'],
    ['an entry of nothing is none', '{}', NONE],
    ['an entry of two fields is none', '{ tcp: {}, udp: {} }', NONE],
    ['a protocol that there is not is none', '{ icmp: {} }', NONE],
    ['a port of nothing is none', '{ tcp: { destinationPort: {} } }', NONE],
    [
      'a number and a range are none',
      '{ tcp: { destinationPort: { number: 80, range: { start: 1, end: 2 } } } }',
      NONE,
    ],
    ['a number in quotes is none', '{ tcp: { destinationPort: { number: "80" } } }', NONE],
    [
      'a port that a template hides',
      '{ tcp: { destinationPort: { number: "{{ .Values.port }}" } } }',
      `${NONE}, perhaps TCP 1-65535`,
    ],
    [
      'a protocol whose port a template hides',
      '{ tcp: "{{ .Values.tcp }}" }',
      `${NONE}, perhaps TCP 1-65535`,
    ],
    ['an entry that a template hides', '"{{ .Values.entry }}"', PERHAPS],
  ])('62: %s', (_, entries, expected) => {
    const rules = `[${accept(`, protocols: [${entries}]`)}, ${deny()}]`;
    expect(into(three + clusterPolicy({ ingress: rules }))).toBe(expected);
  });

  test.each(['', ', ports: []', ', ports: null'])('61: without ports, all are meant: %s', (ports) => {
    expect(into(three + adminPolicy({ ingress: `[${allow(ports)}, ${deny()}]` }))).toBe(ALL);
  });

  test('24 and 61: on egress each destination resolves a name for itself', () => {
    const rules = '[{ action: Deny, to: [{ namespaces: {} }], ports: [{ namedPort: http }] }]';
    expect(outOf(three + adminPolicy({ egress: rules }))).toBe(BUT_80);
    expect(outOf(three + adminPolicy({ egress: rules }), 'edge/far')).toBe(ALL);
  });

  test('63: beside networks a name is refused; addresses have no named ports', () => {
    const rules = '[{ action: Deny, to: [{ networks: [0.0.0.0/0] }], ports: [{ namedPort: http }] }]';
    expect(outOf(three + adminPolicy({ egress: rules }), '192.0.2.1/32')).toBe(ALL);
  });
});
