import { describe, expect, test } from 'vitest';
import policyEgressUsesServicePort from '../../../server/src/core/rules/policy-egress-uses-service-port.ts';
import policyUsesServicePort from '../../../server/src/core/rules/policy-uses-service-port.ts';
import { applyFix, checkFindings, findAll, fixesOf } from '../../support/check-findings.ts';
import { pods } from '../../support/pods.ts';
import { openWorkspace } from '../../support/workspace.ts';

const ingressRule = { id: 'policy-uses-service-port', ...policyUsesServicePort };
const egressRule = { id: 'policy-egress-uses-service-port', ...policyEgressUsesServicePort };
const rules = [ingressRule, egressRule];
const check = (source: string) => checkFindings(rules, source);
const found = (source: string) =>
  findAll(rules, openWorkspace(source).host).map(({ rule, severity }) => `${rule} ${severity}`);

function service(port: string, spec = '', selector = 'app: api'): string {
  return `apiVersion: v1
kind: Service
metadata: { name: api }
spec: { ${spec} selector: { ${selector} }, ports: [{ name: http, ${port} }] }
---
`;
}

function ingress(ports: string, from = '', podSelector = 'matchLabels: { app: api }'): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: p }
spec:
  podSelector: { ${podSelector} }
  ingress:
    - ports: [${ports}]
${from && `      from: [${from}]\n`}---
`;
}

function egress(ports: string, to: string): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: p }
spec:
  podSelector: { matchLabels: { app: web } }
  egress:
    - ports: [${ports}]
${to && `      to: [${to}]\n`}---
`;
}

const api = pods('api');
const toApi = 'podSelector: { matchLabels: { app: api } }';
const translated = service('port: 8080, targetPort: 80');

describe('a port that a Service translates', () => {
  test('is found on either side', () => {
    expect(found(api + translated + ingress('{ port: 8080 }'))).toEqual(['policy-uses-service-port error']);
    expect(found(api + translated + egress('{ port: 8080 }', `{ ${toApi} }`))).toEqual([
      'policy-egress-uses-service-port warning',
    ]);
  });

  test('is found where the target port is a name', () => {
    const source =
      pods('api', { ports: ['web: 80'] }) +
      service('port: 8080, targetPort: web') +
      ingress('{ port: 8080 }');
    const workspace = openWorkspace(source);
    const [fix] = fixesOf(rules, workspace, ingressRule.id);
    if (!fix) throw new Error('no fix');
    expect(applyFix(workspace.host, fix).get('file:///fixture.yaml')).toContain('- ports: [{ port: 80 }]');
  });

  test('is found in the egress rule alone that leads there', () => {
    const workspace = check(`${api}${translated}apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: p }
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to: [{ ipBlock: { cidr: 192.0.2.0/24 } }]
      ports: [{ port: 8080 }]
    - to: [{ ${toApi} }]
      ports:
        - port: 8080 # as in the Service
#               ^^^^ Port 8080 is the port of Service default/api; the pods of Deployment default/api get this traffic on port 80, and that is what a policy must name.
`);
    const [fix] = fixesOf(rules, workspace, egressRule.id);
    if (!fix) throw new Error('no fix');
    expect(applyFix(workspace.host, fix).get('file:///fixture.yaml')).toContain(
      '- port: 80 # as in the Service\n',
    );
  });
});

describe('a port that may be meant', () => {
  test.each([
    ['the pods declare it', pods('api', { ports: ['8080'] }) + translated],
    [
      'a template hides the ports of the pods',
      pods('api', { ports: ['80'] }).replace('80', '"{{ .Values.port }}"') + translated,
    ],
    ['the Service leads to the same port', api + service('port: 8080')],
    [
      'another Service leads to it',
      api + translated + service('port: 9000, targetPort: 8080').replace('name: api', 'name: api-2'),
    ],
    [
      'a template hides where the Service leads',
      api + service('port: 8080, targetPort: "{{ .Values.port }}"'),
    ],
    ['for the other protocol', api + service('port: 8080, targetPort: 80, protocol: UDP')],
    [
      'clients of a headless Service dial the pods',
      api + service('port: 8080, targetPort: 80', 'clusterIP: None,'),
    ],
    [
      'an ExternalName has no pods',
      api + service('port: 8080, targetPort: 80', 'type: ExternalName, externalName: a.example,'),
    ],
    ['the Service selects other pods', api + service('port: 8080, targetPort: 80', '', 'app: other')],
    ['the pods have the address of their node', pods('api', { spec: 'hostNetwork: true' }) + translated],
  ])('%s', (_, manifests) => {
    check(manifests + ingress('{ port: 8080 }'));
    check(manifests + egress('{ port: 8080 }', `{ ${toApi} }`));
  });

  test('a range, a name, another number, all ports', () => {
    for (const port of [
      '{ port: 8080, endPort: 8090 }',
      '{ port: http }',
      '{ port: 9090 }',
      '{ protocol: TCP }',
    ]) {
      check(api + translated + ingress(port));
    }
  });

  test('other pods of the policy may listen on it, for nothing says on which ports they do', () => {
    check(api + translated + pods('worker') + ingress('{ port: 8080 }', '', ''));
  });

  test('egress to whatever else listens on it', () => {
    const wholeCluster = 'namespaceSelector: {}';
    for (const to of ['', `{ ${wholeCluster} }`, `{ ${toApi} }, { ipBlock: { cidr: 192.0.2.0/24 } }`]) {
      check(api + translated + egress('{ port: 8080 }', to));
    }
  });
});

describe('the port of the pods passes anyway', () => {
  test('by another entry of the rule', () => {
    check(api + translated + ingress('{ port: 8080 }, { port: 80 }'));
    check(api + translated + egress('{ port: 8080 }, { port: 80 }', `{ ${toApi} }`));
  });

  test('by another policy, for the same peers; not for others', () => {
    const other = (from: string) => ingress('{ port: 80 }', from).replace('name: p ', 'name: q ');
    const web = '{ podSelector: { matchLabels: { app: web } } }';
    const job = '{ podSelector: { matchLabels: { app: job } } }';
    check(api + translated + ingress('{ port: 8080 }', web) + other(web));
    check(api + translated + ingress('{ port: 8080 }', web) + other(''));
    expect(found(api + translated + ingress('{ port: 8080 }', web) + other(job))).toHaveLength(1);
    expect(found(api + translated + ingress('{ port: 8080 }', `${web}, ${job}`) + other(job))).toHaveLength(
      1,
    );
  });
});
