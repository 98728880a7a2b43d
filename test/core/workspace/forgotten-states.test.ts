import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { createAnalysis } from '../../../server/src/core/rules/analysis.ts';
import { RULES } from '../../../server/src/core/rules/registry.gen.ts';
import type { Change } from '../../../server/src/core/workspace/snapshot.ts';
import { openRepository, openWorkspace, type TestWorkspace } from '../../support/workspace.ts';

const URI = 'file:///shop.yaml';

const SHOP = `#-- shop.yaml
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  selector: {app: web}
  ports: [{port: 80}]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web}
spec:
  podSelector: {matchLabels: {app: web}}
  ingress: [{from: [{namespaceSelector: {matchLabels: {team: a}}}]}]
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data: {url: 'http://web.default:80/0'}
`;

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** What is in memory only for the sake of the present state of a workspace. */
function presentState({ host, environment }: TestWorkspace): Record<string, WeakRef<object>> {
  const manifest = host.snapshot().manifests.get(URI);
  const [document] = manifest?.chunks.map((chunk) => chunk.document).slice(-1) ?? [];
  if (!manifest || !document) throw new Error('the manifest is not there');
  return {
    snapshot: new WeakRef(host.snapshot()),
    manifest: new WeakRef(manifest),
    document: new WeakRef(document),
    environment: new WeakRef(environment()),
    table: new WeakRef(environment().table),
  };
}

// A language server that is typed into all day must not keep what the workspace once was: every version of a file of
// 5 MB would be as much again.
test('a state of the workspace is forgotten once the next one has taken its place', async () => {
  const workspace = openWorkspace(SHOP);
  const { host } = workspace;
  const analysis = createAnalysis(RULES, () => undefined);
  const run = (change: Change): void => {
    analysis.invalidate(change);
    for (const _ of analysis.run(host.snapshot(), () => true));
    for (const finding of analysis.all()) host.locator.locate(host.snapshot(), finding.at);
  };
  run(host.everything());
  const states: Record<string, WeakRef<object>>[] = [];
  for (let edit = 1; edit <= 12; edit++) {
    states.push(presentState(workspace));
    // Each edit is one of each kind that makes something anew: an address, a namespace and its labels, a selector.
    const text = SHOP.replace(':80/0', `:80/${edit}`)
      .replace('{name: settings}', `{name: settings, namespace: team-${edit % 3}}`)
      .replace('team: a', `team: a${edit % 2}`);
    run(host.apply([{ uri: URI, text: text.replace(/^#.*\n/, ''), editedAt: undefined }]));
    await new Promise((resolve) => setImmediate(resolve));
  }
  collectGarbage();
  // An index that nobody has asked for yet may keep the namespaces it is made from, but not the states before them.
  const kept = states
    .slice(0, 6)
    .flatMap((state) => Object.keys(state).filter((part) => state[part]?.deref()));
  expect(kept).toEqual([]);
});

const REPOSITORY_FILES = `#-- dev/web.yaml
kind: Service
apiVersion: v1
metadata: {name: web-0}
spec: {ports: [{port: 80}]}
#-- prod/web.yaml
kind: Service
apiVersion: v1
metadata: {name: web-0}
spec: {ports: [{port: 80}]}
#-- overlay/kustomization.yaml
resources: [web.yaml]
nameSuffix: -0
#-- overlay/web.yaml
kind: Service
apiVersion: v1
metadata: {name: api-0}
spec: {ports: [{port: 80}]}
#-- chart/Chart.yaml
apiVersion: v2
name: chart-0
version: 1.0.0
#-- chart/templates/web.yaml
kind: Service
apiVersion: v1
metadata: {name: shop-0}
spec: {ports: [{port: 80}]}
#-- apps.yaml
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: apps-0, namespace: argocd}
spec: {source: {repoURL: https://example.com/shop.git, path: prod}, destination: {namespace: shop-0}}
`;

test('so is how it was divided, whatever changes', async () => {
  const { host, fixture } = openRepository(REPOSITORY_FILES);
  expect(host.snapshot().division.composed.size).toBe(2);
  const states: Record<string, WeakRef<object>>[] = [];
  for (let edit = 1; edit <= 8; edit++) {
    for (const { uri, text } of fixture.files) {
      const { division, manifests } = host.snapshot();
      const manifest = manifests.get(uri);
      if (!manifest) throw new Error(`${uri} is not there`);
      states.push({ [`division before ${uri}`]: new WeakRef(division), [uri]: new WeakRef(manifest) });
      host.apply([{ uri, text: text.replaceAll('-0', `-${edit}`), editedAt: undefined }]);
      // Typing that changes nothing of what the division rests on is the common case.
      host.apply([{ uri, text: text.replaceAll('-0', `-${edit}`).replace('80', '81'), editedAt: undefined }]);
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  collectGarbage();
  const kept = states
    .slice(0, 4 * fixture.files.length)
    .flatMap((state) => Object.keys(state).filter((part) => state[part]?.deref()));
  expect(kept).toEqual([]);
});

test('the trees of large documents are kept as far as there is room for them', async () => {
  const { host } = openWorkspace('#-- shop.yaml\nkind: A\n');
  const { tree } = host.locator;
  const trees: WeakRef<object>[] = [];
  for (let edit = 0; edit < 8; edit++) {
    host.apply([
      { uri: URI, text: `kind: A${edit}\nnote: ${'x'.repeat(200 * 1024)}\n`, editedAt: undefined },
    ]);
    const manifest = host.snapshot().manifests.get(URI);
    const [chunk] = manifest?.chunks ?? [];
    if (!manifest || !chunk) throw new Error('the document is not there');
    expect(tree(manifest, chunk)).toBe(tree(manifest, chunk));
    trees.push(new WeakRef(tree(manifest, chunk)));
  }
  await new Promise((resolve) => setImmediate(resolve));
  collectGarbage();
  expect(trees.map((each) => each.deref() !== undefined)).toEqual([...Array(6).fill(false), true, true]);
});
