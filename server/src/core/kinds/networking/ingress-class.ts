import { defineKind } from '../define-kind.ts';

/** An IngressClass is known by its name; which controller answers for it is said elsewhere. */
export default defineKind({
  group: 'networking.k8s.io',
  kind: 'IngressClass',
  versions: ['v1', 'v1beta1'],
  scope: 'cluster',
  docsUrl: 'https://kubernetes.io/docs/concepts/services-networking/ingress/#ingress-class',
  example: `
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata:
  name: nginx
spec:
  controller: k8s.io/ingress-nginx
`,
  lower: () => ({}),
});
