import type { Reference } from '../../model/reference.ts';
import type { Backend, RouteRule } from '../../model/route.ts';
import { defineKind } from '../define-kind.ts';
import { at, get, integer, isPresent, items, string, text, type Value } from '../value.ts';

export default defineKind({
  group: 'networking.k8s.io',
  kind: 'Ingress',
  versions: ['v1'],
  scope: 'namespaced',
  docsUrl: 'https://kubernetes.io/docs/concepts/services-networking/ingress/',
  example: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: web
                port:
                  number: 80
`,
  lower: (resource) => {
    const spec = get(resource, 'spec');
    const rules = [
      ...defaultRule(get(spec, 'defaultBackend')),
      ...items(get(spec, 'rules')).flatMap(readRule),
    ];
    const className = string(get(spec, 'ingressClassName'));
    const certificates = items(get(spec, 'tls')).flatMap((tls) => string(get(tls, 'secretName')) ?? []);
    return {
      route: { className, rules },
      references: [
        ...rules.map(({ backend }): Reference => reference('', 'Service', backend.service, 'backend')),
        ...(className ? [reference('networking.k8s.io', 'IngressClass', className, 'class')] : []),
        ...certificates.map((name) => reference('', 'Secret', name, 'certificate')),
      ],
    };
  },
});

function readRule(rule: Value): RouteRule[] {
  const host = string(get(rule, 'host'));
  return items(get(rule, 'http', 'paths')).flatMap((path): RouteRule[] => {
    const backend = readBackend(get(path, 'backend'));
    if (!backend) return [];
    return [
      {
        host,
        path: string(get(path, 'path')),
        pathType: text(get(path, 'pathType')),
        backend,
        at: at(path),
      },
    ];
  });
}

function defaultRule(value: Value): RouteRule[] {
  const backend = readBackend(value);
  return backend ? [{ host: undefined, path: undefined, pathType: undefined, backend, at: at(value) }] : [];
}

function readBackend(value: Value): Backend | undefined {
  const service = get(value, 'service');
  const name = string(get(service, 'name'));
  if (!name) return undefined;
  const port = get(service, 'port');
  const number = get(port, 'number');
  return {
    service: name,
    namespace: undefined,
    port: isPresent(number) ? integer(number) : string(get(port, 'name')),
    numberIs: 'service-port',
    at: at(value),
  };
}

function reference(group: string, kind: string, name: Reference['name'], role: Reference['role']): Reference {
  return { group, kind, name, namespace: undefined, role };
}
