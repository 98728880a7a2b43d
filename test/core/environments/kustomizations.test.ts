import { describe, expect, test } from 'vitest';
import { hover } from '../../../server/src/core/features/hover.ts';
import { mergeFindings } from '../../../server/src/core/rules/merge-findings.ts';
import { RULES } from '../../../server/src/core/rules/registry.gen.ts';
import { applyFix, findAll, fixesOfFinding } from '../../support/check-findings.ts';
import { openRepository, type TestRepository } from '../../support/workspace.ts';

const BASE = `
#-- base/kustomization.yaml
resources:
  - web.yaml
#-- base/web.yaml
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - name: http
      port: 80
      targetPort: 8080
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: web
          ports:
            - containerPort: 8080
`;

/** Two environments: one as the base has it, one that moves the port of the pods and forgets the Service. */
const PATCHED = `${BASE}
#-- overlays/dev/kustomization.yaml
namespace: dev
resources:
  - ../../base
#-- overlays/prod/kustomization.yaml
namespace: prod
namePrefix: shop-
resources:
  - ../../base
patches:
  - path: port.yaml
#-- overlays/prod/port.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web
          ports:
            - $patch: replace
            - containerPort: 9090
`;

/** Findings as people read them: place, text there, message. */
function findings({ host }: TestRepository): readonly string[] {
  const snapshot = host.snapshot();
  return mergeFindings(snapshot, findAll(RULES, host)).map(({ finding, only }) => {
    const at = host.locator.locate(snapshot, finding.at);
    const text = snapshot.manifests.get(at?.uri ?? '')?.text.slice(at?.span.start, at?.span.end);
    const where = only === undefined ? '' : ` (${only.map((id) => id.replace('file:///', '')).join()})`;
    return `${at?.uri.replace('file:///', '')} ${text} ${finding.rule}${where}`;
  });
}

describe('a kustomization', () => {
  test('is an environment, and what it takes in is part of no other', () => {
    const { host } = openRepository(PATCHED);
    expect([...host.snapshot().environments.keys()]).toEqual([
      'file:///overlays/dev/kustomization.yaml',
      'file:///overlays/prod/kustomization.yaml',
    ]);
  });

  test('has findings in it, with the environment that they hold in', () => {
    expect(findings(openRepository(PATCHED))).toEqual([
      'base/web.yaml 8080 service-target-port-undeclared (overlays/prod/kustomization.yaml)',
    ]);
  });

  test('has its fixes written where the place was written', () => {
    const repository = openRepository(PATCHED);
    const { host } = repository;
    const [finding] = findAll(RULES, host);
    if (!finding) throw new Error('nothing is found');
    const fixes = fixesOfFinding(RULES, host, finding);
    for (const fix of fixes) {
      const again = openRepository(PATCHED);
      applyFix(again.host, fix);
      expect(findings(again), fix.title).toEqual([]);
    }
    expect(fixes.map(({ title }) => title)).toMatchInlineSnapshot(`
      [
        "Declare port 8080 in the pods",
      ]
    `);
  });

  test('is answered for in a base and in a patch alike', () => {
    const { host } = openRepository(PATCHED);
    const snapshot = host.snapshot();
    const environment = snapshot.environments.get('file:///overlays/prod/kustomization.yaml');
    if (!environment) throw new Error('there is no such environment');
    const context = { snapshot, locator: host.locator, environment, linkTo: () => undefined };
    const say = (uri: string, word: string): string => {
      const offset = snapshot.manifests.get(uri)?.text.indexOf(word) ?? -1;
      return hover(context, uri, offset)?.markdown.split('\n')[0] ?? '';
    };
    expect(say('file:///base/web.yaml', 'Service')).toMatchInlineSnapshot(
      `"Leads to Deployment prod/shop-web"`,
    );
    expect(say('file:///overlays/prod/port.yaml', 'Deployment')).toMatchInlineSnapshot(
      `"**Reached by** **everything**"`,
    );
  });
});

test('a file that is added to one overlay of many leaves the others alone', () => {
  const overlays = Array.from(
    { length: 200 },
    (_, i) => `
#-- overlays/o${i}/kustomization.yaml
namespace: o${i}
resources:
  - ../../base
${i === 7 ? '  - more.yaml\n' : ''}`,
  );
  const repository = openRepository(BASE + overlays.join(''));
  const before = repository.composed();
  expect(before).toBe(200);
  const text = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: more\n';
  const { touched } = repository.host.apply([
    { uri: 'file:///overlays/o7/more.yaml', text, editedAt: undefined },
  ]);
  expect(repository.composed()).toBe(before + 1);
  expect([...touched.keys()]).toEqual(['file:///overlays/o7/kustomization.yaml']);
});

test('a comment in a base changes nothing', () => {
  const { host } = openRepository(PATCHED);
  const uri = 'file:///base/web.yaml';
  const text = `# A comment.\n${host.snapshot().manifests.get(uri)?.text ?? ''}`;
  const { added, removed } = host.apply([{ uri, text, editedAt: undefined }]);
  expect([added, removed]).toEqual([[], []]);
});
