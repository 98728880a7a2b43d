import { describe, expect, test } from 'vitest';
import { RULES } from '../../../server/src/core/rules/registry.gen.ts';
import { applyFix, findAll, fixesOf } from '../../support/check-findings.ts';
import { pods } from '../../support/pods.ts';
import { adminPolicy, baselinePolicy, clusterPolicy, policy } from '../../support/policy.ts';
import { connection } from '../../support/reach.ts';
import { openWorkspace } from '../../support/workspace.ts';

/** What is wrong with a manifest by any rule, as `rule at text: message`. */
function wrong(manifest: string): string[] {
  const { host } = openWorkspace(manifest);
  return findAll(RULES, host)
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ rule, at, message }) => {
      const location = host.locator.locate(host.snapshot(), at);
      const text = location ? manifest.slice(location.span.start, location.span.end) : '?';
      return `${rule} at ${text}: ${message}`;
    });
}

const fixed = (manifest: string): string[] => {
  const workspace = openWorkspace(manifest);
  const [first] = findAll(RULES, workspace.host);
  return first ? fixesOf(RULES, workspace, first.rule).map(({ title }) => title) : [];
};

const web = pods('web', { ports: ['http: 80'] });

describe('peers of NetworkPolicies', () => {
  const from = (peers: string): string[] => wrong(policy({ ingress: `[{ from: ${peers} }]` }));
  const NOTHING = 'it takes a `podSelector`, a `namespaceSelector` or both, or an `ipBlock`.';

  test.each([
    ['{}', `at {}: A peer of nothing is no peer and matches nothing: ${NOTHING}`],
    ['web', `at web: \`web\` is no peer and matches nothing: ${NOTHING}`],
    ['null', `at null: A peer of nothing is no peer and matches nothing: ${NOTHING}`],
    ['{ podSelector: null }', `at podSelector: A peer of nothing is no peer and matches nothing: ${NOTHING}`],
    [
      '{ namespaceSelector: {}, podSelector: {}, ipBlock: { cidr: 192.0.2.0/24 } }',
      'at ipBlock: An `ipBlock` cannot stand beside a `podSelector` in one peer, which then matches nothing; make two items of them.',
    ],
    ['{ ipBlock: {} }', 'at ipBlock: This `ipBlock` has no `cidr` and matches nothing; write one.'],
  ])('%s', (peer, expected) => {
    expect(from(`[${peer}]`)).toEqual([`policy-invalid-peer ${expected}`]);
  });

  test.each([
    '[]',
    '[{ podSelector: {} }]',
    '[{ ipBlock: null, podSelector: {} }]',
    '["{{ .Values.peer }}"]',
    '[{ ipBlock: "{{ .Values.block }}" }]',
    '[{ ipBlock: { cidr: "{{ .Values.cidr }}" } }]',
  ])('%s is fine, or may be', (peers) => {
    expect(from(peers)).toEqual([]);
  });

  test.each([
    [
      policy({ ingress: '[{ from: { podSelector: {} } }]' }),
      'peer at from: `from` is no list, so nothing is admitted by it; begin each peer with a dash.',
    ],
    [
      policy({ egress: '[{ ports: { port: 80 } }]', types: 'Egress' }),
      'port at ports: `ports` is no list, so nothing is admitted by it; begin each port with a dash.',
    ],
    [
      policy({ ingress: '{ from: [{ podSelector: {} }] }' }),
      'field at ingress: `ingress` is no list, so nothing is admitted by it; begin each rule with a dash.',
    ],
  ])('what is no list: %s', (manifest, expected) => {
    expect(wrong(manifest)).toEqual([`policy-invalid-${expected}`]);
  });

  test.each([
    [
      '[{ ports: [8080, { port: 80 }, null] }]',
      'port at 8080: `8080` is no entry of `ports` and admits nothing; write it as the value of `port`.',
    ],
    ['[web, null]', 'field at web: `web` is no rule and admits nothing: it takes `from` and `ports`.'],
    ['[[]]', 'field at []: This is no rule and admits nothing: it takes `from` and `ports`.'],
  ])('what is no map: %s', (ingress, expected) => {
    expect(wrong(policy({ ingress }))).toEqual([`policy-invalid-${expected}`]);
  });

  test.each(['["{{ x }}"]', '[{ ports: ["{{ x }}"] }]'])('an item may be a template: %s', (ingress) => {
    expect(wrong(policy({ ingress }))).toEqual([]);
  });

  test.each(['"{{ x }}"', '\n{{ toYaml .Values.rules | indent 2 }}'])(
    'a list may be a template: %s',
    (rules) => {
      expect(wrong(policy({ ingress: rules }))).toEqual([]);
    },
  );

  test('a template may write the rest of a peer', () => {
    const open = policy({}).replace(
      '---',
      '  ingress:\n    - from:\n        - {{- toYaml .Values.peer | nindent 10 }}\n          x: 1\n---',
    );
    expect(wrong(open)).toEqual([]);
  });
});

