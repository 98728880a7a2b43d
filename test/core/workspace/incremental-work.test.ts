import { describe, expect, test } from 'vitest';
import type { DocumentId } from '../../../server/src/core/model/source.ts';
import { createAnalysis } from '../../../server/src/core/rules/analysis.ts';
import { RULES } from '../../../server/src/core/rules/registry.gen.ts';
import type { ManifestDocument } from '../../../server/src/core/workspace/manifest.ts';
import type { Change } from '../../../server/src/core/workspace/snapshot.ts';
import { openWorkspace } from '../../support/workspace.ts';

const URI = 'file:///shop.yaml';

const SHOP = `#-- shop.yaml
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
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
          ports:
            - containerPort: 8080
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector:
    matchLabels:
      app: web
  ingress:
    - ports:
        - port: 8080
`;

/** A workspace whose work is counted. */
function openCounted(source: string) {
  const { host, fixture } = openWorkspace(source);
  const analysis = createAnalysis(RULES, (rule, error) => {
    throw new Error(`${rule} failed`, { cause: error });
  });
  const run = (change: Change): void => {
    analysis.invalidate(change);
    for (const _ of analysis.run(host.snapshot(), () => true));
  };
  run(host.everything());
  const text = (): string => host.snapshot().manifests.get(URI)?.text ?? '';
  const documents = (): ManifestDocument[] =>
    host
      .snapshot()
      .manifests.get(URI)
      ?.chunks.map(({ document }) => document) ?? [];
  return {
    host,
    fixture,
    text,
    documents,
    ids: (): DocumentId[] => documents().map(({ id }) => id),
    /** Takes a new text in; gives how many results were computed again. */
    write: (next: string): number => {
      const before = analysis.computed();
      run(host.apply([{ uri: URI, text: next, editedAt: undefined }]));
      return analysis.computed() - before;
    },
  };
}

describe('what says the same is not looked at again', () => {
  test.each<[string, (text: string) => string]>([
    ['a comment', (text) => text.replace('name: web\n', 'name: web # the shop\n')],
    [
      'a comment between documents',
      (text) => text.replace('---\napiVersion: apps/v1', '# pods\n---\napiVersion: apps/v1'),
    ],
    ['blank lines', (text) => text.replace('spec:\n', '\n\nspec:\n')],
    ['another indentation', (text) => text.replace('    app: web\n  ports', '      app: web\n  ports')],
    ['brackets', (text) => text.replace('selector:\n    app: web\n', 'selector: {app: web}\n')],
    [
      'quotes that change nothing',
      (text) => text.replace('    app: web\n  ports', '    app: "web"\n  ports'),
    ],
    [
      'another order of fields',
      (text) => text.replace('apiVersion: v1\nkind: Service\n', 'kind: Service\napiVersion: v1\n'),
    ],
    ['Windows line breaks', (text) => text.replaceAll('\n', '\r\n')],
    [
      'a field that has nothing to do with networking',
      (text) => text.replace('containers:\n', 'nodeName: a\n      containers:\n'),
    ],
  ])('%s', (_, change) => {
    const workspace = openCounted(SHOP);
    const facts = workspace.documents().map((document) => document.facts);
    expect(workspace.write(change(workspace.text()))).toBe(0);
    // The very objects: nothing that compares by identity sees a difference.
    for (const [i, document] of workspace.documents().entries()) expect(document.facts).toBe(facts[i]);
  });

  test('a text that is the same is not even read again', () => {
    const workspace = openCounted(SHOP);
    const before = workspace.documents();
    expect(workspace.write(workspace.text())).toBe(0);
    for (const [i, document] of workspace.documents().entries()) expect(document).toBe(before[i]);
  });
});

describe('what says something else is looked at again, and what read it', () => {
  test('a label that the others look for', () => {
    const workspace = openCounted(SHOP);
    // The Deployment itself, and the Service and the policy that select by it.
    expect(
      workspace.write(workspace.text().replace('labels:\n        app: web', 'labels:\n        app: api')),
    ).toBe(3);
  });

  test('a resource that nobody asks for', () => {
    const workspace = openCounted(SHOP);
    const stranger = '---\napiVersion: example.com/v1\nkind: Stranger\nmetadata:\n  name: s\n';
    expect(workspace.write(workspace.text() + stranger)).toBeLessThanOrEqual(1);
  });

  test('a document that is gone takes its findings along', () => {
    const workspace = openCounted(SHOP);
    const [, service = ''] = workspace.text().split(/^---\n/m);
    workspace.write(`---\n${service}`);
    expect(workspace.documents()).toHaveLength(1);
    expect([...workspace.host.snapshot().manifestOf.keys()]).toEqual(workspace.ids());
  });
});

