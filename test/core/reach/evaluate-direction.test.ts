import { describe, expect, test } from 'vitest';
import { pods } from '../../support/pods.ts';
import { namespace, policy } from '../../support/policy.ts';
import { egress, ingress } from '../../support/reach.ts';
import { openWorkspace } from '../../support/workspace.ts';

// Numbers in the names are those of the semantics rules.

const IN_DEFAULT = { defaultNamespace: 'default' };
const ALL = 'All Connections';
const NONE = 'No Connections';
const PERHAPS = `${NONE}, perhaps ${ALL}`;

const web = pods('web', { ports: ['http: 8080'] });
const api = pods('api', { ports: ['http: 80', 'metrics: 9090', 'dns: 53/UDP'] });
const far = pods('far', { namespace: 'edge', labels: 'app: web' });
const three = web + api + far;

/** What gets into `api`. */
const into = (manifests: string, from = 'web'): string =>
  ingress(openWorkspace(manifests, IN_DEFAULT).view(), 'api', from);
/** What gets out of `web`. */
const outOf = (manifests: string, to = 'api'): string =>
  egress(openWorkspace(manifests, IN_DEFAULT).view(), 'web', to);

describe('isolation', () => {
  test('1: without a policy everything passes, to the outside and from it, too', () => {
    expect(into(three)).toBe(ALL);
    expect(into(three, '192.0.2.1/32')).toBe(ALL);
    expect(outOf(three, '192.0.2.1/32')).toBe(ALL);
  });

  test('1: each direction by itself', () => {
    const onlyIngress = three + policy({ types: 'Ingress' });
    expect(into(onlyIngress)).toBe(NONE);
    expect(outOf(onlyIngress)).toBe(ALL);
    const onlyEgress = three + policy({ types: 'Egress' });
    expect(into(onlyEgress)).toBe(ALL);
    expect(outOf(onlyEgress)).toBe(NONE);
  });

  test('1: only the pods that are selected', () => {
    expect(into(three + policy({ pods: 'app: web', types: 'Ingress' }))).toBe(ALL);
    expect(into(three + policy({ pods: 'app: api', types: 'Ingress' }))).toBe(NONE);
  });

  test('3: policies add up', () => {
    const both =
      three +
      policy({ name: 'deny', types: 'Ingress' }) +
      policy({ name: 'http', ingress: '[{ ports: [{ port: 80 }] }]' }) +
      policy({ name: 'dns', ingress: '[{ ports: [{ port: 53, protocol: UDP }] }]' });
    expect(into(both)).toBe('TCP 80,UDP 53');
  });

  test('4: a policy selects pods of its own namespace only; {} and nothing at all select all of them', () => {
    expect(into(three + policy({ namespace: 'edge', types: 'Ingress' }))).toBe(ALL);
    expect(into(three + policy({ types: 'Ingress' }).replace('  podSelector: {}\n', ''))).toBe(NONE);
  });

  test('14: by the labels of the pod template, not of the Deployment', () => {
    const labelled = three.replace('{ name: api }', '{ name: api, labels: { tier: back } }');
    expect(into(labelled + policy({ pods: 'tier: back', types: 'Ingress' }))).toBe(ALL);
  });

  test('36: replicas of one workload are different pods', () => {
    expect(into(three + policy({ pods: 'app: api', types: 'Ingress' }), 'api')).toBe(NONE);
  });
});