describe('address blocks', () => {
  const block = (written: string): string => policy({ ingress: `[{ from: [{ ipBlock: { ${written} } }] }]` });

  test.each([
    ['cidr: 192.0.2.7', '192.0.2.7: `192.0.2.7` has no prefix length; for this one address it is /32.'],
    [
      'cidr: "2001:db8::1"',
      '"2001:db8::1": `2001:db8::1` has no prefix length; for this one address it is /128.',
    ],
    ['cidr: 192.0.2.0/33', '192.0.2.0/33: `192.0.2.0/33` has no prefix length from 0 to 32.'],
    ['cidr: web', 'web: `web` does not start with an IPv4 or IPv6 address.'],
    ['cidr: 192.0.02.0/24', '192.0.02.0/24: `192.0.02.0/24` has a decimal number with a zero in front.'],
    [
      'cidr: 192.0.2.7/24',
      '192.0.2.7/24: `192.0.2.7/24` is no block as it stands, and refused since Kubernetes 1.36; it means `192.0.2.0/24`.',
    ],
    [
      'cidr: 192.0.2.0/24, except: [192.0.2.9]',
      '192.0.2.9: `192.0.2.9` has no prefix length; for this one address it is /32.',
    ],
    [
      'cidr: 192.0.2.0/24, except: [192.0.0.0/16]',
      '192.0.0.0/16: `192.0.0.0/16` does not lie inside `192.0.2.0/24`, so it excepts nothing.',
    ],
    [
      'cidr: 192.0.2.0/24, except: ["::/0"]',
      '"::/0": `::/0` does not lie inside `192.0.2.0/24`, so it excepts nothing.',
    ],
    [
      'cidr: 192.0.2.0/24, except: [192.0.2.0/24]',
      '192.0.2.0/24: `192.0.2.0/24` is no exception but all of the block `192.0.2.0/24`.',
    ],
  ])('%s', (written, expected) => {
    expect(wrong(block(written))).toEqual([`policy-invalid-address-block at ${expected}`]);
  });

  test('a larger exception takes away what the block has', () => {
    const manifest = pods('api') + block('cidr: 192.0.2.0/24, except: [192.0.0.0/16]');
    expect(wrong(manifest)).toHaveLength(1);
  });

  test.each([
    'cidr: 192.0.2.0/24, except: [192.0.2.0/25]',
    'cidr: "{{ .Values.cidr }}", except: [192.0.2.0/25]',
    'cidr: 192.0.2.0/24, except: ["{{ .Values.cidr }}"]',
  ])('%s is fine, or may be', (written) => {
    expect(wrong(block(written))).toEqual([]);
  });

  test('of the networks of a policy of the cluster', () => {
    const written = adminPolicy({ egress: '[{ action: Deny, to: [{ networks: [10.0.0.0/8, 10.0.0.1] }] }]' });
    expect(wrong(written)).toEqual([
      'policy-invalid-address-block at 10.0.0.1: `10.0.0.1` has no prefix length; for this one address it is /32.',
    ]);
    expect(fixed(written)).toEqual(['Write `10.0.0.1/32`']);
  });

  test('what is meant is offered', () => {
    expect(fixed(block('cidr: 192.0.2.7/24'))).toEqual(['Write `192.0.2.0/24`']);
    expect(fixed(block('cidr: "2001:db8::1"'))).toEqual(['Write `2001:db8::1/128`']);
    expect(fixed(block('cidr: web'))).toEqual([]);
  });
});