describe('documents keep who they are', () => {
  test('a document that is moved is neither read again nor renamed', () => {
    const workspace = openCounted(SHOP);
    const [web, pods, policy] = workspace.documents();
    const [first = '', second = '', third = ''] = workspace.text().split(/^(?=---\n)/m);
    expect(workspace.write(third + first + second)).toBe(0);
    expect(workspace.documents()).toEqual([policy, web, pods]);
    expect(workspace.documents()[0]).toBe(policy);
  });

  test('a document that is edited keeps its id, and the others are the same objects', () => {
    const workspace = openCounted(SHOP);
    const before = workspace.documents();
    workspace.write(workspace.text().replace('containerPort: 8080', 'containerPort: 9090'));
    const after = workspace.documents();
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(after[0]).toBe(before[0]);
    expect(after[1]).not.toBe(before[1]);
    expect(after[2]).toBe(before[2]);
  });

  test('a document that is put in front changes nobody else', () => {
    const workspace = openCounted(SHOP);
    const before = workspace.documents();
    workspace.write(`---\napiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n${workspace.text()}`);
    expect(workspace.documents().slice(1)).toEqual(before);
    expect(workspace.documents()[1]).toBe(before[0]);
  });

  test('of equal documents each keeps an id of its own', () => {
    const workspace = openCounted(SHOP);
    const twice = workspace.text() + workspace.text();
    workspace.write(twice);
    expect(new Set(workspace.ids()).size).toBe(6);
    workspace.write(`# c\n${twice}`);
    expect(new Set(workspace.ids()).size).toBe(7);
  });

  test('an edit of a document that is moved at the same time is still one of the old documents', () => {
    const workspace = openCounted(SHOP);
    const ids = workspace.ids();
    const [first = '', second = '', third = ''] = workspace.text().split(/^(?=---\n)/m);
    workspace.write(second.replace('8080', '9090') + third + first);
    expect(workspace.ids().sort()).toEqual(ids.sort());
  });

  test('a manifest that was read beforehand is taken in as it is', () => {
    const workspace = openCounted(SHOP);
    const manifest = workspace.host.read(
      'file:///other.yaml',
      'apiVersion: v1\nkind: Service\nmetadata: {name: x}\n',
    );
    const { added } = workspace.host.apply([{ uri: 'file:///other.yaml', manifest }]);
    expect(added.map(({ resource }) => resource.document)).toEqual(
      manifest.chunks.map(({ document }) => document.id),
    );
    expect(workspace.host.snapshot().manifestOf.get(manifest.chunks[0]?.document.id ?? -1)).toBe(
      'file:///other.yaml',
    );
  });

  test('two changes of one manifest at once are as good as one after the other', () => {
    const workspace = openCounted(SHOP);
    const service = workspace.text().split(/^(?=---\n)/m)[0] ?? '';
    workspace.host.apply([
      { uri: URI, text: service.replace('name: web', 'name: between'), editedAt: undefined },
      { uri: URI, text: service.replace('name: web', 'name: after'), editedAt: undefined },
    ]);
    const { environments } = workspace.host.snapshot();
    const services = environments.get('workspace')?.families.get('service')?.resources() ?? [];
    expect(services.map(({ facts }) => facts.name?.value)).toEqual(['after']);
  });
});

test('what a document was before it broke is all that it may hide', () => {
  const other = 'file:///kustomization.yaml';
  const text = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a]\n';
  const workspace = openCounted(SHOP);
  const { host } = workspace;
  host.apply([{ uri: other, text, editedAt: undefined }]);
  const { touched } = host.apply([
    { uri: other, text: text.replace('[a]', '[a'), editedAt: text.indexOf('[a]') + 2 },
  ]);
  const keys = [...(touched.get('workspace') ?? [])];
  expect(keys.filter((key) => key.startsWith('unreadable'))).toEqual(['unreadable:any']);
});

test('a preview shows what would be and changes nothing', () => {
  const workspace = openCounted(SHOP);
  const before = workspace.host.snapshot();
  const text = workspace.text().replace('name: web', 'name: shop');
  const { snapshot } = workspace.host.preview(before, [{ uri: URI, text, editedAt: undefined }]);
  const names = (environments: typeof before.environments): unknown[] =>
    environments
      .get('workspace')
      ?.families.get('service')
      ?.resources()
      .map(({ facts }) => facts.name?.value) ?? [];
  expect(names(snapshot.environments)).toEqual(['shop']);
  expect(workspace.host.snapshot()).toBe(before);
  expect(names(before.environments)).toEqual(['web']);
});
