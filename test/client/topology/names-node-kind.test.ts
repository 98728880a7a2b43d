import { expect, test } from 'vitest';
import { namesNodeKind } from '../../../client/src/topology/names-node-kind.ts';
import { KINDS } from '../../../server/src/core/kinds/registry.gen.ts';

const OTHERS = ['ConfigMap', 'Endpoints', 'EndpointSlice', 'IngressClass', 'Namespace', 'Secret'];

test.each(KINDS.map(({ kind, example }) => ({ kind, example })))('$kind', ({ kind, example }) => {
  expect(namesNodeKind(example)).toBe(!OTHERS.includes(kind));
  expect(namesNodeKind(example.replaceAll('\n', '\r\n'))).toBe(!OTHERS.includes(kind));
});

test.each([
  ['a later document', 'kind: ConfigMap\napiVersion: v1\n---\napiVersion: v1\nkind: Service\n'],
  [
    'an item of a list',
    'apiVersion: v1\nkind: List\nitems:\n  - apiVersion: apps/v1\n    kind: Deployment\n',
  ],
  ['JSON', '{ "apiVersion": "v1", "kind": "Service" }'],
  ['JSON in lines', '{\n  "kind": "Ingress",\n  "apiVersion": "networking.k8s.io/v1"\n}\n'],
  ['quotes', '"apiVersion": "v1"\n\'kind\': \'Pod\'\n'],
  ['a version that a template writes', 'apiVersion: {{ include "api" . }}\nkind: Deployment\n'],
])('%s', (_, text) => {
  expect(namesNodeKind(text)).toBe(true);
});

test.each([
  ['nothing', ''],
  ['a kind of another group', 'apiVersion: serving.knative.dev/v1\nkind: Service\n'],
  [
    'what an object refers to',
    'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nspec:\n  scaleTargetRef:\n    apiVersion: apps/v1\n    kind: Deployment\n',
  ],
  ['a kind whose name only begins alike', 'apiVersion: v1\nkind: ServiceAccount\n'],
  ['other YAML', 'name: ci\non: push\njobs: {}\n'],
])('not %s', (_, text) => {
  expect(namesNodeKind(text)).toBe(false);
});