describe('ports of NetworkPolicies', () => {
  const on = (port: string): string => web + policy({ ingress: `[{ ports: [${port}] }]` });
  const RANGE = 'a port is a number from 1 to 65535.';

  test.each([
    ['{ port: 0 }', `at 0: \`0\` is no port: ${RANGE}`],
    ['{ port: 65536 }', `at 65536: \`65536\` is no port: ${RANGE}`],
    ['{ port: -1 }', `at -1: \`-1\` is no port: ${RANGE}`],
    ['{ port: 80, protocol: ICMP }', 'at ICMP: `ICMP` is no protocol; write `SCTP`, `TCP` or `UDP`.'],
    ['{ port: 80, protocol: udp }', 'at udp: `udp` is no protocol; did you mean `UDP`?'],
    [
      '{ port: 80, endPort: 79 }',
      'at 79: `79` is below the `port` 80, so this range is empty; turn them around.',
    ],
    ['{ port: 80, endPort: 65536 }', `at 65536: \`65536\` is no port: ${RANGE}`],
    ['{ port: 80, endPort: "90" }', 'at "90": In quotes `90` is no number; write it without.'],
    ['{ port: 80, endPort: high }', 'at high: `high` is no number; a port is one from 1 to 65535.'],
    [
      '{ endPort: 90 }',
      'at 90: `90` ends a range that has no beginning, so this entry matches nothing; write a `port`.',
    ],
    [
      '{ port: http, endPort: 90 }',
      'at 90: A range cannot begin with a name like `http`, so this entry matches nothing; write its number.',
    ],
  ])('%s', (port, expected) => {
    expect(wrong(on(port))).toEqual([`policy-invalid-port ${expected}`]);
  });

  test.each([
    '{ port: 65535 }',
    '{ port: 80, endPort: 80 }',
    '{ port: http }',
    '{}',
    '{ port: "{{ .Values.port }}" }',
    '{ port: "{{ .Values.port }}", endPort: 90 }',
    '{ port: 80, endPort: "{{ .Values.port }}" }',
    '{ port: 80, protocol: "{{ .Values.protocol }}" }',
  ])('%s is fine, or may be', (port) => {
    expect(wrong(on(port))).toEqual([]);
  });

  test('a number in quotes is told once, by the rule for names', () => {
    expect(wrong(on('{ port: "80" }')).map((each) => each.split(' ')[0])).toEqual([
      'policy-named-port-unresolved',
    ]);
  });

  test('what is meant is offered', () => {
    expect(fixed(on('{ port: 80, protocol: udp }'))).toEqual(['Write `UDP`']);
    expect(fixed(on('{ port: 80, endPort: "90" }'))).toEqual(['Write `90`']);
    expect(fixed(on('{ port: 0 }'))).toEqual([]);
  });
});

describe('fields of NetworkPolicies', () => {
  const selecting = (expression: string): string =>
    policy({}).replace('podSelector: {}', `podSelector: { matchExpressions: [${expression}] }`);

  test.each([
    ['{ key: app, operator: in, values: [web] }', 'at in: `in` is no operator; did you mean `In`?'],
    ['{ key: app, operator: In }', 'at key: `In` needs `values`: list at least one.'],
    ['{ key: app, operator: NotIn, values: [] }', 'at key: `NotIn` needs `values`: list at least one.'],
    [
      '{ key: app, operator: Exists, values: [web] }',
      'at values: `Exists` takes no `values`: take them out, or write `In` or `NotIn`.',
    ],
    ['{ operator: Exists }', 'at operator: This expression has no `key`: name the label.'],
    [
      '{ key: app }',
      'at key: This expression has no `operator`: write `In`, `NotIn`, `Exists` or `DoesNotExist`.',
    ],
  ])('an expression: %s', (expression, expected) => {
    expect(wrong(selecting(expression)).filter((each) => each.startsWith('policy-invalid'))).toEqual([
      `policy-invalid-field ${expected}`,
    ]);
    const peer = policy({ ingress: `[{ from: [{ podSelector: { matchExpressions: [${expression}] } }] }]` });
    expect(wrong(peer).filter((each) => each.startsWith('policy-invalid'))).toEqual([
      `policy-invalid-field ${expected}`,
    ]);
  });

  test.each([
    '{ key: app, operator: "{{ .Values.operator }}" }',
    '{ key: app, operator: In, values: "{{ .Values.values }}" }',
    '"{{ .Values.expression }}"',
  ])('an expression of a template: %s', (expression) => {
    expect(wrong(selecting(expression)).filter((each) => each.startsWith('policy-invalid'))).toEqual([]);
  });

  test('types', () => {
    expect(wrong(policy({ types: 'Ingress, Egres' }))).toEqual([
      'policy-invalid-field at Egres: `Egres` is no type of policy; did you mean `Egress`?',
    ]);
    expect(wrong(policy({ types: '"{{ .Values.type }}"' }))).toEqual([]);
    expect(fixed(policy({ types: 'ingress' }))).toEqual(['Write `Ingress`']);
  });
});

