import { describe, test } from 'vitest';
import { checkHover } from '../../support/check-hover.ts';

const WORKLOADS = `
#-- workloads.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  template:
    metadata: {labels: {app: api}}
    spec:
      containers:
        - name: api
          ports:
            - {name: http, containerPort: 8080}
            - {name: metrics, containerPort: 9090}
            - {name: dns, containerPort: 53, protocol: UDP}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, ports: [{name: http, containerPort: 3000}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: api}
spec:
  selector: {app: api}
  ports:
    - {port: 80, targetPort: http}
`;

function ingressPort(text: string, selector = 'matchLabels: {app: api}'): string {
  return `${WORKLOADS}
#-- policy.yaml
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: policy}
spec:
  podSelector: {${selector}}
  ingress:
    - ports:
        - $0${text}
`;
}

function egressPort(text: string, peers: string): string {
  return `${WORKLOADS}
#-- policy.yaml
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: policy}
spec:
  podSelector: {}
  egress:
    - to: ${peers}
      ports:
        - $0${text}
`;
}

describe('a port of a policy', () => {
  test('is this container port', () => {
    checkHover(
      ingressPort('port: 8080'),
      'port',
      '- [TCP 8080](workloads.yaml#11) (`http`) of [Deployment default/api](workloads.yaml#3)',
    );
  });

  test('that is the port of the Service is a mistake', () => {
    checkHover(
      ingressPort('port: 80'),
      'port',
      '**Not the port of the pods**: [80](workloads.yaml#29) is the port of [Service default/api](workloads.yaml#25), which leads to port 8080 of [Deployment default/api](workloads.yaml#3). A policy sees the traffic after that, on port 8080.',
    );
  });

  test('that is the port of the Service is a mistake in egress rules too', () => {
    checkHover(
      egressPort('port: 80', '[{podSelector: {matchLabels: {app: api}}}]'),
      'port',
      '**Not the port of the pods**: [80](workloads.yaml#29) is the port of [Service default/api](workloads.yaml#25), which leads to port 8080 of [Deployment default/api](workloads.yaml#3). A policy sees the traffic after that, on port 8080.',
    );
  });

  test('by name is another number on each workload', () => {
    checkHover(
      ingressPort('port: http', ''),
      'port',
      `
- [TCP 8080](workloads.yaml#11) (\`http\`) of [Deployment default/api](workloads.yaml#3)
- [TCP 3000](workloads.yaml#21) (\`http\`) of [Deployment default/web](workloads.yaml#17)
`,
    );
  });

  test('by a name that only some have matches nothing on the others', () => {
    checkHover(
      ingressPort('port: metrics', ''),
      'port',
      `
- [TCP 9090](workloads.yaml#12) (\`metrics\`) of [Deployment default/api](workloads.yaml#3)

Where no port has this name, nothing is matched:
- [Deployment default/web](workloads.yaml#17): no port \`metrics\`, only \`http\`
`,
    );
  });

  test('by name must have the protocol as well', () => {
    checkHover(
      ingressPort('port: dns'),
      'port',
      `
Where no port has this name, nothing is matched:
- [Deployment default/api](workloads.yaml#3): \`dns\` is UDP there, not TCP
`,
    );
  });

  test('that nobody declares may be open all the same', () => {
    checkHover(
      ingressPort('port: 7000'),
      'port',
      `
No container declares TCP 7000; one may listen on it all the same.
- [Deployment default/api](workloads.yaml#3) declares [TCP 8080](workloads.yaml#11) (\`http\`), [TCP 9090](workloads.yaml#12) (\`metrics\`), [UDP 53](workloads.yaml#13) (\`dns\`)
`,
    );
  });

  test('of a range is every container port in it', () => {
    checkHover(
      ingressPort('port: 8000\n          endPort: 9999', ''),
      'port',
      `
- [TCP 8080](workloads.yaml#11) (\`http\`), [TCP 9090](workloads.yaml#12) (\`metrics\`) of [Deployment default/api](workloads.yaml#3)

Not declared by 1 other workload, which may listen on it all the same.
`,
    );
  });

  test('by name means nothing outside of the cluster', () => {
    checkHover(
      egressPort('port: http', '[{ipBlock: {cidr: 203.0.113.0/24}}]'),
      'port',
      'Addresses outside the cluster have no named ports: none of theirs is meant.',
    );
  });

  test.each([
    ['protocol: UDP', 'protocol', 'Every UDP port, and no port of another protocol.'],
    ['port: "{{ .Values.port }}"', 'port', '**Depends**: a template decides which port this is.'],
    ['port: 9000\n          endPort: 8000', 'port', 'No port: the range ends before it starts.'],
    ['port: http\n          endPort: 9000', 'port', 'No port: a range cannot begin with a name.'],
    [
      'port: 8080\n          protocol: tcp',
      'port',
      '**Depends**: the protocol is a template, or none that policies know.',
    ],
    ['port: 0', 'port', 'No port: the numbers of ports are 1 to 65535.'],
    ['port: 70000', 'port', 'No port: the numbers of ports are 1 to 65535.'],
    ['port: 9000\n          endPort: 70000', 'port', 'No port: the numbers of ports are 1 to 65535.'],
  ])('%s', (text, on, says) => {
    checkHover(ingressPort(text), on, says);
  });

  test('behind which there is no workload', () => {
    checkHover(
      ingressPort('port: 8080', 'matchLabels: {app: nobody}'),
      'port',
      'No workload of the workspace is behind TCP 8080.',
    );
  });
});