describe('which directions a policy speaks of', () => {
  test.each([
    ['5: no policyTypes, no egress', policy({ ingress: '[]' }), NONE, ALL],
    ['5: policyTypes: [] is as good as none', policy({ types: '', egress: '[{}]' }), NONE, ALL],
    ['5: egress: [] without policyTypes isolates ingress only', policy({ egress: '[]' }), NONE, ALL],
    [
      '5: egress rules without policyTypes isolate both',
      policy({ egress: '[{ ports: [{ port: 1 }] }]' }),
      NONE,
      'TCP 1',
    ],
    ['5: no rules at all', policy({}), NONE, ALL],
    [
      '6: rules of a direction that is not listed are inert',
      policy({ types: 'Ingress', egress: '[{ ports: [{ port: 1 }] }]' }),
      NONE,
      ALL,
    ],
    [
      '6: a direction that is listed and has no rules is shut',
      policy({ types: 'Egress', ingress: '[{}]' }),
      ALL,
      NONE,
    ],
    ['7: ingress: null', policy({ types: 'Ingress', ingress: 'null' }), NONE, ALL],
    ['7: ingress: []', policy({ types: 'Ingress', ingress: '[]' }), NONE, ALL],
    ['7: ingress: [{}] lets everything in', policy({ types: 'Ingress', ingress: '[{}]' }), ALL, ALL],
  ])('%s', (_, written, inwards, outwards) => {
    expect([into(three + written), outOf(three + written)]).toEqual([inwards, outwards]);
  });
});

describe('peers', () => {
  const from = (peers: string): string =>
    three + policy({ pods: 'app: api', ingress: `[{ from: ${peers} }]` });
  const WEB = 'podSelector: { matchLabels: { app: web } }';
  const EDGE = 'namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: edge } }';

  test.each([
    ['8: from absent or empty is everyone, outside too', '[]', [ALL, ALL, ALL]],
    ['9: {} matches nothing', '[{}]', [NONE, NONE, NONE]],
    ['10: podSelector alone is of the own namespace', `[{ ${WEB} }]`, [ALL, NONE, NONE]],
    ['10: namespaceSelector alone is all pods there', `[{ ${EDGE} }]`, [NONE, ALL, NONE]],
    [
      '10: both in one item must both match',
      `[{ ${EDGE}, podSelector: { matchLabels: { app: api } } }]`,
      [NONE, NONE, NONE],
    ],
    ['10: both in one item match', `[{ ${EDGE}, ${WEB} }]`, [NONE, ALL, NONE]],
    ['10: two items are alternatives', `[{ ${EDGE} }, { ${WEB} }]`, [ALL, ALL, NONE]],
    [
      '11: namespaceSelector {} is all pods, and not the outside',
      '[{ namespaceSelector: {} }]',
      [ALL, ALL, NONE],
    ],
    ['11: podSelector {} is the own namespace', '[{ podSelector: {} }]', [ALL, NONE, NONE]],
    ['11: both {} are all pods', '[{ namespaceSelector: {}, podSelector: {} }]', [ALL, ALL, NONE]],
    [
      '12: a block beside a selector is refused',
      '[{ ipBlock: { cidr: 0.0.0.0/0 }, podSelector: {} }]',
      [NONE, NONE, NONE],
    ],
  ])('%s', (_, peers, [own, other, outside]) => {
    const manifests = from(peers);
    expect([into(manifests), into(manifests, 'edge/far'), into(manifests, '192.0.2.1/32')]).toEqual([
      own,
      other,
      outside,
    ]);
  });

  test('8: a rule matches peers and ports', () => {
    const manifests = three + policy({ ingress: `[{ from: [{ ${WEB} }], ports: [{ port: 80 }] }]` });
    expect(into(manifests)).toBe('TCP 80');
    expect(into(manifests, 'api')).toBe(NONE);
    expect(into(three + policy({ ingress: '[{ ports: [] }]' }), '192.0.2.1/32')).toBe(ALL);
  });

  test.each([
    ['In', '{ key: app, operator: In, values: [web, x] }', ALL],
    ['In, another', '{ key: app, operator: In, values: [x] }', NONE],
    ['NotIn', '{ key: app, operator: NotIn, values: [web] }', NONE],
    ['NotIn, key absent', '{ key: tier, operator: NotIn, values: [web] }', ALL],
    ['Exists', '{ key: app, operator: Exists }', ALL],
    ['Exists, key absent', '{ key: tier, operator: Exists }', NONE],
    ['DoesNotExist', '{ key: app, operator: DoesNotExist }', NONE],
    ['DoesNotExist, key absent', '{ key: tier, operator: DoesNotExist }', ALL],
    ['all must hold', '{ key: app, operator: Exists }, { key: tier, operator: Exists }', NONE],
  ])('15: %s', (_, expressions, expected) => {
    expect(into(from(`[{ podSelector: { matchExpressions: [${expressions}] } }]`))).toBe(expected);
  });

  test('16: values are compared as they are written, with quotes or without', () => {
    const manifests =
      pods('web', { labels: 'app: true' }) +
      api +
      policy({ ingress: '[{ from: [{ podSelector: { matchLabels: { app: "true" } } }] }]' });
    expect(into(manifests)).toBe(ALL);
    expect(into(manifests.replace('app: true', 'app: True'))).toBe(NONE);
  });

  test('15: matchLabels and matchExpressions', () => {
    const both =
      'matchLabels: { app: web }, matchExpressions: [{ key: app, operator: NotIn, values: [web] }]';
    expect(into(from(`[{ podSelector: { ${both} } }]`))).toBe(NONE);
  });

  test('17: the name is a label of every namespace, of one whose object lacks it too', () => {
    for (const object of ['', namespace('edge'), namespace('edge', 'kubernetes.io/metadata.name: lie')]) {
      expect(into(from(`[{ ${EDGE} }]`) + object, 'edge/far')).toBe(ALL);
    }
  });

  test('18: other labels of a namespace that is not in the manifests are unknown', () => {
    const manifests = from('[{ namespaceSelector: { matchLabels: { team: a } } }]');
    expect(into(manifests, 'edge/far')).toBe(PERHAPS);
    expect(into(manifests + namespace('edge'), 'edge/far')).toBe(NONE);
    expect(into(manifests + namespace('edge', 'team: a'), 'edge/far')).toBe(ALL);
  });

  test('18: that a label is absent is unknown as well', () => {
    const manifests = from(
      '[{ namespaceSelector: { matchExpressions: [{ key: team, operator: DoesNotExist }] } }]',
    );
    expect(into(manifests, 'edge/far')).toBe(PERHAPS);
    expect(into(manifests + namespace('edge'), 'edge/far')).toBe(ALL);
  });

  test('19: what names no namespace goes where the others go, or where the setting says', () => {
    const manifests =
      api + pods('web', { namespace: 'shop' }) + policy({ namespace: 'shop', types: 'Ingress' });
    expect(ingress(openWorkspace(manifests).view(), 'shop/api', 'shop/web')).toBe(NONE);
    expect(ingress(openWorkspace(manifests, { defaultNamespace: 'x' }).view(), 'x/api', 'shop/web')).toBe(
      ALL,
    );
  });
});