describe('policies of the cluster', () => {
  const FROM = 'from: [{ namespaces: {} }]';
  const inAdmin = (rule: string): string => adminPolicy({ ingress: `[{ ${rule} }]` });
  const outAdmin = (rule: string): string => adminPolicy({ egress: `[{ ${rule} }]` });
  const inCluster = (rule: string): string => clusterPolicy({ ingress: `[{ ${rule} }]` });

  test.each([
    [
      'a priority that is missing',
      adminPolicy({}).replace('  priority: 10\n', ''),
      'field at spec: `priority` is missing here; write it.',
    ],
    [
      'a priority out of range',
      adminPolicy({ priority: 1001 }),
      'field at 1001: `1001` is no priority: a priority is a number from 0 to 1000.',
    ],
    [
      'a priority below zero',
      clusterPolicy({ priority: -1 }),
      'field at -1: `-1` is no priority: a priority is a number from 0 to 1000.',
    ],
    [
      'a priority in quotes',
      adminPolicy({ priority: '"5"' }),
      'field at "5": In quotes `5` is no number; write it without.',
    ],
    [
      'a priority that is a word',
      adminPolicy({ priority: 'high' }),
      'field at high: `high` is no number; a priority is one from 0 to 1000.',
    ],
    [
      'a tier that there is not',
      clusterPolicy({}).replace('tier: Admin', 'tier: admin'),
      'field at admin: `admin` is no tier; did you mean `Admin`?',
    ],
    [
      'no tier',
      clusterPolicy({}).replace('  tier: Admin\n', ''),
      'field at spec: `tier` is missing here; write it.',
    ],
    [
      'a baseline of another name',
      baselinePolicy({ name: 'base' }),
      'field at base: There is only one baseline, and it is called `default`, not `base`.',
    ],
    [
      'Pass in the baseline of v1alpha1',
      baselinePolicy({ ingress: `[{ action: Pass, ${FROM} }]` }),
      'field at Pass: `Pass` is no action of this kind; write `Allow` or `Deny`.',
    ],
    [
      'the action of the other version',
      inAdmin(`action: Accept, ${FROM}`),
      'field at Accept: `Accept` is no action of this kind, which calls it `Allow`.',
    ],
    [
      'an action in other letters',
      inCluster(`action: deny, ${FROM}`),
      'field at deny: `deny` is no action of this kind; did you mean `Deny`?',
    ],
    ['no action', inAdmin(FROM), 'field at from: `action` is missing here; write it.'],
    [
      'no subject',
      adminPolicy({}).replace('  subject: { namespaces: {} }\n', ''),
      'field at spec: `subject` is missing here; write it.',
    ],
    [
      'an empty subject',
      adminPolicy({ subject: '{}' }),
      'field at subject: This subject says nothing that is known: it has exactly one of `namespaces` and `pods`.',
    ],
    [
      'a subject of both',
      adminPolicy({ subject: '{ namespaces: {}, pods: {} }' }),
      'field at pods: `namespaces` and `pods` do not stand in one subject: it has exactly one of `namespaces` and `pods`.',
    ],
    [
      'no peers',
      inAdmin('action: Deny'),
      'peer at action: Nobody is listed in `from`, so this rule matches nothing; `namespaces: {}` would be every pod.',
    ],
    [
      'an empty list of peers',
      outAdmin('action: Deny, to: []'),
      'peer at to: Nobody is listed in `to`, so this rule matches nothing; `namespaces: {}` would be every pod.',
    ],
    [
      'an empty peer',
      inAdmin('action: Deny, from: [{}]'),
      'peer at {}: This peer says nothing that is known: it has exactly one of `namespaces` and `pods`.',
    ],
    [
      'networks on ingress',
      inAdmin('action: Deny, from: [{ networks: [10.0.0.0/8] }]'),
      'peer at networks: This peer says nothing that is known: it has exactly one of `namespaces` and `pods`.',
    ],
    [
      'two fields in a peer',
      outAdmin('action: Deny, to: [{ namespaces: {}, nodes: {} }]'),
      'peer at nodes: `namespaces` and `nodes` do not stand in one peer: it has exactly one of `namespaces`, `pods`, `networks`, `nodes` and `domainNames`.',
    ],
    [
      'no networks',
      outAdmin('action: Deny, to: [{ networks: [] }]'),
      'peer at networks: This list of `networks` is empty, so the peer matches nothing.',
    ],
    [
      'domain names that are denied',
      outAdmin('action: Deny, to: [{ domainNames: [example.com] }]'),
      'peer at domainNames: `domainNames` are only for rules that allow, and this one says `Deny`; use `networks`.',
    ],
    [
      'an expression in a subject',
      adminPolicy({
        subject: '{ namespaces: { matchExpressions: [{ key: a, operator: in, values: [b] }] } }',
      }),
      'field at in: `in` is no operator; did you mean `In`?',
    ],
    [
      'a named port beside nodes',
      outAdmin('action: Deny, to: [{ namespaces: {} }, { nodes: {} }], ports: [{ namedPort: http }]'),
      'port at http: Only pods have named ports, and this rule is about `nodes` too; write the number of `http`.',
    ],
    [
      'pods of no namespaces',
      inAdmin('action: Deny, from: [{ pods: { podSelector: {} } }]'),
      'peer at pods: `namespaceSelector` is missing here; write it.',
    ],
    [
      'a subject of namespaces without pods',
      adminPolicy({ subject: '{ pods: { namespaceSelector: {} } }' }),
      'field at pods: `podSelector` is missing here; write it.',
    ],
    [
      'a number as a name beside networks',
      outAdmin('action: Deny, to: [{ networks: [192.0.2.0/24] }], ports: [{ namedPort: "80" }]'),
      'port at "80": `80` is no name of a port, for that has a letter; write the number in the field for numbers.',
    ],
    [
      'a number as a name',
      inAdmin(`action: Deny, ${FROM}, ports: [{ namedPort: "80" }]`),
      'port at "80": `80` is no name of a port, for that has a letter; write the number in the field for numbers.',
    ],
    [
      'an empty entry of ports',
      inAdmin(`action: Deny, ${FROM}, ports: [{}]`),
      'port at {}: This entry of ports says nothing that is known: it has exactly one of `portNumber`, `portRange` and `namedPort`.',
    ],
    [
      'a protocol',
      inAdmin(`action: Deny, ${FROM}, ports: [{ portNumber: { protocol: tcp, port: 80 } }]`),
      'port at tcp: `tcp` is no protocol; did you mean `TCP`?',
    ],
    [
      'half a range',
      inAdmin(`action: Deny, ${FROM}, ports: [{ portRange: { start: 80 } }]`),
      'port at portRange: `end` is missing here; write it.',
    ],
    [
      'a range that ends before it begins',
      inAdmin(`action: Deny, ${FROM}, ports: [{ portRange: { start: 80, end: 79 } }]`),
      'port at 79: `79` is below the `start` 80 of this range.',
    ],
    [
      'a range of one port in v1alpha2',
      inCluster(
        `action: Deny, ${FROM}, protocols: [{ tcp: { destinationPort: { range: { start: 80, end: 80 } } } }]`,
      ),
      'port at 80: `80` is not above the `start` 80 of this range.',
    ],
    [
      'a port out of range',
      inCluster(`action: Deny, ${FROM}, protocols: [{ tcp: { destinationPort: { number: 0 } } }]`),
      'port at 0: `0` is no port: a port is a number from 1 to 65535.',
    ],
    [
      'two protocols in an entry',
      inCluster(`action: Deny, ${FROM}, protocols: [{ tcp: {}, udp: {} }]`),
      'port at udp: `tcp` and `udp` do not stand in one entry of protocols: it has exactly one of `tcp`, `udp`, `sctp` and `destinationNamedPort`.',
    ],
    [
      'an empty destination',
      inCluster(`action: Deny, ${FROM}, protocols: [{ tcp: { destinationPort: {} } }]`),
      'port at destinationPort: This destinationPort says nothing that is known: it has exactly one of `number` and `range`.',
    ],
  ])('%s', (_, manifest, expected) => {
    expect(wrong(manifest)).toEqual([`policy-invalid-${expected}`]);
  });

  test.each([
    ['a policy without rules', adminPolicy({})],
    ['a priority of 0', clusterPolicy({ priority: 0 })],
    ['a template as subject', adminPolicy({ subject: '"{{ .Values.subject }}"' })],
    ['a template as priority', adminPolicy({ priority: '"{{ .Values.priority }}"' })],
    ['a template as tier', clusterPolicy({}).replace('tier: Admin', 'tier: "{{ .Values.tier }}"')],
    ['a template as name', baselinePolicy({ name: '"{{ .Values.name }}"' })],
    ['a template as action', inAdmin(`action: "{{ .Values.action }}", ${FROM}`)],
    ['a template as rule', adminPolicy({ ingress: '["{{ .Values.rule }}"]' })],
    ['a template as peers', inAdmin('action: Deny, from: "{{ .Values.from }}"')],
    ['a template as peer', inAdmin('action: Deny, from: ["{{ .Values.from }}"]')],
    ['a template as networks', outAdmin('action: Deny, to: [{ networks: "{{ .Values.networks }}" }]')],
    ['a template as entry of ports', inAdmin(`action: Deny, ${FROM}, ports: ["{{ .Values.port }}"]`)],
    ['a template as port', inAdmin(`action: Deny, ${FROM}, ports: [{ portNumber: "{{ .Values.port }}" }]`)],
    ['a template as protocol', inCluster(`action: Deny, ${FROM}, protocols: [{ tcp: "{{ .Values.tcp }}" }]`)],
    [
      'names that are allowed',
      clusterPolicy({ egress: '[{ action: Accept, to: [{ domainNames: [example.com] }] }]' }),
    ],
  ])('%s is fine, or may be', (_, manifest) => {
    expect(wrong(manifest)).toEqual([]);
  });

  test('what is meant is offered', () => {
    expect(fixed(inAdmin(`action: Accept, ${FROM}`))).toEqual(['Write `Allow`']);
    expect(fixed(baselinePolicy({ name: 'base' }))).toEqual(['Write `default`']);
    expect(fixed(adminPolicy({ priority: '"5"' }))).toEqual(['Write `5`']);
    expect(fixed(adminPolicy({ priority: 1001 }))).toEqual([]);
  });
});

