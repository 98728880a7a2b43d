import { describe, expect, test } from 'vitest';
import { formatAddresses } from '../../../server/src/core/reach/address-set.ts';
import { dnsEndpoints } from '../../../server/src/core/reach/ways/dns-endpoints.ts';
import { pods } from '../../support/pods.ts';
import { openWorkspace } from '../../support/workspace.ts';

/** The endpoints in short: namespace and labels, or addresses, and the ports. */
function endpointsIn(source: string, namespace = 'shop'): string[] {
  return dnsEndpoints(openWorkspace(source).view(), namespace).map(({ endpoint, ports }) => {
    if (endpoint.type === 'addresses')
      return `${formatAddresses(endpoint.addresses).join()} :${ports.join()}`;
    const labels = endpoint.labels.entries.map(({ key, value }) => `${key}=${value}`).join();
    return `${endpoint.namespace}/${labels}${endpoint.labels.open ? ',…' : ''} :${ports.join()}`;
  });
}

const KNOWN = [
  'kube-system/k8s-app=kube-dns,… :53,1053,5353,8053,10053',
  'kube-system/k8s-app=coredns,… :53,1053,5353,8053,10053',
  'kube-system/k8s-app=node-local-dns,… :53,1053,5353,8053,10053',
  'openshift-dns/dns.operator.openshift.io/daemonset-dns=default,… :53,1053,5353,8053,10053',
  '169.254.20.10/32 :53',
];

function policy(to: string, ports: string): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: p, namespace: shop }
spec:
  podSelector: {}
  egress: [{ to: [${to}], ports: [${ports}] }]
---
`;
}

describe('where pods may look names up', () => {
  test('without anything in the manifests, what the common distributions run', () => {
    expect(endpointsIn(pods('web', { namespace: 'shop' }))).toEqual(KNOWN);
  });

  test('the DNS pods of the manifests take the place of those that are assumed', () => {
    const real = pods('coredns', {
      namespace: 'kube-system',
      labels: 'k8s-app: kube-dns',
      ports: ['dns: 1053/UDP'],
    });
    expect(endpointsIn(real)).toEqual(['kube-system/k8s-app=kube-dns :1053', ...KNOWN.slice(1)]);
    expect(endpointsIn(real.replace('name: dns', 'name: x'))[0]).toBe(
      'kube-system/k8s-app=kube-dns :53,1053,5353,8053,10053',
    );
    expect(endpointsIn(real.replaceAll('kube-system', 'default'))).toEqual(KNOWN);
  });

  test("a server of the pods' own namespace", () => {
    const server = pods('resolver', { namespace: 'shop', ports: ['53/UDP'] });
    expect(endpointsIn(server).at(-1)).toBe('shop/app=resolver :53');
    expect(endpointsIn(server, 'edge')).toEqual(KNOWN);
  });

  test('what a policy of the namespace takes for DNS', () => {
    const block = '{ ipBlock: { cidr: 192.0.2.0/30, except: [192.0.2.2/32] } }';
    expect(endpointsIn(policy(block, '{ port: 53, protocol: UDP }')).at(-1)).toBe(
      '192.0.2.0/31,192.0.2.3/32 :53,1053,5353,8053,10053',
    );
    const elsewhere =
      '{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: dns } }, podSelector: { matchLabels: { app: x } } }';
    expect(endpointsIn(policy(elsewhere, '{ port: dns, protocol: UDP }')).at(-1)).toBe(
      'dns/app=x,… :53,1053,5353,8053,10053',
    );
  });

  test.each([
    ['other ports', policy('{ ipBlock: { cidr: 192.0.2.0/30 } }', '{ port: 443 }')],
    ['a range of ports', policy('{ ipBlock: { cidr: 192.0.2.0/30 } }', '{ port: 53, endPort: 60 }')],
    ['its own namespace', policy('{ podSelector: { matchLabels: { k8s-app: kube-dns } } }', '{ port: 53 }')],
    [
      'the known ones',
      policy('{ namespaceSelector: { matchLabels: { name: kube-system } } }', '{ port: 53 }'),
    ],
  ])('not by %s', (_, source) => {
    expect(endpointsIn(source)).toEqual(KNOWN);
  });
});
