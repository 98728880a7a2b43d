import { describe, expect, test } from 'vitest';
import { describeFacts, factsOf } from '../../support/describe-facts.ts';

/** What a NetworkPolicy says, without its first line and whom it is for. */
function policy(spec: string): string[] {
  const text = `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: a}\nspec:\n  ${spec.replaceAll('\n', '\n  ')}\n`;
  return factsOf(text).flatMap(describeFacts).slice(2);
}

describe('the directions a policy speaks of (semantics rules 5 to 7)', () => {
  const IN = 'ingress applies';
  const NOT_IN = 'ingress does not apply';
  const OUT = 'egress applies';
  const NOT_OUT = 'egress does not apply';
  const ALL_IN = 'ingress allow anybody on all ports';
  const ALL_OUT = 'egress allow anybody on all ports';

  test.each([
    ['nothing written: ingress', 'podSelector: {}', [IN, NOT_OUT]],
    ['no types, empty', 'policyTypes: []', [IN, NOT_OUT]],
    ['no types, null', 'policyTypes:', [IN, NOT_OUT]],
    ['no types and egress rules: both', 'egress: [{}]', [IN, OUT, ALL_OUT]],
    ['no types and an empty list of egress rules: ingress only', 'egress: []', [IN, NOT_OUT]],
    ['only egress must be said so', 'policyTypes: [Egress]\negress: [{}]', [NOT_IN, OUT, ALL_OUT]],
    ['types are exact: a listed direction without rules', 'policyTypes: [Ingress, Egress]', [IN, OUT]],
    [
      'types are exact: rules of a direction that is not listed',
      'policyTypes: [Ingress]\negress: [{}]',
      [IN, NOT_OUT, ALL_OUT],
    ],
    ['types are exact: in capitals', 'policyTypes: [ingress]', [NOT_IN, NOT_OUT]],
    ['no rules deny all', 'ingress: []', [IN, NOT_OUT]],
    ['null rules deny all', 'ingress:', [IN, NOT_OUT]],
    ['one empty rule allows all', 'ingress: [{}]', [IN, ALL_IN, NOT_OUT]],
    ['a rule of null allows all', 'ingress: [null]', [IN, ALL_IN, NOT_OUT]],
  ])('%s', (_, spec, expected) => {
    expect(policy(spec)).toEqual(expected);
  });

  test.each([
    [
      'the types',
      'policyTypes: "{{ .types }}"\negress: [{}]',
      ['ingress perhaps', 'egress perhaps', ALL_OUT],
    ],
    [
      'the types, on a line of its own',
      'policyTypes:\n  {{- toYaml .types | nindent 2 }}\nx: 1',
      ['ingress perhaps', 'ingress …', 'egress perhaps', 'egress …'],
    ],
    ['one of the types', 'policyTypes: [Ingress, "{{ .t }}"]', [IN, 'egress perhaps']],
    [
      'the spec',
      '{{- toYaml .spec | nindent 2 }}',
      ['ingress perhaps', 'ingress …', 'egress perhaps', 'egress …'],
    ],
    ['the egress rules', 'policyTypes: []\negress: "{{ .e }}"', [IN, 'egress perhaps', 'egress …']],
  ])('where a template gives %s, nobody knows', (_, spec, expected) => {
    expect(policy(spec)).toEqual(expected);
  });

  test('where a template adds rules, the rule before it may be longer, too: indentation means nothing to it', () => {
    const spec =
      'podSelector: {}\ningress:\n  - ports: [{port: 80}]\n  {{- include "rules" . | nindent 2 }}\negress: []';
    expect(policy(`policyTypes: [Ingress]\n${spec}`)).toEqual([
      IN,
      'ingress allow anybody … on 80/TCP',
      'ingress …',
      NOT_OUT,
    ]);
  });
});

