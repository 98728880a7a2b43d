import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import {
  answerQuestion,
  type TopologyContext,
} from '../../../../server/src/core/features/topology/answer-question.ts';
import {
  packReport,
  type ReportData,
  unpackReport,
} from '../../../../server/src/core/features/topology/report-data.ts';
import { connectivityOf } from '../../../../server/src/core/reach/pairs/connectivity.ts';
import { createTopologyState } from '../../../../server/src/core/topology/topology-state.ts';
import { pods } from '../../../support/pods.ts';
import { openWorkspace } from '../../../support/workspace.ts';

function contextOf(source: string): TopologyContext {
  const { environment, view, host } = openWorkspace(source);
  return {
    environment: environment(),
    state: createTopologyState(connectivityOf(view())),
    problemsOf: ({ facts }) => ({ errors: facts.kind === 'Service' ? 1 : 0, warnings: 0 }),
    placeOf: (asked) => {
      const found = host.locator.locate(host.snapshot(), asked);
      return found && `${found.uri}:${found.span.start}`;
    },
  };
}

const pack = (context: TopologyContext): string => JSON.stringify(packReport('test', context, undefined, {}));

const EXAMPLES = ['shop', 'guide'].map((name) => {
  const folder = fileURLToPath(new URL(`../../../../examples/${name}/`, import.meta.url));
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
  return [name, files.map((file) => `#-- ${file}\n${readFileSync(folder + file, 'utf8')}`).join('')] as const;
});

const HELM = `${pods('web', { namespace: 'a' })}${pods('api', { namespace: 'b' })}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: "{{ .Release.Name }}", namespace: b }
spec:
  podSelector: {}
  ingress:
    - from: [{ namespaceSelector: { matchLabels: { team: "{{ .Values.team }}" } } }]
      ports: [{ port: "{{ .Values.port }}" }]
---
apiVersion: policy.networking.k8s.io/v1alpha1
kind: AdminNetworkPolicy
metadata: { name: top }
spec:
  priority: 5
  subject: { namespaces: {} }
  ingress: [{ name: no, action: Deny, from: [{ pods: { namespaceSelector: { matchLabels: { x: y } }, podSelector: {} } }] }]
---
kind: NetworkPolicy
  broken: [
`;

describe('answers are the same out of a report, with the same places', () => {
  test.each([...EXAMPLES, ['templates, policies of the cluster and broken YAML', HELM] as const])(
    '%s',
    (_, source) => {
      const before = contextOf(source);
      const after = unpackReport(JSON.parse(pack(before)) as ReportData);
      const topology = answerQuestion(before, { type: 'topology' });
      expect(answerQuestion(after, { type: 'topology' })).toEqual(topology);
      const ids = [...before.state.index.resources.keys()];
      expect(ids.length).toBeGreaterThan(2);
      const namespaces = [...before.environment.namespaces.keys()];
      const questions = [
        { type: 'links', namespaces } as const,
        { type: 'matrix', rows: namespaces, columns: namespaces, of: 'namespaces' } as const,
        ...ids.flatMap((id) => [{ type: 'focus', id } as const, { type: 'policy', id } as const]),
        ...ids
          .slice(0, 25)
          .flatMap((from) =>
            ids
              .slice(0, 25)
              .map((to) => ({ type: 'explain', from: { node: from }, to: { node: to } }) as const),
          ),
      ];
      for (const question of questions)
        expect(answerQuestion(after, question)).toEqual(answerQuestion(before, question));
    },
  );
});

test('no value of a manifest gets into a report', () => {
  const source = `apiVersion: v1
kind: Secret
metadata: { name: keys, annotations: { note: leak-annotation } }
stringData: { password: leak-secret, url: "http://leak.secret.svc:80" }
data: { token: bGVhay1zZWNyZXQ= }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data: { motd: leak-configuration, file: "key=leak-line", DB_HOST: leak.host.example, api: "http://api:80/leak-path" }
---
apiVersion: v1
kind: Service
metadata: { name: api }
spec: { selector: { app: api }, ports: [{ port: 80 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: api, annotations: { note: leak-annotation } }
spec:
  template:
    metadata: { labels: { app: api }, annotations: { note: leak-annotation } }
    spec:
      # leak-comment
      containers:
        - name: main
          image: leak-image
          command: [leak-command, --token=leak-argument]
          envFrom: [{ configMapRef: { name: settings } }]
          env:
            - { name: PASSWORD, value: leak-password }
            - { name: JWT, value: leak-eyj.leak-body.leak-signature }
            - { name: KEY, value: "leak-key.com:443" }
            - { name: API_URL, value: "http://leak-user:leak-pass@api:80/leak-query" }
`;
  const context = contextOf(source);
  const packed = pack(context);
  expect(packed).toContain('"host":"api"');
  expect(packed).not.toMatch(/leak/i);
  expect(packed).not.toContain('bGVhay');
});