describe('blocks of addresses', () => {
  const block = (written: string): string =>
    three + policy({ ingress: `[{ from: [{ ipBlock: { ${written} } }] }]` });

  test('12: the block less its exceptions', () => {
    const manifests = block('cidr: 192.0.2.0/24, except: [192.0.2.64/26, 192.0.2.200/32]');
    expect(into(manifests, '192.0.2.1/32')).toBe(ALL);
    expect(into(manifests, '192.0.2.65/32')).toBe(NONE);
    expect(into(manifests, '192.0.2.200/32')).toBe(NONE);
    expect(into(manifests, '198.51.100.1/32')).toBe(NONE);
    expect(into(manifests, '192.0.2.0/24')).toBe(PERHAPS);
  });

  test('12: another rule may let an exception in again', () => {
    const manifests = block(
      'cidr: 192.0.2.0/24, except: [192.0.2.64/26] } }, { ipBlock: { cidr: 192.0.2.65/32',
    );
    expect(into(manifests, '192.0.2.65/32')).toBe(ALL);
  });

  test('12: IPv6 by itself', () => {
    expect(into(block('cidr: "::/0"'), '2001:db8::1/128')).toBe(ALL);
    expect(into(block('cidr: 0.0.0.0/0'), '2001:db8::1/128')).toBe(NONE);
  });

  const EVERYWHERE = '0.0.0.0/0 ::/0';
  const blocks = (...cidrs: readonly string[]): string =>
    `[${cidrs.map((cidr) => `{ ipBlock: { cidr: "${cidr}" } }`).join(', ')}]`;
  const PORT_80 = 'ports: [{ port: 80 }]';

  test('12: blocks of one rule count together, both families make up all addresses', () => {
    const manifests = three + policy({ ingress: `[{ from: ${blocks('0.0.0.0/0', '::/0')} }]` });
    expect(into(manifests, EVERYWHERE)).toBe(ALL);
    expect(into(three + policy({ ingress: `[{ from: ${blocks('0.0.0.0/0')} }]` }), EVERYWHERE)).toBe(PERHAPS);
    const halves = three + policy({ ingress: `[{ from: ${blocks('0.0.0.0/1', '128.0.0.0/1')} }]` });
    expect(into(halves, '0.0.0.0/0')).toBe(ALL);
    expect(into(halves, '64.0.0.0/2 192.0.0.0/2')).toBe(ALL);
    expect(into(halves, EVERYWHERE)).toBe(PERHAPS);
  });

  test('12: rules and policies may share addresses out, port by port', () => {
    const [v4, v6] = [blocks('0.0.0.0/0'), blocks('::/0')];
    const rules = `[{ from: ${v4}, ${PORT_80} }, { from: ${v6}, ports: [{ port: 80 }, { port: 443 }] }]`;
    expect(into(three + policy({ ingress: rules }), EVERYWHERE)).toBe('TCP 80, perhaps TCP 80,443');
    const policies =
      policy({ name: 'v4', ingress: `[{ from: ${v4}, ${PORT_80} }]` }) +
      policy({ name: 'v6', pods: 'app: api', ingress: `[{ from: ${v6}, ${PORT_80} }]` });
    expect(into(three + policies, EVERYWHERE)).toBe('TCP 80');
    const overlapping = `[{ from: ${blocks('0.0.0.0/1', '::/0')}, ${PORT_80} }, { from: ${blocks('64.0.0.0/2', '128.0.0.0/1')}, ${PORT_80} }]`;
    expect(into(three + policy({ ingress: overlapping }), EVERYWHERE)).toBe('TCP 80');
  });

  test('12: an exception is an exception until another rule holds it', () => {
    const but = (hole: string): string => `{ ipBlock: { cidr: 192.0.2.0/24, except: [${hole}] } }`;
    const from = (first: string, second: string): string =>
      three + policy({ ingress: `[{ from: [${but(first)}] }, { from: [${but(second)}] }]` });
    expect(into(from('192.0.2.0/26', '192.0.2.128/26'), '192.0.2.0/24')).toBe(ALL);
    expect(into(from('192.0.2.0/26', '192.0.2.0/27'), '192.0.2.0/24')).toBe(PERHAPS);
  });

  test('12: a block that a template hides adds nothing for sure', () => {
    const hidden = `[{ from: [{ ipBlock: { cidr: "{{ .Values.cidr }}" } }, { ipBlock: { cidr: "::/0" } }] }]`;
    expect(into(three + policy({ ingress: hidden }), EVERYWHERE)).toBe(PERHAPS);
    expect(into(three + policy({ ingress: hidden }), '::/0')).toBe(ALL);
  });

  test('13: pods depend on the plugin, where the block holds addresses that pods can have', () => {
    expect(into(block('cidr: 0.0.0.0/0'))).toBe(PERHAPS);
    expect(into(block('cidr: 10.0.0.0/8'))).toBe(PERHAPS);
    expect(into(block('cidr: 192.0.2.0/24'))).toBe(NONE);
    const privately = '10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16';
    expect(into(block(`cidr: 0.0.0.0/0, except: [${privately}]`))).toBe(PERHAPS);
    const others = '100.64.0.0/10, 198.18.0.0/15, 240.0.0.0/4';
    expect(into(block(`cidr: 0.0.0.0/0, except: [${privately}, ${others}]`))).toBe(NONE);
  });

  test.each(['::/0', 'fd00::/8', '2600:1f00::/24'])('13: pods may have addresses of IPv6 in %s', (cidr) => {
    expect(into(block(`cidr: "${cidr}"`))).toBe(PERHAPS);
  });

  test('13: no pod has a link-local address', () => {
    expect(into(block('cidr: "fe80::/10"'))).toBe(NONE);
    expect(into(block('cidr: 169.254.0.0/16'))).toBe(NONE);
  });

  test('43: clients outside may be seen as nodes: a block of theirs is not sure to let everyone in', () => {
    expect(into(block('cidr: 192.0.2.0/24'), '0.0.0.0/0')).toBe(PERHAPS);
    expect(into(block('cidr: 0.0.0.0/0'), '0.0.0.0/0')).toBe(ALL);
  });
});

