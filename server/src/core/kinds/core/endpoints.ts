import { defineKind } from '../define-kind.ts';
import { get, items, string } from '../value.ts';

export default defineKind({
  group: '',
  kind: 'Endpoints',
  versions: ['v1'],
  scope: 'namespaced',
  docsUrl: 'https://kubernetes.io/docs/concepts/services-networking/service/#endpoints',
  example: `
apiVersion: v1
kind: Endpoints
metadata:
  name: legacy
subsets:
  - addresses:
      - ip: 192.0.2.10
    ports:
      - port: 8080
`,
  // Endpoints belong to the Service of the same name.
  lower: (resource) => ({
    endpoints: {
      service: string(get(resource, 'metadata', 'name')),
      addresses: items(get(resource, 'subsets'))
        .flatMap((subset) => items(get(subset, 'addresses')))
        .flatMap((address) => string(get(address, 'ip')) ?? []),
    },
  }),
});
