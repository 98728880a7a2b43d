import { describe, expect, test } from 'vitest';
import policyRulesWithoutType from '../../../server/src/core/rules/policy-rules-without-type.ts';
import { applyFix, checkFindings, fixesOf } from '../../support/check-findings.ts';
import { openWorkspace } from '../../support/workspace.ts';

const rule = { id: 'policy-rules-without-type', ...policyRulesWithoutType };
const check = (source: string) => checkFindings([rule], source);

function policy(spec: string): string {
  return `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: p }\nspec:\n  podSelector: {}\n${spec}`;
}

test('ingress rules that only Egress is listed for', () => {
  check(
    policy(`  policyTypes: [Egress]
  ingress:
# ^^^^^^^ These ingress rules are ignored, because \`policyTypes\` does not list Ingress.
    - {}
  egress:
    - {}
`),
  );
});

describe('the fix lists the direction', () => {
  test.each([
    [
      '  policyTypes:\n    - Ingress # in\n  egress:\n    - {}\n',
      '  policyTypes:\n    - Ingress # in\n    - Egress\n  egress:\n    - {}\n',
    ],
    [
      '  policyTypes:\n  - Ingress\n  egress:\n  - {}\n',
      '  policyTypes:\n  - Ingress\n  - Egress\n  egress:\n  - {}\n',
    ],
    ['  policyTypes: [Ingress]\n  egress: [{}]\n', '  policyTypes: [Ingress, Egress]\n  egress: [{}]\n'],
  ])('%j', (spec, after) => {
    const workspace = openWorkspace(policy(spec));
    const [fix] = fixesOf([rule], workspace, rule.id);
    if (!fix) throw new Error('no fix');
    expect(fix.title).toBe('Add Egress to `policyTypes`');
    expect(applyFix(workspace.host, fix).get('file:///fixture.yaml')).toBe(policy(after));
  });
});

test.each([
  ['both are listed', '  policyTypes: [Ingress, Egress]\n  egress: [{}]\n'],
  ['none is listed', '  egress: [{}]\n'],
  ['the list is empty', '  policyTypes: []\n  egress: [{}]\n'],
  ['one that there is not is told as such', '  policyTypes: [Ingress, egress]\n  egress: [{}]\n'],
  ['there are no rules to ignore', '  policyTypes: [Ingress]\n  egress: []\n'],
  ['a template lists them', '  policyTypes: ["{{ .Values.type }}"]\n  egress: [{}]\n'],
  [
    'a template may list more',
    '  policyTypes:\n    - Ingress\n    {{- if .Values.egress }}\n    - Egress\n    {{- end }}\n  egress: [{}]\n',
  ],
])('%s', (_, spec) => {
  check(policy(spec));
});