test('everything else is still answered', () => {
  const manifest = `${web}${pods('api')}${policy({
    pods: 'app: api',
    ingress:
      '[{ from: [{}] }, { from: [{ ipBlock: { cidr: web } }] }, { from: [{ podSelector: {} }], ports: [{ port: 0 }, { port: 81 }] }]',
  })}`;
  expect(wrong(manifest)).toHaveLength(3);
  expect(connection(openWorkspace(manifest, { defaultNamespace: 'default' }).view(), 'web', 'api')).toBe(
    'TCP 81',
  );
});

test('while the YAML is broken, nothing is missing', () => {
  const { host } = openWorkspace(policy({ ingress: '[{ from: [{}] }]' }));
  host.apply([
    {
      uri: 'file:///fixture.yaml',
      text: policy({ ingress: '[{ from: [{ podSel' }).replace('---\n', ''),
      editedAt: undefined,
    },
  ]);
  expect(findAll(RULES, host).filter(({ rule }) => rule.startsWith('policy-invalid'))).toEqual([]);
});

test('a fix is applied where the finding is', () => {
  const manifest = policy({ types: 'ingress' });
  const workspace = openWorkspace(manifest);
  const [fix] = fixesOf(RULES, workspace, 'policy-invalid-field');
  if (!fix) throw new Error('there is no fix');
  expect([...applyFix(workspace.host, fix).values()]).toEqual([manifest.replace('[ingress]', '[Ingress]')]);
});
