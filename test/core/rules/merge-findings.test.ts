import { describe, expect, test } from 'vitest';
import type { ConfiguredEnvironment } from '../../../server/src/core/environments/plan-folders.ts';
import { createAnalysis } from '../../../server/src/core/rules/analysis.ts';
import { mergeFindings } from '../../../server/src/core/rules/merge-findings.ts';
import { RULES } from '../../../server/src/core/rules/registry.gen.ts';
import { pods } from '../../support/pods.ts';
import { openRepository } from '../../support/workspace.ts';

const service = (port: number): string => `apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: ${port} }] }
---
`;
const webOn = (port: number): string => `${service(port)}${pods('web', { ports: [`http: ${port}`] })}`;

/** What the policy names is the port of the pods in `dev/`, and only that of the Service in `prod/`. */
const COPIES = `#-- common/policy.yaml
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web }
spec: { podSelector: { matchLabels: { app: web } }, ingress: [{ ports: [{ port: 80 }] }] }
---
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { team: a } }
#-- dev/web.yaml
${webOn(80)}
#-- prod/web.yaml
${webOn(8080)}
---
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { team: b } }
`;

const CONFIGURED: readonly ConfiguredEnvironment[] = ['dev', 'prod'].map((name) => ({
  id: `file:///#${name}`,
  paths: ['file:///common', `file:///${name}`],
  namespace: undefined,
}));

describe('what holds in one of the environments that a shared manifest is part of', () => {
  const shared = (configured: readonly ConfiguredEnvironment[], asked?: string): readonly string[] => {
    const { host } = openRepository(COPIES, { configured });
    const analysis = createAnalysis(RULES, () => {});
    analysis.invalidate(host.everything());
    for (const _ of analysis.run(host.snapshot(), () => true));
    const wanted = analysis.all().filter(({ environment }) => asked === undefined || environment === asked);
    return mergeFindings(host.snapshot(), wanted, asked).flatMap(({ finding, only }) => {
      const uri = host.locator.locate(host.snapshot(), finding.at)?.uri;
      return uri === 'file:///common/policy.yaml' ? [`${finding.rule} in ${only?.join()}`] : [];
    });
  };

  test('is told where folders were taken for copies, if it is grave', () => {
    expect(shared([])).toEqual(['policy-uses-service-port in file:///prod']);
  });

  test('is told where the user says what is applied together', () => {
    expect(shared(CONFIGURED)).toEqual([
      'duplicate-resource in file:///#prod',
      'policy-uses-service-port in file:///#prod',
    ]);
  });

  test('is told to whoever asks about that one', () => {
    expect(shared([], 'file:///prod')).toEqual([
      'duplicate-resource in file:///prod',
      'policy-uses-service-port in file:///prod',
    ]);
    expect(shared([], 'file:///dev')).toEqual([]);
  });
});
