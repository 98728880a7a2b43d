import { describe, expect, test } from 'vitest';
import { checkHover, hoverOf } from '../../support/check-hover.ts';
import { adminPolicy } from '../../support/policy.ts';

const WORKLOADS = `
#-- workloads.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop, labels: {canary: "yes"}}
spec:
  replicas: 2
  template:
    metadata: {labels: {app: web, tier: front}}
    spec: {containers: [{name: web}]}
---
apiVersion: v1
kind: Pod
metadata: {name: probe, namespace: ops, labels: {app: probe, track: "{{ .Values.track }}"}}
spec: {containers: [{name: probe}]}
---
apiVersion: v1
kind: Pod
metadata: {name: node, namespace: ops, labels: {app: node}}
spec: {hostNetwork: true, containers: [{name: node}]}
---
apiVersion: v1
kind: Namespace
metadata: {name: ops, labels: {team: platform}}
`;

/** A peer of a policy in namespace `shop`, with the cursor on its first key. */
function peer(text: string): string {
  return `${WORKLOADS}
#-- policy.yaml
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: policy, namespace: shop}
spec:
  podSelector: {}
  ingress:
    - from:
        - $0${text}
`;
}

describe('a peer', () => {
  test('names the workloads that it matches', () => {
    checkHover(
      peer('podSelector: {matchLabels: {app: web}}'),
      'podSelector',
      'Matches [Deployment shop/web](workloads.yaml#3) (2 replicas)',
    );
  });

  test('of every pod says that the outside is not meant', () => {
    checkHover(
      peer('namespaceSelector: {}'),
      'namespaceSelector',
      `
Matches every pod in every namespace: [Pod ops/probe](workloads.yaml#12), [Deployment shop/web](workloads.yaml#3) (2 replicas)

Depends:
- [Pod ops/node](workloads.yaml#17): it uses the host network, where most network plugins see the node and not the pod
`,
    );
  });

  test.each([
    [
      'another value',
      'podSelector: {matchLabels: {tier: frontend}}',
      '`tier` is `front`, the selector wants `frontend`',
    ],
    [
      'a slip in the key',
      'podSelector: {matchLabels: {tire: front}}',
      'no label `tire`, but `tier` is `front`',
    ],
    [
      'another key for the value',
      'podSelector: {matchLabels: {app.kubernetes.io/name: web}}',
      'no label `app.kubernetes.io/name`, but `app` is `web`',
    ],
    [
      'labels that only the owner has',
      'podSelector: {matchLabels: {canary: "yes"}}',
      'the labels are those of the `Deployment` itself, its pods do not have them',
    ],
    [
      'a label less',
      'podSelector: {matchLabels: {app: web, version: v2}}',
      'no label `version`, the selector wants `v2`',
    ],
    [
      'values of a list',
      'podSelector: {matchExpressions: [{key: app, operator: Exists}, {key: tier, operator: In, values: [a, b]}]}',
      '`tier` is `front`, the selector wants one of `a`, `b`',
    ],
    [
      'a value that is ruled out',
      'podSelector: {matchExpressions: [{key: app, operator: Exists}, {key: tier, operator: NotIn, values: [front]}]}',
      '`tier` is `front`, which the selector rules out',
    ],
  ])('says why it misses by %s', (_, text, why) => {
    expect(hoverOf(peer(text))?.says).toContain(
      `Near misses:\n- [Deployment shop/web](workloads.yaml#3): ${why}`,
    );
  });

  test('without a namespace selector misses pods elsewhere', () => {
    checkHover(
      peer('podSelector: {matchLabels: {app: probe}}'),
      'podSelector',
      `
Matches **no workload** of the workspace: pods with \`app=probe\` in namespace \`shop\`.

Near misses:
- [Pod ops/probe](workloads.yaml#12): in namespace \`ops\`, and only \`shop\` is looked at
`,
    );
  });

  test('may not see near misses on the host network either (semantics rule 33)', () => {
    expect(hoverOf(peer('podSelector: {matchLabels: {app: node}}'))?.says).toContain(
      '- [Pod ops/node](workloads.yaml#17): in namespace `ops`, and only `shop` is looked at; besides, it uses the host network, where most network plugins see the node and not the pod',
    );
  });

  test('misses a namespace by its labels', () => {
    checkHover(
      peer(
        'namespaceSelector: {matchLabels: {team: core}}\n          podSelector: {matchLabels: {app: probe}}',
      ),
      'namespaceSelector',
      `
Matches **no workload** of the workspace: pods with \`app=probe\` in namespaces with \`team=core\`.

Near misses:
- [Pod ops/probe](workloads.yaml#12): namespace \`ops\`: \`team\` is \`platform\`, the selector wants \`core\`
`,
    );
  });

  test('does not show workloads that it tells apart as near misses', () => {
    checkHover(
      peer('namespaceSelector: {}\n          podSelector: {matchLabels: {app: probe}}'),
      'namespaceSelector',
      'Matches [Pod ops/probe](workloads.yaml#12)',
    );
  });

  test('depends on the labels of a namespace that is not in the manifests', () => {
    checkHover(
      peer('namespaceSelector: {matchLabels: {team: shop}}'),
      'namespaceSelector',
      `
Matches nothing for sure: every pod in namespaces with \`team=shop\`.

Depends:
- [Deployment shop/web](workloads.yaml#3) (2 replicas): namespace \`shop\` is not in the manifests, so its label \`team\` is unknown
`,
    );
  });

  test('depends on a templated label', () => {
    checkHover(
      peer('namespaceSelector: {}\n          podSelector: {matchLabels: {track: stable}}'),
      'namespaceSelector',
      `
Matches nothing for sure: pods with \`track=stable\` in every namespace.

Depends:
- [Pod ops/probe](workloads.yaml#12): its label \`track\` is a template
`,
    );
  });

  test('says when nothing of the workspace is in the namespace', () => {
    checkHover(
      peer('namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}'),
      'namespaceSelector',
      'Matches **no workload** of the workspace: every pod in namespace `kube-system`. Nothing in the workspace is in namespace `kube-system`.',
    );
  });

  test.each([
    [
      'ipBlock: {cidr: 203.0.113.0/24}',
      'Matches addresses `203.0.113.0/24`.\n\nPods do not have such addresses in practice.',
    ],
    [
      'ipBlock: {cidr: 0.0.0.0/0, except: [169.254.169.254/32]}',
      'Matches addresses `0.0.0.0-169.254.169.253`, `169.254.169.255-255.255.255.255`.\n\nWhether pods with such addresses are meant too depends on the network plugin.',
    ],
    ['ipBlock: {cidr: 10.0.0.0/33}', 'Matches **no address**: `10.0.0.0/33`.'],
    ['ipBlock: {cidr: "{{ .Values.cidr }}"}', '**Depends**: a template hides a part of this address block.'],
    [
      'ipBlock: {cidr: 10.0.0.0/8}\n          podSelector: {}',
      'Matches **nothing**: a peer is either a selector or an address block.',
    ],
  ])('of addresses: %s', (text, says) => {
    checkHover(peer(text), 'ipBlock', says);
  });
});

describe('a peer of a policy of the cluster', () => {
  const to = (action: string, field: string): string =>
    adminPolicy({ egress: `[{ action: ${action}, to: [{ ${field} }] }]` });

  test.each([
    [
      to('Deny', 'nod$0es: { matchLabels: { a: b } }'),
      'Matches the **nodes** with `a=b`; which addresses they have is not in the manifests.',
    ],
    [to('Deny', 'nod$0es: {}'), 'Matches every **node**; which addresses they have is not in the manifests.'],
    [to('Allow', 'domain$0Names: [example.com]'), 'Matches whatever `example.com` resolves to.'],
    [
      to('Allow', 'serv$0ices: {}'),
      'Matches **nothing**: a peer has exactly one of the fields that there are.',
    ],
    [
      to('Deny', 'serv$0ices: {}'),
      'Matches **everything**: what is no peer fails closed, and this rule denies all.',
    ],
  ])('%s', (source, says) => {
    expect(hoverOf(source)?.says).toBe(says);
  });
});
