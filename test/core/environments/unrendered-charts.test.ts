import { expect, test } from 'vitest';
import { createAnalysis } from '../../../server/src/core/rules/analysis.ts';
import { RULES } from '../../../server/src/core/rules/registry.gen.ts';
import { openRepository } from '../../support/workspace.ts';

/** The rules that find something in a chart that nobody has rendered. */
function rulesIn(template: string): readonly string[] {
  const { host } = openRepository(
    `#-- Chart.yaml\napiVersion: v2\nname: shop\nversion: 1.0.0\n#-- templates/all.yaml\n${template}`,
  );
  const analysis = createAnalysis(RULES, (rule, error) => {
    throw new Error(`${rule} failed`, { cause: error });
  });
  analysis.invalidate(host.everything());
  for (const _ of analysis.run(host.snapshot(), () => true));
  return analysis.all().map(({ rule }) => rule);
}

const SERVICE = `apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: web }] }
`;
const workload = (kind: string, port: string): string => `apiVersion: apps/v1
kind: ${kind}
metadata: { name: web }
spec:
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, ports: [{ name: ${port}, containerPort: 80 }] }] }
`;

test('what is written plainly is checked', () => {
  expect(rulesIn(`${SERVICE}---\n${workload('Deployment', 'http')}`)).toEqual([
    'service-target-port-unresolved',
  ]);
});

test('of two workloads in branches of a condition nobody knows which one is there', () => {
  const branches = `{{ if .Values.a }}\n${workload('Deployment', 'http')}{{ else }}\n${workload('StatefulSet', 'web')}{{ end }}\n`;
  expect(rulesIn(`${SERVICE}---\n${branches}`)).toEqual([]);
});

test('nor of two that are documents of their own', () => {
  const other = SERVICE.replace('port: 80', 'port: 81');
  expect(
    rulesIn(
      `{{ if .Values.a }}\n${SERVICE}{{ else }}\n---\n${other}{{ end }}\n---\n${workload('Deployment', 'web')}`,
    ),
  ).toEqual([]);
});

test('a line of actions may print the pods that seem to be missing', () => {
  const policy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web }
spec: { podSelector: { matchLabels: { app: other } }, ingress: [{}] }
`;
  const pods = workload('Deployment', 'web');
  expect(rulesIn(`${policy}---\n${pods}`)).toEqual(['policy-selects-nothing']);
  expect(rulesIn(`${policy}---\n${pods}---\n{{ include "shop.other" . }}\n`)).toEqual([]);
});
