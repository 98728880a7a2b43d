import { expect, test } from 'vitest';
import { createAnalysis } from '../../../server/src/core/rules/analysis.ts';
import { RULES } from '../../../server/src/core/rules/registry.gen.ts';
import { pods } from '../../support/pods.ts';
import { openRepository } from '../../support/workspace.ts';

const kustomization = (file: string): string =>
  `kind: Kustomization\nnamespace: shop\nresources: [${file}]\n`;
const service = (name: string): string => `apiVersion: v1
kind: Service
metadata: { name: ${name} }
spec:
  selector: { app: ${name} }
  ports: [{ port: 80, targetPort: 8080 }]
`;
const app = (name: string): string => `${service(name)}---\n${pods(name, { ports: ['http: 8080'] })}`;
const ingress = (backend: string): string => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web }
spec:
  rules:
    - http:
        paths:
          - path: /
            pathType: Prefix
            backend: { service: { name: ${backend}, port: { number: 80 } } }
`;

/** What is found in the files, each finding as its severity and rule. */
function findingsIn(files: Readonly<Record<string, string>>): readonly string[] {
  const source = Object.entries(files).map(([file, text]) => `#-- ${file}\n${text}`);
  const { host } = openRepository(source.join(''));
  const analysis = createAnalysis(RULES, (rule, error) => {
    throw new Error(`${rule} failed`, { cause: error });
  });
  analysis.invalidate(host.everything());
  for (const _ of analysis.run(host.snapshot(), () => true));
  return analysis
    .all()
    .map(({ rule, severity }) => `${severity} ${rule}`)
    .sort();
}

test('a Service of an environment beside is not missing, however much one of its own is called like it', () => {
  const own = {
    'a/kustomization.yaml': kustomization('a.yaml'),
    'a/a.yaml': `${app('order')}---\n${ingress('orders')}`,
  };
  const beside = { 'b/kustomization.yaml': kustomization('b.yaml'), 'b/b.yaml': app('orders') };
  expect(findingsIn(own)).toEqual(['error ingress-backend-missing']);
  expect(findingsIn({ ...own, ...beside })).toEqual([]);
});

test('one of an overlay that is never applied together with this one is', () => {
  const dev = {
    'dev/kustomization.yaml': kustomization('dev.yaml'),
    'dev/dev.yaml': `${app('order')}---\n${ingress('orders')}`,
  };
  const prod = {
    'prod/kustomization.yaml': kustomization('prod.yaml'),
    'prod/prod.yaml': `${app('order')}---\n${app('orders')}---\n${ingress('orders')}`,
  };
  expect(findingsIn({ ...dev, ...prod })).toEqual(['error ingress-backend-missing']);
});

const policy = (name: string, selected: string, from: string): string => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: shop }
spec:
  podSelector: { matchLabels: { app: ${selected} } }
  policyTypes: [Ingress]
  ingress: [{ from: [{ podSelector: { matchLabels: { app: ${from} } } }] }]
`;

test('nor are pods that a policy selects or names', () => {
  const own = {
    'policies/api.yaml': `${policy('api', 'api', 'web')}---\n${pods('db', { namespace: 'shop' })}`,
  };
  const beside = {
    'web/kustomization.yaml': kustomization('all.yaml'),
    'web/all.yaml': `${app('web')}---\n${app('api')}`,
  };
  expect(findingsIn(own)).toEqual(['warning policy-peer-selects-nothing', 'warning policy-selects-nothing']);
  expect(findingsIn({ ...own, ...beside })).toEqual([]);
});

test('what policies of one environment deny, those of another may allow', () => {
  const closed = policy('closed', 'api', 'web').replace(/ingress: .*/, 'ingress: []');
  const own = {
    'api/kustomization.yaml': kustomization('api.yaml'),
    'api/api.yaml': `${app('api')}---\n${ingress('api')}---\n${closed}`,
  };
  expect(findingsIn(own)).toEqual(['warning ingress-blocked-by-policy']);
  expect(findingsIn({ ...own, 'policies/open.yaml': policy('open', 'api', 'web') })).toEqual([
    'hint policy-peer-selects-nothing',
  ]);
});
