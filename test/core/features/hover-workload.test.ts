import { describe, expect, test } from 'vitest';
import { checkHover, hoverOf } from '../../support/check-hover.ts';

const pod = (name: string, namespace: string, more = ''): string => `
apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: ${namespace}, labels: {app: ${name}}}
spec: {containers: []${more}}
---`;

const API = `
#-- api.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: $0api, namespace: shop}
spec:
  replicas: 2
  template:
    metadata: {labels: {app: api}}
    spec:
      containers:
        - name: api
          ports:
            - {name: http, containerPort: 8080}
            - {containerPort: 9090}
`;

const policies = (...specs: readonly string[]): string => `
#-- policies.yaml
${specs
  .map(
    (spec, i) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: policy-${i}, namespace: shop}
spec: ${spec}`,
  )
  .join('\n---\n')}
`;

describe('a workload', () => {
  test('without policies is open both ways', () => {
    checkHover(
      `${API}#-- pods.yaml${pod('web', 'shop')}`,
      'api',
      `
**Reached by** **everything**

**Reaches** **everything**

Behind no Service.

Selected by no policy.
`,
    );
  });

  test('is reached by those whom policies let in, grouped by ports, and lists its Services and policies', () => {
    checkHover(
      `${API}#-- pods.yaml${pod('web', 'shop')}${pod('jobs', 'shop')}${pod('probe', 'ops')}${pod('other', 'shop')}
#-- service.yaml
apiVersion: v1
kind: Service
metadata: {name: api, namespace: shop}
spec: {selector: {app: api}, ports: [{port: 80, targetPort: http}, {name: grpc, port: 81, targetPort: grpc}]}
${policies(
  '{podSelector: {matchLabels: {app: api}}, ingress: [{from: [{podSelector: {matchLabels: {app: web}}}, {podSelector: {matchLabels: {app: jobs}}}], ports: [{port: 8080}]}]}',
  '{podSelector: {matchLabels: {app: api}}, ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ops}}}]}]}',
  '{podSelector: {matchLabels: {app: jobs}}, policyTypes: [Egress]}',
  '{podSelector: {matchLabels: {app: api}}, policyTypes: [Egress], egress: [{to: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 80}, {protocol: UDP, port: 53}]}]}',
)}`,
      'api',
      `
**Reached by**
- TCP 8080: [Pod shop/web](pods.yaml#3)
- every port: [Pod ops/probe](pods.yaml#13)

**Reaches**
- TCP 80, UDP 53: [Pod shop/web](pods.yaml#3)

Behind:
- [Service shop/api](service.yaml#3): [80](service.yaml#4) → :8080, [81](service.yaml#4) (\`grpc\`) → **nothing**

Selected by [NetworkPolicy shop/policy-0](policies.yaml#3) (ingress), [NetworkPolicy shop/policy-1](policies.yaml#8) (ingress), [NetworkPolicy shop/policy-3](policies.yaml#18) (egress)
`,
    );
  });

  test('that is closed reaches nothing and is reached by nothing', () => {
    const says = hoverOf(
      API +
        `#-- pods.yaml${pod('web', 'shop')}` +
        policies('{podSelector: {}, policyTypes: [Ingress, Egress]}'),
    )?.says;
    expect(says).toContain(
      '**Reached by** **nothing** in the workspace\n\n**Reaches** **nothing** in the workspace',
    );
  });

  test('may be open to the cluster and not to the outside', () => {
    const says = hoverOf(
      API +
        `#-- pods.yaml${pod('web', 'shop')}` +
        policies('{podSelector: {}, ingress: [{from: [{namespaceSelector: {}}]}]}'),
    )?.says;
    expect(says).toContain('**Reached by**\n- every port: every workload\n\n**Reaches**');
  });

  test('may be open where nothing is known to listen, as on the port of its Service', () => {
    const reachedBy = (api: string): string | undefined =>
      hoverOf(
        `${api}#-- pods.yaml${pod('web', 'shop')}${pod('jobs', 'shop')}${policies(
          '{podSelector: {matchLabels: {app: api}}, ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 80}]}, {from: [{podSelector: {matchLabels: {app: jobs}}}], ports: [{port: 80}, {port: 9090}]}]}',
        )}`,
      )?.says.split('\n\n')[0];
    const both = (remark: string): string =>
      `**Reached by**\n- TCP 80,9090: [Pod shop/jobs](pods.yaml#8)\n- TCP 80${remark}: [Pod shop/web](pods.yaml#3)`;
    expect(reachedBy(API)).toBe(both(', where nothing is known to listen'));
    expect(reachedBy(API.replace('8080', '"{{ .Values.port }}"'))).toBe(both(''));
    expect(reachedBy(API.replace(/ {10}ports:[\s\S]*$/, ''))).toBe(both(''));
  });

  test('depends on what the files cannot tell, and says on what', () => {
    const says = hoverOf(
      API +
        `#-- pods.yaml${pod('web', 'shop')}` +
        policies(
          '{podSelector: {matchLabels: {app: api}}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: a}}}], ports: [{port: 8080}]}]}',
        ),
    )?.says;
    expect(says).toContain(`**Reached by**
- perhaps TCP 8080: every workload ([NetworkPolicy shop/policy-0](policies.yaml#4): namespace \`shop\` is not in the manifests, so its label \`team\` is unknown)

`);
  });

  test('may be reached from its own node, and reach it, whatever its policies say', () => {
    const says = hoverOf(
      API +
        `#-- pods.yaml${pod('web', 'shop')}${pod('node', 'ops', ', hostNetwork: true')}` +
        policies(
          '{podSelector: {matchLabels: {app: api}}, policyTypes: [Ingress, Egress], ingress: [{from: [{podSelector: {matchLabels: {app: web}}}]}]}',
        ),
    )?.says;
    expect(says).toContain(`**Reached by**
- every port: [Pod shop/web](pods.yaml#3)
- perhaps every port: [Pod ops/node](pods.yaml#8) (the source uses the host network, and policies do not apply if it is on the same node)

**Reaches**
- perhaps every port: [Pod ops/node](pods.yaml#8) (the destination uses the host network, and policies do not apply if it is on the same node)
`);
  });

  test('says whose label it is that a template hides', () => {
    const hidden = API.replace('{app: api}', '{app: api, v: "{{ .Values.v }}"}');
    const says = hoverOf(
      `${hidden}#-- pods.yaml${pod('web', 'ops')}
#-- namespace.yaml
apiVersion: v1
kind: Namespace
metadata: {name: ops, labels: {team: "{{ .Values.team }}"}}
${policies(
  '{podSelector: {matchLabels: {v: "1"}}, policyTypes: [Egress]}',
  '{podSelector: {matchLabels: {app: api}}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: a}}}], ports: [{port: 8080}]}]}',
)}`,
    )?.says;
    expect(says).toContain(
      '[Pod ops/web](pods.yaml#3) ([NetworkPolicy shop/policy-1](policies.yaml#9): label `team` of namespace `ops` is a template)',
    );
    expect(says).toContain(
      'addresses outside the cluster ([NetworkPolicy shop/policy-0](policies.yaml#3) may select the source: its label `v` is a template)',
    );
    expect(says).toContain('Selected by [NetworkPolicy shop/policy-0](policies.yaml#3) (perhaps egress)');
  });

  test('depends on a protocol that policies do not know, which is no template', () => {
    const rules = '{podSelector: {}, ingress: [{ports: [{protocol: ICMP}]}]}';
    expect(hoverOf(API + policies(rules))?.says).toContain(
      ': every workload ([NetworkPolicy shop/policy-0](policies.yaml#4): the protocol is a template, or none that policies know)',
    );
  });

  test('gives to each of those that may reach it its own reason', () => {
    const says = hoverOf(
      API +
        `#-- pods.yaml${pod('node', 'shop', ', hostNetwork: true')}${pod('web', 'shop')}` +
        policies(
          '{podSelector: {matchLabels: {app: api}}, policyTypes: "{{ .Values.types }}", ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}]}]}',
        ),
    )?.says;
    const why = '[NetworkPolicy shop/policy-0](policies.yaml#3): a template decides whether it applies';
    expect(says).toContain(`**Reached by**
- perhaps every port: [Deployment shop/api](api.yaml#3), [Pod shop/web](pods.yaml#8) (${why})
- perhaps every port: [Pod shop/node](pods.yaml#3) (the source uses the host network, and policies do not apply if it is on the same node)
- perhaps every port: addresses outside the cluster (${why})
`);
    expect(says).toContain(
      'Selected by [NetworkPolicy shop/policy-0](policies.yaml#3) (perhaps ingress, perhaps egress)',
    );
  });

  test('is among those that reach it if it has several pods, and only then', () => {
    const same = policies('{podSelector: {}, ingress: [{from: [{podSelector: {}}]}]}');
    const reachedBy = (api: string) =>
      hoverOf(`${api}#-- pods.yaml${pod('web', 'shop')}${same}`)?.says.split('\n')[1];
    expect(reachedBy(API)).toBe('- every port: every workload');
    expect(reachedBy(`${API}#-- more.yaml${pod('jobs', 'ops')}\n`)).toBe(
      '- every port: [Deployment shop/api](api.yaml#3), [Pod shop/web](pods.yaml#3)',
    );
    expect(
      reachedBy(`${API.replace('replicas: 2', 'replicas: 1')}#-- more.yaml${pod('jobs', 'ops')}\n`),
    ).toBe('- every port: [Pod shop/web](pods.yaml#3)');
  });

  test('that has ended is reached by nothing', () => {
    const source = `${pod('$0done', 'shop').replace('app: $0', 'app: ')}${pod('web', 'shop')}`;
    expect(hoverOf(source.replace('---', 'status: {phase: Succeeded}\n---'))?.says).toBe(
      'This pod has ended: nothing reaches it, and it reaches nothing.',
    );
  });

  test('says everything at the labels of its pods, and nothing at its own labels', () => {
    const labelled = (own: string, pods: string): string => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, labels: {app: ${own}}}
spec: {template: {metadata: {labels: {app: ${pods}}}, spec: {containers: []}}}
`;
    expect(hoverOf(labelled('api', '$0api'))?.says).toContain('**Reached by** **everything**');
    expect(hoverOf(labelled('$0api', 'api'))).toBeUndefined();
  });
});

describe('a container port', () => {
  test('is reached by those who may, and as these Services', () => {
    checkHover(
      API.replace('$0', '').replace('containerPort: 8080', 'containerPort: $08080') +
        `#-- pods.yaml${pod('web', 'shop')}${pod('other', 'shop')}
#-- service.yaml
apiVersion: v1
kind: Service
metadata: {name: api, namespace: shop}
spec: {selector: {app: api}, ports: [{port: 80, targetPort: http}, {port: 8080}, {port: 9090}]}
${policies('{podSelector: {matchLabels: {app: api}}, ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: http}]}, {from: [{podSelector: {matchLabels: {app: other}}}], ports: [{port: 9090}]}]}')}`,
      '8080',
      `
**Reached by**
- TCP 8080: [Pod shop/web](pods.yaml#3)

Reached as [Service shop/api](service.yaml#3) [80](service.yaml#4), [Service shop/api](service.yaml#3) [8080](service.yaml#4)
`,
    );
  });

  test('of a headless Service is dialled as it is', () => {
    const headless = `
#-- service.yaml
apiVersion: v1
kind: Service
metadata: {name: api, namespace: shop}
spec: {clusterIP: None, selector: {app: api}, ports: [{port: 80, targetPort: http}]}
`;
    const hovered = API.replace('$0', '').replace('containerPort: 8080', 'containerPort: $08080') + headless;
    expect(hoverOf(hovered)?.says).toContain(
      'Reached as [Service shop/api](service.yaml#3), which is headless',
    );
  });

  test('of open pods is open', () => {
    checkHover(
      API.replace('$0', '').replace('- {containerPort', '- {$0containerPort') +
        `#-- pods.yaml${pod('web', 'shop')}`,
      'containerPort',
      '**Reached by** **everything** on TCP 9090\n\nNo Service leads here.',
    );
  });

  test('that is a template depends', () => {
    checkHover(
      API.replace('$0', '').replace('{containerPort: 9090}', 'containerPort: $0{{ .Values.port }}'),
      '{{ .Values.port }}',
      '**Depends**: a template decides which port this is.',
    );
  });
});
