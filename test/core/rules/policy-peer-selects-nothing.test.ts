import { describe, expect, test } from 'vitest';
import policyPeerSelectsNothing from '../../../server/src/core/rules/policy-peer-selects-nothing.ts';
import { applyFix, checkFindings, findAll, fixesOf } from '../../support/check-findings.ts';
import { pods } from '../../support/pods.ts';
import { openWorkspace } from '../../support/workspace.ts';

const rule = { id: 'policy-peer-selects-nothing', ...policyPeerSelectsNothing };
const check = (source: string) => checkFindings([rule], source);
const severities = (source: string) =>
  findAll([rule], openWorkspace(source).host).map(({ severity }) => severity);

function policy(peer: string, direction: 'ingress' | 'egress' = 'ingress'): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: p, namespace: shop }
spec:
  podSelector: {}
  ${direction}:
    - ${direction === 'ingress' ? 'from' : 'to'}:
        - ${peer.replaceAll('\n', '\n          ')}
---
`;
}

const web = pods('web', { namespace: 'shop' });
const gateway = pods('gateway', { namespace: 'edge' });

describe("peers of the policy's own namespace", () => {
  test('a slip, with its fix', () => {
    const workspace = check(
      `${web}${policy(
        `podSelector:
  matchLabels:
    app: wep
#        ^^^ This peer leads to no pods: none in namespace shop has \`app=wep\`; did you mean \`web\`, as the pods of Deployment shop/web have it?
`,
        'egress',
      )}`,
    );
    const [fix] = fixesOf([rule], workspace, rule.id);
    expect(fix?.title).toBe('Change `wep` to `web`');
  });

  test('pods that are in another namespace, with a fix that says so', () => {
    const workspace = check(
      `${web}${gateway}${policy(`podSelector:
  matchLabels:
    app: gateway
#        ^^^^^^^ This peer admits no pods: none in namespace shop has \`app=gateway\`, and those of Deployment edge/gateway are in another namespace.
`)}`,
    );
    const [fix] = fixesOf([rule], workspace, rule.id);
    if (!fix) throw new Error('no fix');
    expect(fix.title).toBe('Look for these pods in namespace edge');
    expect(applyFix(workspace.host, fix).get('file:///fixture.yaml')).toContain(
      `\
        - podSelector:
            matchLabels:
              app: gateway
#        ^^^^^^^`
        .split('\n')
        .slice(0, 3)
        .join('\n'),
    );
    expect(findAll([rule], workspace.host)).toEqual([]);
  });

  test('pods that nobody shows: a hint', () => {
    expect(severities(policy('podSelector: { matchLabels: { app: nginx-ingress } }'))).toEqual(['hint']);
  });

  test.each(['podSelector: {}', 'namespaceSelector: {}', 'ipBlock: { cidr: 10.0.0.0/8 }'])(
    '%s is no miss',
    (peer) => {
      check(web + policy(peer));
    },
  );

  test('each peer is judged by itself', () => {
    const source =
      web +
      policy('podSelector: { matchLabels: { app: web } }\n').replace(
        /\n---\n$/,
        '\n        - podSelector: { matchLabels: { app: api } }\n---\n',
      );
    expect(severities(source)).toEqual(['warning']);
  });

  test('a template in the peer', () => {
    check(web + policy('podSelector: { matchLabels: { app: "{{ .Values.caller }}" } }'));
  });

  test('rules that are ignored have another finding', () => {
    check(
      web +
        policy('podSelector: { matchLabels: { app: api } }').replace(
          '  podSelector: {}',
          '  podSelector: {}\n  policyTypes: [Egress]',
        ),
    );
  });
});

describe('peers of other namespaces', () => {
  const inNamespace = (selector: string, app: string) =>
    policy(
      `namespaceSelector: { matchLabels: { ${selector} } }\npodSelector: { matchLabels: { app: ${app} } }`,
    );

  test('a namespace by its name: a slip is sure, another pod less so', () => {
    const byName = (app: string) => inNamespace('kubernetes.io/metadata.name: edge', app);
    expect(severities(gateway + byName('gatway'))).toEqual(['warning']);
    expect(severities(gateway + byName('proxy'))).toEqual(['info']);
    expect(severities(gateway + byName('gateway'))).toEqual([]);
  });

  test('a namespace of which the manifests show nothing', () => {
    check(web + inNamespace('kubernetes.io/metadata.name: monitoring', 'prometheus'));
    check(
      pods('agent', { namespace: 'kube-system' }) +
        inNamespace('kubernetes.io/metadata.name: kube-system', 'dns'),
    );
  });

  test('namespaces by a label: others may have it, so only slips are told', () => {
    const namespace =
      'apiVersion: v1\nkind: Namespace\nmetadata: { name: edge, labels: { zone: dmz } }\n---\n';
    expect(severities(namespace + gateway + inNamespace('zone: dmz', 'gatway'))).toEqual(['warning']);
    expect(severities(namespace + gateway + inNamespace('zone: dmz', 'proxy'))).toEqual([]);
  });

  test('pods of every namespace', () => {
    check(web + policy('namespaceSelector: {}\npodSelector: { matchLabels: { app: wep } }'));
  });
});
