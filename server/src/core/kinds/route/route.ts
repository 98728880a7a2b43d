import type { Reference } from '../../model/reference.ts';
import type { RouteRule } from '../../model/route.ts';
import { defineKind } from '../define-kind.ts';
import { at, get, integerOrString, isAbsent, items, string, text, type Value } from '../value.ts';

export default defineKind({
  group: 'route.openshift.io',
  kind: 'Route',
  versions: ['v1'],
  scope: 'namespaced',
  docsUrl: 'https://docs.okd.io/latest/rest_api/network_apis/route-route-openshift-io-v1.html',
  example: `
apiVersion: route.openshift.io/v1
kind: Route
metadata:
  name: shop
spec:
  host: shop.example.com
  to:
    kind: Service
    name: web
  port:
    targetPort: http
`,
  lower: (resource) => {
    const spec = get(resource, 'spec');
    const port = integerOrString(get(spec, 'port', 'targetPort'));
    const rules = [get(spec, 'to'), ...items(get(spec, 'alternateBackends'))].flatMap((to): RouteRule[] => {
      const service = serviceOf(to);
      if (!service) return [];
      return [
        {
          host: string(get(spec, 'host')),
          path: string(get(spec, 'path')),
          pathType: undefined,
          backend: { service, namespace: undefined, port, numberIs: 'pod-port', at: at(to) },
          at: at(to),
        },
      ];
    });
    return { route: { className: undefined, rules }, references: rules.map(refer) };
  },
});

function serviceOf(to: Value): RouteRule['backend']['service'] | undefined {
  const kind = get(to, 'kind');
  return isAbsent(kind) || text(kind) === 'Service' ? string(get(to, 'name')) : undefined;
}

function refer({ backend }: RouteRule): Reference {
  return { group: '', kind: 'Service', name: backend.service, namespace: undefined, role: 'backend' };
}
