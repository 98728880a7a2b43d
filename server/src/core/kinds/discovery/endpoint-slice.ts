import { findLabel } from '../../model/labels.ts';
import { defineKind } from '../define-kind.ts';
import { readLabels } from '../read-labels.ts';
import { get, items, string } from '../value.ts';

export default defineKind({
  group: 'discovery.k8s.io',
  kind: 'EndpointSlice',
  versions: ['v1', 'v1beta1'],
  scope: 'namespaced',
  docsUrl: 'https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/',
  example: `
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: legacy-1
  labels:
    kubernetes.io/service-name: legacy
addressType: IPv4
endpoints:
  - addresses:
      - 192.0.2.10
ports:
  - port: 8080
`,
  lower: (resource) => {
    const service = findLabel(readLabels(get(resource, 'metadata', 'labels')), 'kubernetes.io/service-name');
    return {
      references: service
        ? [{ group: '', kind: 'Service', name: service, namespace: undefined, role: 'slice-of' }]
        : [],
      endpoints: {
        service,
        addresses: items(get(resource, 'endpoints'))
          .flatMap((endpoint) => items(get(endpoint, 'addresses')))
          .flatMap((address) => string(address) ?? []),
      },
    };
  },
});