describe('ports', () => {
  const on = (ports: string): string =>
    three + policy({ pods: 'app: api', ingress: `[{ ports: [${ports}] }]` });

  test.each([
    ['20: protocol is TCP if absent', '{ port: 80 }', 'TCP 80'],
    ['20: {} is all of TCP and nothing else', '{}', 'TCP 1-65535'],
    ['20: a protocol alone is all of it', '{ protocol: UDP }', 'UDP 1-65535'],
    ['21: SCTP isolates TCP and UDP', '{ protocol: SCTP, port: 7777 }', 'SCTP 7777'],
    ['22: endPort is inclusive', '{ port: 8000, endPort: 8010 }', 'TCP 8000-8010'],
    ['22: endPort may equal port', '{ port: 8000, endPort: 8000 }', 'TCP 8000'],
    ['22: an endPort below is refused', '{ port: 8000, endPort: 7999 }', NONE],
    ['22: a range from a name is refused', '{ port: http, endPort: 8010 }', NONE],
    ['22: a range from nothing is refused', '{ endPort: 8010 }', NONE],
    ['23: a name is resolved at the pods that receive', '{ port: http }', 'TCP 80'],
    ['25: name and protocol', '{ port: dns, protocol: UDP }', 'UDP 53'],
    ['25: a name of the other protocol', '{ port: dns }', NONE],
    ['26: a name that is missing matches nothing, and the pods stay isolated', '{ port: https }', NONE],
    ['26: beside it the others hold', '{ port: https }, { port: 443 }', 'TCP 443'],
    ['29: a number needs no declared port', '{ port: 12345 }', 'TCP 12345'],
    ['31: a number in quotes is a name', '{ port: "80" }', NONE],
    ['several entries', '{ port: 80 }, { port: 81 }, { protocol: UDP, port: 53 }', 'TCP 80-81,UDP 53'],
  ])('%s', (_, ports, expected) => {
    expect(into(on(ports))).toBe(expected);
  });

  test('23 and 24: on egress a name is resolved at each destination', () => {
    const manifests =
      three +
      pods('other', { ports: ['http: 8888'] }) +
      policy({ types: 'Egress', egress: '[{ ports: [{ port: http }] }]' });
    expect(outOf(manifests, 'api')).toBe('TCP 80');
    expect(outOf(manifests, 'other')).toBe('TCP 8888');
  });

  test('24: one workload may give a name to several ports', () => {
    const both = pods('api', { ports: ['http: 80', 'http: 81'] });
    expect(into(web + both + policy({ ingress: '[{ ports: [{ port: http }] }]' }))).toBe('TCP 80-81');
  });

  test('26: addresses outside have no named ports', () => {
    const manifests = three + policy({ egress: '[{ ports: [{ port: http }, { port: 443 }] }]' });
    expect(outOf(manifests, '192.0.2.1/32')).toBe('TCP 443');
  });

  test('27: a name with an empty `to` means any pod of the cluster that has it', () => {
    expect(outOf(three + policy({ egress: '[{ to: [], ports: [{ port: http }] }]' }))).toBe('TCP 80');
    const there = pods('there', { namespace: 'edge', ports: ['http: 81'] });
    expect(outOf(three + there + policy({ egress: '[{ ports: [{ port: http }] }]' }), 'edge/there')).toBe(
      'TCP 81',
    );
  });

  test('28: ports of sidecars count, those of other init containers do not', () => {
    const sidecar = (more: string): string =>
      pods('api', {
        spec: `initContainers: [{ name: proxy, ports: [{ name: proxy, containerPort: 15001 }]${more} }]`,
      });
    const byName = web + policy({ ingress: '[{ ports: [{ port: proxy }] }]' });
    expect(into(byName + sidecar(', restartPolicy: Always'))).toBe('TCP 15001');
    expect(into(byName + sidecar(''))).toBe(NONE);
  });
});

