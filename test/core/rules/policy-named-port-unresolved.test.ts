import { describe, expect, test } from 'vitest';
import policyNamedPortUnresolved from '../../../server/src/core/rules/policy-named-port-unresolved.ts';
import { applyFix, checkFindings, fixesOf } from '../../support/check-findings.ts';
import { pods } from '../../support/pods.ts';
import { openWorkspace } from '../../support/workspace.ts';

const rule = { id: 'policy-named-port-unresolved', ...policyNamedPortUnresolved };
const check = (source: string) => checkFindings([rule], source);
const fixed = (source: string): string[] => {
  const count = fixesOf([rule], openWorkspace(source), rule.id).length;
  return Array.from({ length: count }, (_, n) => {
    const workspace = openWorkspace(source);
    const fix = fixesOf([rule], workspace, rule.id)[n];
    if (!fix) throw new Error('the same fixture gave other fixes');
    return `${fix.title}: ${applyFix(workspace.host, fix).get('file:///fixture.yaml')?.split('ports:\n').at(-1)?.split('#')[0]?.trim()}`;
  });
};

function ingress(port: string, podSelector = 'matchLabels: { app: api }'): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: p }
spec:
  podSelector: { ${podSelector} }
  ingress:
    - ports:
        ${port.replaceAll('\n', '\n        ')}
`;
}

function egress(to: string, port: string): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: p }
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to: [${to}]
      ports:
        ${port.replaceAll('\n', '\n        ')}
`;
}

const api = pods('api', { ports: ['http: 8080', 'dns: 53/UDP'] });
const toApi = '{ podSelector: { matchLabels: { app: api } } }';

describe('ingress: the pods that the policy selects', () => {
  test('the name and the protocol of a container port', () => {
    check(api + ingress('- port: http'));
    check(api + ingress('- port: dns\n  protocol: UDP'));
  });

  test('the other protocol, written or not', () => {
    const source = `${api}${ingress(`- port: dns
#       ^^^ Port \`dns\` of the pods of Deployment default/api is a UDP port and this entry is for TCP, so it matches nothing.`)}`;
    check(source);
    expect(fixed(source)).toEqual(['Change the protocol to UDP: - port: dns\n          protocol: UDP']);
    const written = `${api}${ingress('- protocol: TCP\n  port: dns')}`;
    expect(fixed(written)).toEqual(['Change the protocol to UDP: - protocol: UDP\n          port: dns']);
  });

  test("the name of a Service's port leads to the pods' own", () => {
    const service = `apiVersion: v1
kind: Service
metadata: { name: api }
spec: { selector: { app: api }, ports: [{ name: web, port: 80, targetPort: http }] }
---
`;
    const source = `${api}${service}${ingress(`- port: web
#       ^^^ No TCP port of the pods of Deployment default/api is named \`web\`, so this entry matches nothing; the port of that name is that of Service default/api, did you mean \`http\`?`)}`;
    check(source);
    expect(fixed(source)).toEqual(['Change `web` to `http`: - port: http']);
    const unnamed =
      pods('api', { ports: ['8080'] }) + service.replace('targetPort: http', 'targetPort: 8080');
    expect(fixed(unnamed + ingress('- port: web'))).toEqual(['Change `web` to `8080`: - port: 8080']);
  });

  test('a name that has the words of another', () => {
    expect(fixed(pods('api', { ports: ['http-metrics: 9090'] }) + ingress('- port: metrics'))).toEqual([
      'Change `metrics` to `http-metrics`: - port: http-metrics',
    ]);
  });

  test('pods that declare no ports have none by name', () => {
    check(
      `${pods('api')}${pods('api-2', { labels: 'app: api' })}${ingress(`- port: http
#       ^^^^ No TCP port of the pods of Deployment default/api and 1 more is named \`http\`, so this entry matches nothing.`)}`,
    );
  });

  test('some of the pods have it', () => {
    check(api + pods('worker') + ingress('- port: http', ''));
  });

  test('a number in quotes', () => {
    const source = `${api}${ingress(`- port: "8080"
#       ^^^^^^ In quotes \`8080\` is the name of a port, and no port can have it; write the number without quotes.`)}`;
    check(source);
    expect(fixed(source)).toEqual(['Write `8080` as a number: - port: 8080']);
  });

  test.each([
    ['no pods in the manifests', ingress('- port: http')],
    ['a port of a sidecar that a mesh puts in', api + ingress('- port: http-envoy-prom')],
    ['a template as the name', api + ingress('- port: "{{ .Values.port }}"')],
    [
      'a template among the ports',
      pods('api', { ports: ['x: 1'] }).replace('name: x', 'name: "{{ .x }}"') + ingress('- port: http'),
    ],
    [
      'pods on the network of their node only',
      pods('api', { spec: 'hostNetwork: true' }) + ingress('- port: http'),
    ],
    [
      'rules that are ignored',
      api + ingress('- port: nix').replace('  ingress', '  policyTypes: [Egress]\n  ingress'),
    ],
  ])('%s', (_, source) => {
    check(source);
  });
});

describe('egress: the peers', () => {
  test('a port of the peers, not of the pods of the policy', () => {
    const web = pods('web', { ports: ['web: 80'] });
    check(web + api + egress(toApi, '- port: http'));
    check(
      `${web}${api}${egress(
        toApi,
        `- port: web
#       ^^^ No TCP port of the pods of Deployment default/api is named \`web\`, so this entry matches nothing.`,
      )}`,
    );
  });

  test('addresses have no named ports', () => {
    check(
      egress(
        '{ ipBlock: { cidr: 192.0.2.0/24 } }',
        `- port: https
#       ^^^^^ Addresses have no named ports, so \`https\` matches nothing here; write the number.`,
      ),
    );
  });

  test.each([
    [
      'addresses beside pods that have it',
      egress(`${toApi}, { ipBlock: { cidr: 192.0.2.0/24 } }`, '- port: http'),
    ],
    ['every destination', egress('', '- port: nix')],
    ['whole namespaces of any name', egress('{ namespaceSelector: {} }', '- port: nix')],
    [
      'peers that the manifests do not show',
      egress('{ podSelector: { matchLabels: { app: db } } }', '- port: sql'),
    ],
  ])('%s', (_, source) => {
    check(api + source);
  });
});
