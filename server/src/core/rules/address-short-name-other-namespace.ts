import { sameSource } from '../model/source.ts';
import { formatResource, type Resource, sourceOf } from '../workspace/resource.ts';
import { defineRule, type RuleContext } from './define-rule.ts';
import { type ResolvedAddress, replaceAddress, resolvedAddresses } from './evidence/resolved-addresses.ts';

export default defineRule({
  severity: 'warning',
  summary: 'An address names a Service of another namespace by its short name',
  why: `A name of one word is looked up in the namespace of the pod. The Service stands in another one, so the name
does not resolve there.`,
  remedy:
    'Write the namespace behind the name: `name.namespace`, or in full `name.namespace.svc.cluster.local`.',
  alsoKnownAs: [],
  source: 'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#namespaces-of-services',
  on: 'addresses',
  deadEnd: true,
  examples: {
    bad: [
      `
apiVersion: v1
kind: Service
metadata:
  name: payments
  namespace: billing
spec:
  ports:
    - port: 8080
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  namespace: shop
data:
  PAYMENTS_URL: http://payments:8080/v1
#                      ^^^^^^^^^^^^^ In namespace shop there is no Service \`payments\`; Service billing/payments is reached as \`payments.billing\`.
`,
    ],
    good: [
      `
apiVersion: v1
kind: Service
metadata:
  name: payments
  namespace: billing
spec:
  ports:
    - port: 8080
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  namespace: shop
data:
  PAYMENTS_URL: http://payments.billing:8080/v1
  PAYMENTS_HOST: payments
  LOCAL: http://localhost:8080
`,
    ],
  },
  check: (resource, context) => {
    for (const { at, name, service } of elsewhere(resource, context)) {
      context.report({
        at,
        message: `In namespace ${resource.namespace} there is no Service \`${name}\`; ${formatResource(service)} is reached as \`${name}.${service.namespace}\`.`,
        related: [{ at: sourceOf(service), message: `${formatResource(service)} is here` }],
      });
    }
  },
  fix: (finding, resource, context) =>
    elsewhere(resource, context).flatMap(({ at, address, name, service }) => {
      if (!sameSource(at, finding.at)) return [];
      const qualified = `${name}.${service.namespace}`;
      return [
        {
          title: `Change \`${name}\` to \`${qualified}\``,
          changes: [replaceAddress(resource, address, qualified + address.text.slice(name.length))],
        },
      ];
    }),
});

interface Elsewhere extends Pick<ResolvedAddress, 'address' | 'at'> {
  readonly name: string;
  readonly service: Resource;
}

/** Single words that are a Service in exactly one other namespace; a namespace that is not written could be any. */
function elsewhere(
  resource: Resource,
  { view, settings }: Pick<RuleContext, 'view' | 'settings'>,
): Elsewhere[] {
  return resolvedAddresses(resource, view, settings).flatMap(({ address, host, at }): Elsewhere[] => {
    // A plain word in a `DB_HOST` may as well be a Service of this namespace that is not in the manifests.
    if (host.type !== 'word' || address.knownBy === 'name' || view.hasUnreadable('service')) return [];
    const named = view.anywhere('service', host.name);
    const [service] = named;
    if (!service || named.length > 1) return [];
    if (resource.namespaceImplied || service.namespaceImplied) return [];
    return [{ at, address, name: host.name, service }];
  });
}
