import { describe, expect, test } from 'vitest';
import policyNamespaceNameLabel from '../../../server/src/core/rules/policy-namespace-name-label.ts';
import { applyFix, checkFindings, findAll, fixesOf } from '../../support/check-findings.ts';
import { openWorkspace } from '../../support/workspace.ts';

const rule = { id: 'policy-namespace-name-label', ...policyNamespaceNameLabel };
const check = (source: string) => checkFindings([rule], source);
const severities = (source: string) =>
  findAll([rule], openWorkspace(source).host).map(({ severity }) => severity);

function namespace(name: string, labels?: string): string {
  const metadata = labels === undefined ? `name: ${name}` : `name: ${name}, labels: { ${labels} }`;
  return `apiVersion: v1\nkind: Namespace\nmetadata: { ${metadata} }\n---\n`;
}

function policy(selector: string, direction = 'ingress:\n    - from'): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: p, namespace: shop }
spec:
  podSelector: {}
  ${direction}:
        - namespaceSelector:
            ${selector.replaceAll('\n', '\n            ')}
---
`;
}

describe('the namespace is there and lacks the label', () => {
  test('a label of whatever key, where its value is the name', () => {
    const workspace = check(
      `${namespace('web', 'team: a')}${policy(`matchLabels:
  project: web
# ^^^^^^^ Namespace web is not labelled \`project: web\`, so this matches no namespace; Kubernetes sets only \`kubernetes.io/metadata.name\` by itself.
`)}`,
    );
    const fixes = fixesOf([rule], workspace, rule.id);
    expect(fixes.map(({ title }) => title)).toEqual([
      'Select the namespace by `kubernetes.io/metadata.name: web`',
      'Label Namespace web `project: web`',
    ]);
    const [rename, label] = fixes;
    if (!rename || !label) throw new Error('no fix');
    expect(applyFix(workspace.host, label).get('file:///fixture.yaml')).toContain(
      'metadata: { name: web, labels: { team: a, project: web } }',
    );
  });

  test('a namespace without labels gets some', () => {
    const source = `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: web\n---\n${policy('matchLabels: { name: web }')}`;
    const workspace = openWorkspace(source);
    const [rename, label, ...others] = fixesOf([rule], workspace, rule.id);
    if (!rename || !label) throw new Error('no fix');
    expect(others).toEqual([]);
    expect(applyFix(workspace.host, label).get('file:///fixture.yaml')).toContain(
      'metadata:\n  name: web\n  labels:\n    name: web\n---\n',
    );
  });

  test('an expression is changed at its key', () => {
    const source = `${namespace('web')}${policy('matchExpressions:\n  - key: name\n    operator: In\n    values: [web]')}`;
    const workspace = openWorkspace(source);
    const [rename] = fixesOf([rule], workspace, rule.id);
    if (!rename) throw new Error('no fix');
    expect(applyFix(workspace.host, rename).get('file:///fixture.yaml')).toContain(
      '- key: kubernetes.io/metadata.name\n                operator: In\n                values: [web]',
    );
  });

  test('egress rules too', () => {
    const egress = policy('matchLabels: { name: web }', 'policyTypes: [Egress]\n  egress:\n    - to');
    expect(severities(namespace('web') + egress)).toEqual(['warning']);
  });
});

describe('nobody shows the namespace', () => {
  test('`name` is told, at info; other labels are taken as they are', () => {
    expect(severities(policy('matchLabels: { name: kube-system }'))).toEqual(['info']);
    expect(severities(policy('matchLabels: { app: monitoring }'))).toEqual([]);
  });

  test('the automatic label beside it makes it a choice among names', () => {
    check(policy('matchLabels: { kubernetes.io/metadata.name: web, name: web }'));
  });
});

describe('the namespace has the label', () => {
  test('a mark of one namespace: a hint, whose fix changes key and value', () => {
    const workspace = check(
      `${namespace('edge', 'ingress-system: "true"')}${policy(`matchLabels:
  ingress-system: "true"
# ^^^^^^^^^^^^^^ \`ingress-system: true\` is set by hand, and only on Namespace edge; \`kubernetes.io/metadata.name: edge\` can be neither forgotten nor given to another namespace.
`)}`,
    );
    expect(findAll([rule], workspace.host).map(({ severity }) => severity)).toEqual(['hint']);
    const [fix] = fixesOf([rule], workspace, rule.id);
    if (!fix) throw new Error('no fix');
    expect(applyFix(workspace.host, fix).get('file:///fixture.yaml')).toContain(
      'matchLabels:\n              kubernetes.io/metadata.name: "edge"\n',
    );
  });

  test('its own name, written by hand', () => {
    expect(severities(namespace('web', 'name: web') + policy('matchLabels: { name: web }'))).toEqual([
      'hint',
    ]);
  });

  test('a label that several namespaces share, or that makes a group, is for groups', () => {
    const both = namespace('a', 'dmz: "true"') + namespace('b', 'dmz: "true"');
    check(both + policy('matchLabels: { dmz: "true" }'));
    check(namespace('a', 'team: payments') + policy('matchLabels: { team: payments }'));
    check(namespace('web') + namespace('web-2', 'team: web') + policy('matchLabels: { team: web }'));
  });
});

describe('what is not known', () => {
  test.each([
    ['a template in the selector', namespace('web') + policy('matchLabels: { name: "{{ .Values.from }}" }')],
    [
      'a template among the labels',
      namespace('web', 'name: "{{ .Release.Name }}"') + policy('matchLabels: { name: web }'),
    ],
    [
      'a document that nobody can read',
      `apiVersion: "unclosed\n---\n${namespace('web')}${policy('matchLabels: { name: web }')}`,
    ],
    [
      'several names',
      namespace('web') + policy('matchExpressions: [{ key: name, operator: In, values: [web, api] }]'),
    ],
    ['every namespace', namespace('web') + policy('{}')],
    [
      'rules that are ignored',
      policy('matchLabels: { name: web }', 'policyTypes: [Egress]\n  ingress:\n    - from'),
    ],
  ])('%s', (_, source) => {
    check(source);
  });
});