describe('peers (semantics rules 8 to 12)', () => {
  const from = (peers: string): string | undefined =>
    policy(`ingress: [{from: ${peers}}]`)[1]?.replace(/^ingress allow | on all ports$/g, '');

  test.each([
    ['no peers are everybody', '[]', 'anybody'],
    ['null is everybody', '', 'anybody'],
    ['pods of the own namespace', '[{podSelector: {matchLabels: {a: b}}}]', 'pods a=b'],
    ['all pods of the own namespace', '[{podSelector: {}}]', 'pods <all>'],
    [
      'all pods of some namespaces',
      '[{namespaceSelector: {matchLabels: {a: b}}}]',
      'pods <all> in namespaces a=b',
    ],
    ['all pods of all namespaces', '[{namespaceSelector: {}}]', 'pods <all> in namespaces <all>'],
    [
      'both in one item: and',
      '[{namespaceSelector: {matchLabels: {a: b}}, podSelector: {matchLabels: {c: d}}}]',
      'pods c=d in namespaces a=b',
    ],
    [
      'two items: or',
      '[{namespaceSelector: {matchLabels: {a: b}}}, {podSelector: {matchLabels: {c: d}}}]',
      'pods <all> in namespaces a=b or pods c=d',
    ],
    [
      'a block of addresses',
      '[{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16, 10.2.0.0/16]}}]',
      '10.0.0.0/8 but 10.1.0.0/16 but 10.2.0.0/16',
    ],
    ['a block and a selector', '[{ipBlock: {cidr: 10.0.0.0/8}, podSelector: {}}]', 'invalid'],
    ['a block without addresses', '[{ipBlock: {}}]', 'invalid'],
    ['a block of null', '[{ipBlock: null}]', 'invalid'],
    ['an empty peer', '[{}]', 'invalid'],
    ['a peer that is not in a list', '{podSelector: {}}', 'invalid'],
    ['a text in place of the list', 'web', 'invalid'],
    ['a peer of null', '[null]', 'invalid'],
    ['a peer that is a text', '[web]', 'invalid'],
    ['a selector of null, as if it were not there', '[{podSelector: null}]', 'invalid'],
    [
      'a selector of null beside another',
      '[{podSelector: null, namespaceSelector: {}}]',
      'pods <all> in namespaces <all>',
    ],
  ])('%s', (_, peers, expected) => {
    expect(from(peers)).toBe(expected);
  });

  test.each([
    ['a label', '[{podSelector: {matchLabels: {a: "{{ .x }}"}}}]', 'pods a=…'],
    ['labels', '[{podSelector: {matchLabels: "{{ .x }}"}}]', 'pods <all> …'],
    ['a selector', '[{podSelector: "{{ .x }}"}]', 'pods <all> …'],
    ['the addresses', '[{ipBlock: {cidr: "{{ .x }}"}}]', '…'],
    ['a block', '[{ipBlock: "{{ .x }}"}]', 'unknown'],
    ['the exceptions', '[{ipBlock: {cidr: 10.0.0.0/8, except: "{{ .x }}"}}]', 'unknown'],
    ['one of the exceptions', '[{ipBlock: {cidr: 10.0.0.0/8, except: ["{{ .x }}"]}}]', '10.0.0.0/8 but …'],
    ['a peer', '["{{ .x }}"]', 'unknown'],
  ])('where a template gives %s, it is unknown', (_, peers, expected) => {
    expect(from(peers)).toBe(expected);
  });

  test.each([
    ['all peers', '"{{ .x }}"', 'anybody …'],
    ['some peers', '[{podSelector: {}}, "{{ .x }}"]', 'pods <all> or unknown'],
  ])('where a template gives %s, there may be more', (_, peers, expected) => {
    expect(from(peers)).toBe(expected);
  });

  test('what is no rule is not one that allows all', () => {
    expect(policy('ingress: [web]')[1]).toBe('ingress allow invalid on all ports');
    expect(policy('ingress: [null]')[1]).toBe('ingress allow anybody on all ports');
  });

  test('a template in place of a rule is no rule that allows all', () => {
    expect(policy('policyTypes: [Ingress]\ningress: ["{{ .x }}"]')[1]).toBe(
      'ingress allow anybody … on all ports …',
    );
  });
});

describe('ports (semantics rules 20 to 31)', () => {
  const ports = (written: string): string | undefined =>
    policy(`ingress: [{ports: ${written}}]`)[1]?.replace('ingress allow anybody on ', '');

  test.each([
    ['no ports are all ports of all protocols', '[]', 'all ports'],
    ['an empty entry is every TCP port (rule 20)', '[{}]', 'any/TCP'],
    ['a port that is not in a list', '{port: 80}', ''],
    ['a number that is no entry', '[8080]', ''],
    ['beside one that is', '[8080, {port: 80}]', '80/TCP'],
    ['an entry of null is every TCP port, as an empty one is', '[null]', 'any/TCP'],
    ['a protocol is every port of it', '[{protocol: UDP}]', 'any/UDP'],
    ['a number', '[{port: 80}]', '80/TCP'],
    [
      'several',
      '[{port: 80}, {port: 53, protocol: UDP}, {port: 9, protocol: SCTP}]',
      '80/TCP, 53/UDP, 9/SCTP',
    ],
    ['a range (rule 22)', '[{port: 80, endPort: 90}]', '80-90/TCP'],
    ['a name (rule 23)', '[{port: http}]', '"http"/TCP'],
    ['a name that looks like a number (rule 31)', '[{port: "80"}]', '"80"/TCP'],
    ['null is every port', '[{port: null}]', 'any/TCP'],
    ['no protocol that there is (rule 21)', '[{port: 80, protocol: ICMP}]', '80/…'],
    ['a templated port', '[{port: "{{ .x }}"}]', '…/TCP'],
    ['a templated protocol', '[{port: 80, protocol: "{{ .x }}"}]', '80/…'],
    ['a templated end', '[{port: 80, endPort: "{{ .x }}"}]', '80-…/TCP'],
    ['a templated list', '"{{ .x }}"', 'all ports …'],
    ['an end that is a text is none', '[{port: 80, endPort: "90"}]', '80/TCP'],
  ])('%s', (_, written, expected) => {
    expect(ports(written)).toBe(expected);
  });
});
