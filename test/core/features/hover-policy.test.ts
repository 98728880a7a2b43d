import { describe, expect, test } from 'vitest';
import { checkHover, hoverOf } from '../../support/check-hover.ts';
import { pods } from '../../support/pods.ts';
import { adminPolicy, baselinePolicy, clusterPolicy, policy } from '../../support/policy.ts';

const WORKLOADS = `
#-- workloads.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  replicas: 3
  template:
    metadata: {labels: {app: api, tier: back}}
    spec: {containers: [{name: api}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  replicas: 1
  template:
    metadata: {labels: {app: web, tier: front}}
    spec: {containers: [{name: web}]}
---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent, namespace: ops}
spec:
  template:
    metadata: {labels: {app: agent}}
    spec: {containers: [{name: agent}]}
`;

describe('a policy', () => {
  test('says which pods it selects, what it allows in each direction, and which policies are beside it', () => {
    checkHover(
      `${WORKLOADS}
#-- policy.yaml
apiVersion: networking.k8s.io/v1
kind: Network$0Policy
metadata: {name: api, namespace: shop}
spec:
  podSelector: {matchLabels: {app: api}}
  policyTypes: [Ingress, Egress]
  ingress:
    - from:
        - podSelector: {matchLabels: {app: web}}
        - namespaceSelector: {}
        - ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}
      ports: [{port: 8080}, {protocol: UDP, port: dns}, {port: 9000, endPort: 9010}]
    - {}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: default-deny, namespace: shop}
spec:
  podSelector: {}
`,
      'NetworkPolicy',
      `
Selects [Deployment shop/api](workloads.yaml#3) (3 replicas)

**Ingress**: allows only this, and what other policies add.
- [from](policy.yaml#8) [Deployment shop/web](workloads.yaml#12), every pod in every namespace, \`10.0.0.0/8\` except \`10.1.0.0/16\` on TCP 8080, UDP \`dns\`, TCP 9000-9010
- [from](policy.yaml#13) everything, in the cluster and outside, on every port

**Egress**: allows nothing of its own.

Also on these pods: [NetworkPolicy shop/default-deny](policy.yaml#17)
`,
    );
  });

  test('on what selects its pods; one that selects a whole namespace says so', () => {
    checkHover(
      `${WORKLOADS}
#-- policy.yaml
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: default-deny, namespace: shop}
spec:
  podSel$0ector: {}
`,
      'podSelector',
      `
Selects every pod in namespace \`shop\`: [Deployment shop/api](workloads.yaml#3) (3 replicas), [Deployment shop/web](workloads.yaml#12) (1 replica)

**Ingress**: allows nothing of its own.

**Egress**: not restricted by this policy.
`,
    );
  });

  test('that selects nothing shows what it nearly selects, and why not', () => {
    checkHover(
      `${WORKLOADS}
#-- policy.yaml
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: $0api, namespace: shop}
spec:
  podSelector: {matchLabels: {app: api, tier: backend}}
`,
      'api',
      `
Selects **no workload** of the workspace: pods with \`app=api,tier=backend\` in namespace \`shop\`.

Near misses:
- [Deployment shop/api](workloads.yaml#3): \`tier\` is \`back\`, the selector wants \`backend\`

**Ingress**: allows nothing of its own.

**Egress**: not restricted by this policy.
`,
    );
  });

  test('with rules of a direction that it does not list says that they have no effect', () => {
    checkHover(
      `${WORKLOADS}
#-- policy.yaml
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: agent, namespace: ops}
spec:
  podSelector: {}
  policyTypes: [Ingress]
  eg$0ress:
    - to: [{podSelector: {}}]
`,
      'egress',
      `
Selects every pod in namespace \`ops\`: [DaemonSet ops/agent](workloads.yaml#21)

**Ingress**: allows nothing of its own.

**Egress**: its rules have no effect.
`,
    );
  });

  test('that is a template depends, and says on what', () => {
    checkHover(
      `${WORKLOADS}
#-- policy.yaml
apiVersion: networking.k8s.io/v1
kind: $0NetworkPolicy
metadata: {name: api, namespace: shop}
spec:
  podSelector: {matchLabels: {app: "{{ .Values.app }}"}}
  policyTypes: ["{{ .Values.direction }}"]
  ingress:
    - from:
        - podSelector: {matchLabels: {app: nobody}}
        - ipBlock: {cidr: "{{ .Values.cidr }}"}
      ports: [{port: "{{ .Values.port }}"}]
`,
      'NetworkPolicy',
      `
Selects nothing for sure: pods with \`app=…\` in namespace \`shop\`.

Depends:
- [Deployment shop/api](workloads.yaml#3) (3 replicas): what the selector wants of \`app\` is a template
- [Deployment shop/web](workloads.yaml#12) (1 replica): what the selector wants of \`app\` is a template

**Ingress**: depends on a template whether it applies.
- [from](policy.yaml#8) pods with \`app=nobody\` in namespace \`shop\`, \`…\` on a templated TCP port

**Egress**: depends on a template whether it applies.
`,
    );
  });

  test('says which part of a rule a template decides', () => {
    const rules = (text: string): string | undefined =>
      hoverOf(`${WORKLOADS}
#-- policy.yaml
apiVersion: networking.k8s.io/v1
kind: $0NetworkPolicy
metadata: {name: api, namespace: shop}
spec:
  podSelector: {}
  ingress: [${text}]
`)?.says.match(/\[from\]\(policy.yaml#6\) (.*)/)?.[1];
    expect(rules('{from: "{{ .x }}", ports: [{port: 80}]}')).toBe('whom a template decides on TCP 80');
    expect(rules('{from: [{podSelector: {}}], ports: "{{ .x }}"}')).toBe(
      'every pod in namespace `shop` on ports that a template decides',
    );
    expect(rules('{ports: "{{ .x }}"}')).toBe(
      'everything, in the cluster and outside, on ports that a template decides',
    );
  });

  test('does not take for everything what is no list', () => {
    const says = hoverOf(`${WORKLOADS}
#-- policy.yaml
apiVersion: networking.k8s.io/v1
kind: $0NetworkPolicy
metadata: {name: api, namespace: shop}
spec:
  podSelector: {}
  ingress:
    - from: {podSelector: {}}
      ports: {port: 80}
`)?.says;
    expect(says).toContain(
      '[from](policy.yaml#7) nothing (an invalid peer) on no port (nothing here is one)',
    );
  });

  test('lists no more than a few of many', () => {
    const many = Array.from(
      { length: 9 },
      (_, i) => `
apiVersion: v1
kind: Pod
metadata: {name: pod-${i}, labels: {app: many}}
spec: {containers: []}
---`,
    ).join('');
    checkHover(
      `
#-- pods.yaml${many}
#-- policy.yaml
apiVersion: networking.k8s.io/v1
kind: $0NetworkPolicy
metadata: {name: many}
spec:
  podSelector: {matchLabels: {app: many}}
`,
      'NetworkPolicy',
      `
Selects [Pod default/pod-0](pods.yaml#3), [Pod default/pod-1](pods.yaml#8), [Pod default/pod-2](pods.yaml#13), [Pod default/pod-3](pods.yaml#18), [Pod default/pod-4](pods.yaml#23), [Pod default/pod-5](pods.yaml#28) +3 more

**Ingress**: allows nothing of its own.

**Egress**: not restricted by this policy.
`,
    );
  });
});

describe('a policy of the cluster', () => {
  const api = pods('api', { namespace: 'shop' });
  const subject =
    '{ pods: { namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop } }, podSelector: { matchLabels: { app: api } } } }';
  const ingress =
    '[{ action: Allow, from: [{ namespaces: { matchLabels: { team: a } } }] }, { action: Deny, from: [{ namespaces: {} }] }]';
  const onKind = (written: string): string => written.replace(/kind: \w+Policy/, '$&$0');
  const says = (written: string): string | undefined => hoverOf(`${onKind(written)}${api}`)?.says;

  test('says what its rules do, and that they come before the policies of namespaces', () => {
    checkHover(
      `${onKind(adminPolicy({ subject, ingress, egress: '[{ action: Pass, to: [{ nodes: {} }, { networks: [10.0.0.0/8] }, { domainNames: [example.com] }] }]' }))}${api}${policy({ namespace: 'shop' })}`,
      'AdminNetworkPolicy',
      `
Selects [Deployment shop/api](#12)

**Ingress**: in this order, before the policies of the namespaces.
- allow [from](#7) every pod in namespaces with \`team=a\` on every port
- deny [from](#7) every pod in every namespace on every port

**Egress**: in this order, before the policies of the namespaces.
- pass [to](#8) every node, \`10.0.0.0/8\`, \`example.com\` on every port

Also on these pods: [NetworkPolicy shop/p](#20)
`,
    );
  });

  test('says that the baseline comes after them', () => {
    const effect = '**Ingress**: in this order, where no policy of the namespace isolates the pods.';
    expect(says(baselinePolicy({ subject, ingress }))).toContain(effect);
    expect(says(clusterPolicy({ tier: 'Baseline', subject, ingress }))).toContain(effect);
  });

  test('says what it does not do', () => {
    expect(says(adminPolicy({ subject }))).toContain('**Ingress**: not restricted by this policy.');
    const noTier = clusterPolicy({ subject, ingress }).replace('Admin', 'None');
    expect(says(noTier)).toContain('**Ingress**: its rules have no effect.');
    expect(says(adminPolicy({ subject: '{}', ingress }))).toContain(
      'Selects **nothing**: it is not said what.',
    );
  });

  test('says that a peer that is none denies everything', () => {
    const invalid = '[{ action: Deny, from: [{}] }, { action: Accept, from: [{}] }]';
    const written = says(clusterPolicy({ subject, ingress: invalid }));
    expect(written).toContain('- deny [from](#8) everything (a peer is invalid) on every port');
    expect(written).toContain('- allow [from](#8) nothing (an invalid peer) on every port');
  });
});
