import { defineKind } from '../define-kind.ts';

/** A namespace is its name and its labels, which every resource has; it adds nothing. */
export default defineKind({
  group: '',
  kind: 'Namespace',
  versions: ['v1'],
  scope: 'cluster',
  docsUrl: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/',
  example: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    team: shop
`,
  lower: () => ({}),
});