describe('what the files cannot tell', () => {
  test('33: pods on the network of their node, as those who are selected and as peers', () => {
    const hosted = web + pods('api', { spec: 'hostNetwork: true' });
    expect(into(hosted + policy({ types: 'Ingress' }))).toBe(PERHAPS);
    const peer = api + pods('web', { spec: 'hostNetwork: true' });
    expect(into(peer + policy({ pods: 'app: api', ingress: '[{ from: [{ podSelector: {} }] }]' }))).toBe(
      PERHAPS,
    );
    expect(into(peer + policy({ pods: 'app: api', ingress: '[{}]' }))).toBe(ALL);
  });

  test('33: a template may put pods on the network of their node', () => {
    const perhaps = pods('api', { spec: 'hostNetwork: "{{ .Values.host }}"' });
    expect(into(web + perhaps + policy({ types: 'Ingress' }))).toBe(PERHAPS);
    const added = pods('web').replace(
      / {4}spec: .*/,
      '    spec:\n      containers: []\n      {{- toYaml .Values.more | nindent 6 }}',
    );
    expect(into(added + api + policy({ pods: 'app: api', types: 'Ingress' }))).toBe(PERHAPS);
  });

  const hostedWeb = api + pods('web', { spec: 'hostNetwork: true' });
  const hostedApi = web + pods('api', { spec: 'hostNetwork: true', ports: ['http: 80'] });

  test("32: what is on the host network may be on the pods' own node, from where nothing is denied", () => {
    expect(into(hostedWeb + policy({ pods: 'app: api', types: 'Ingress' }))).toBe(PERHAPS);
    expect(outOf(hostedApi + policy({ pods: 'app: web', types: 'Egress' }))).toBe(PERHAPS);
  });

  test('32: what is allowed from anywhere is allowed from nodes too, and the other ports depend', () => {
    const some = { pods: 'app: api', ingress: '[{ ports: [{ port: 80 }] }]' };
    expect(into(hostedWeb + policy(some))).toBe(`TCP 80, perhaps ${ALL}`);
    const out = { pods: 'app: web', egress: '[{ ports: [{ port: http }] }]' };
    expect(outOf(hostedApi + policy(out))).toBe(`TCP 80, perhaps ${ALL}`);
  });

  test('32: only the end on the host network is in doubt', () => {
    const manifests = hostedWeb + far + policy({ pods: 'app: api', types: 'Ingress' });
    expect(into(manifests, 'edge/far')).toBe(NONE);
    expect(into(manifests, '192.0.2.1/32')).toBe(NONE);
  });

  const rule = (text: string): string => `${three}apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: p }
spec:
  podSelector: { matchLabels: { app: api } }
${text}`;

  test.each([
    ['the directions', rule('  policyTypes: ["{{ .Values.type }}"]\n'), PERHAPS],
    ['all rules', rule('  policyTypes: [Ingress]\n  ingress:\n    {{ .Values.rules }}\n'), PERHAPS],
    ['a rule', rule('  ingress:\n    - "{{ .Values.rule }}"\n'), PERHAPS],
    [
      'all peers',
      rule('  ingress:\n    - from:\n        {{ .Values.from }}\n      ports: [{ port: 80 }]\n'),
      PERHAPS,
    ],
    [
      'all peers, but not the ports',
      rule('  ingress: [{ from: "{{ .Values.from }}", ports: [{ port: 80 }] }]\n'),
      `${NONE}, perhaps TCP 80`,
    ],
    [
      'a peer',
      rule('  ingress:\n    - from: ["{{ .Values.peer }}"]\n      ports: [{ port: 80 }]\n'),
      `${NONE}, perhaps TCP 80`,
    ],
    [
      'a label of a peer',
      rule('  ingress: [{ from: [{ podSelector: { matchLabels: { app: "{{ .Values.app }}" } } }] }]\n'),
      PERHAPS,
    ],
    [
      'the key of a label of a peer',
      rule(
        '  ingress: [{ from: [{ podSelector: { matchLabels: { "{{ .Values.key }}-client": "true" } } }] }]\n',
      ),
      PERHAPS,
    ],
    [
      'the key of a label of the pods',
      rule(
        '  ingress: [{ from: [{ podSelector: { matchLabels: { "{{ .Values.key }}": web } } }] }]\n',
      ).replace('app: web', '"{{ .Values.kez }}": web'),
      PERHAPS,
    ],
    [
      'all ports',
      rule('  ingress:\n    - from: [{ podSelector: {} }]\n      ports:\n        {{ .Values.ports }}\n'),
      PERHAPS,
    ],
    [
      'all ports, but not the peers',
      rule(
        '  ingress: [{ from: [{ podSelector: { matchLabels: { app: nobody } } }], ports: "{{ .Values.ports }}" }]\n',
      ),
      NONE,
    ],
    [
      'some ports',
      rule(
        '  ingress:\n    - from: [{ podSelector: {} }]\n      ports:\n        {{ .Values.more }}\n        - port: 80\n',
      ),
      `TCP 80, perhaps ${ALL}`,
    ],
    [
      'the rest of an entry of the ports',
      rule('  ingress:\n    - ports:\n        - protocol: TCP\n          {{ .Values.port }}\n'),
      PERHAPS,
    ],
    [
      'the rest of a peer',
      rule('  ingress:\n    - from:\n        - podSelector: {}\n          {{ .Values.namespaces }}\n'),
      PERHAPS,
    ],
    ['an entry of the ports', rule('  ingress: [{ ports: ["{{ .Values.port }}"] }]\n'), PERHAPS],
    [
      'a port',
      rule('  ingress: [{ ports: [{ port: "{{ .Values.port }}" }] }]\n'),
      `${NONE}, perhaps TCP 1-65535`,
    ],
    [
      'the end of a range',
      rule('  ingress: [{ ports: [{ port: 80, endPort: "{{ .Values.port }}" }] }]\n'),
      `${NONE}, perhaps TCP 80-65535`,
    ],
    [
      'a protocol',
      rule('  ingress: [{ ports: [{ port: 80, protocol: "{{ .Values.protocol }}" }] }]\n'),
      PERHAPS,
    ],
    ['a block', rule('  ingress: [{ from: [{ ipBlock: { cidr: "{{ .Values.cidr }}" } }] }]\n'), PERHAPS],
    ['whom it selects', rule('  ingress: []\n').replace('app: api }', 'app: "{{ .Values.app }}" }'), PERHAPS],
  ])('a template hides %s', (_, manifests, expected) => {
    expect(into(manifests)).toBe(expected);
  });

  test('a template may add labels to the pods, or ports', () => {
    const labels = '    metadata: { labels: { app: api } }\n';
    const open = `${web}${api.replace(labels, '    metadata:\n      labels:\n        {{ .Values.labels }}\n        app: api\n')}`;
    expect(into(open + policy({ pods: 'app: api', types: 'Ingress' }))).toBe(NONE);
    expect(into(open + policy({ pods: 'tier: back', types: 'Ingress' }))).toBe(PERHAPS);
    const ports =
      web +
      pods('api', { ports: ['http: 80'] }).replace(
        'containerPort: 80',
        'containerPort: "{{ .Values.port }}"',
      );
    expect(into(ports + policy({ ingress: '[{ ports: [{ port: http }] }]' }))).toBe(
      `${NONE}, perhaps TCP 1-65535`,
    );
  });

  test('where only perhaps a policy applies, nothing is denied for sure, and allowed only what it allows', () => {
    const perhaps = { types: '"{{ .Values.type }}"', ingress: '[{ ports: [{ port: 80 }] }]' };
    expect(into(three + policy(perhaps))).toBe(`TCP 80, perhaps ${ALL}`);
    expect(into(three + policy(perhaps) + policy({ name: 'deny', types: 'Ingress' }))).toBe(
      `${NONE}, perhaps TCP 80`,
    );
  });
});
