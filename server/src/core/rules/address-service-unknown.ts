import type { Severity } from '../model/severity.ts';
import { type Source, sameSource } from '../model/source.ts';
import { formatResource, type Resource, sourceOf } from '../workspace/resource.ts';
import type { View } from '../workspace/view.ts';
import { defineRule } from './define-rule.ts';
import { judgeMissingService } from './evidence/judge-missing-service.ts';
import { type ResolvedAddress, replaceAddress, resolvedAddresses } from './evidence/resolved-addresses.ts';
import { closestWordSlip } from './evidence/slip.ts';

export default defineRule({
  severity: 'warning',
  summary: 'An address names a Service that does not exist',
  why: `The cluster's DNS answers only for Services that exist: whoever dials the address gets "no such host".`,
  remedy:
    'Correct the name, or create the Service. A name of one word is looked up in the namespace of the pod.',
  alsoKnownAs: [],
  source: 'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/',
  on: 'addresses',
  deadEnd: true,
  examples: {
    bad: [
      `
apiVersion: v1
kind: Service
metadata:
  name: payments
  namespace: shop
spec:
  ports:
    - port: 80
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  namespace: shop
data:
  PAYMENTS_URL: http://payment.shop.svc.cluster.local/v1
#                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ There is no Service shop/payment; did you mean \`payments\`?
`,
    ],
    good: [
      `
apiVersion: v1
kind: Service
metadata:
  name: payments
  namespace: shop
spec:
  ports:
    - port: 80
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  namespace: shop
data:
  PAYMENTS_URL: http://payments.shop.svc.cluster.local/v1
  OTHERS: http://elsewhere.example.com https://kubernetes.default.svc
  SHORT: http://payments
`,
    ],
  },
  check: (resource, { view, settings, report }) => {
    for (const resolved of resolvedAddresses(resource, view, settings)) {
      for (const { at, message, related, severity } of unknownServices(resolved, resource, view))
        report({ at, message, related, severity });
    }
  },
  fix: (finding, resource, { view, settings }) =>
    resolvedAddresses(resource, view, settings)
      .filter(({ at }) => sameSource(at, finding.at))
      .flatMap((resolved) => unknownServices(resolved, resource, view))
      .flatMap(({ address, part, wanted, meant }) => {
        if (!meant) return [];
        const newText = renameLabel(address.text, part, wanted, meant);
        return [
          {
            title: `Change \`${wanted}\` to \`${meant}\``,
            changes: [replaceAddress(resource, address, newText)],
          },
        ];
      }),
});

interface UnknownService extends Pick<ResolvedAddress, 'address' | 'at'> {
  /** Which part of the name is wrong. */
  readonly part: 'service' | 'namespace';
  /** The part as it is written. */
  readonly wanted: string;
  /** What was meant. */
  readonly meant: string | undefined;
  readonly message: string;
  readonly related: { readonly at: Source; readonly message: string }[];
  readonly severity: Severity;
}

function unknownServices(resolved: ResolvedAddress, { namespace }: Resource, view: View): UnknownService[] {
  const { host } = resolved;
  if (host.type === 'word') return nearWord(resolved, host.name, namespace, view);
  if (host.type !== 'service' || !host.strong || host.services.length > 0) return [];
  return missing(resolved, host.name, host.namespace, view);
}

/** The form of the name says that it is a Service: how sure it is that there is none depends on what else is there. */
function missing(
  { address, at }: ResolvedAddress,
  name: string,
  namespace: string,
  view: View,
): UnknownService[] {
  const judged = judgeMissingService(view, name, namespace);
  if (!judged || judged.type === 'unknown' || judged.type === 'beside') return [];
  if (judged.type === 'elsewhere') return nearNamespace({ address, at }, name, namespace, view);
  if (judged.type === 'near') return [slip({ address, at }, name, namespace, judged.resource, judged.name)];
  const none = { at, address, part: 'service', wanted: name, meant: undefined } as const;
  const message = `There is no Service ${namespace}/${name} in these manifests`;
  const { definition } = judged;
  // What is named in full is often somebody else's, so it takes more than a few Services in that namespace.
  if (!definition) return [{ ...none, message: `${message}.`, related: [], severity: 'hint' }];
  const related = [{ at: sourceOf(definition), message: `${formatResource(definition)} is here` }];
  return [{ ...none, message: `${message}, which define that namespace.`, related, severity: 'warning' }];
}

/** A namespace of which nothing is here, and a Service of that name in one that is called nearly the same. */
function nearNamespace(
  { address, at }: Pick<ResolvedAddress, 'address' | 'at'>,
  name: string,
  namespace: string,
  view: View,
): UnknownService[] {
  if (view.namespaceNames().includes(namespace)) return [];
  const services = view.anywhere('service', name);
  const meant = closestWordSlip(
    namespace,
    services.map((service) => service.namespace),
  );
  const service = services.find((one) => one.namespace === meant);
  if (!service || meant === undefined) return [];
  return [
    {
      at,
      address,
      part: 'namespace',
      wanted: namespace,
      meant,
      message: `There is no namespace ${namespace} in these manifests; did you mean \`${name}.${meant}\`?`,
      related: [{ at: sourceOf(service), message: `${formatResource(service)} is here` }],
      severity: 'warning',
    },
  ];
}

/**
 * A single word may be anything, so only a slip of a Service's name in the same namespace counts. Of so few letters that
 * many words are near each other, it is only something to look at.
 */
function nearWord(
  { address, at }: ResolvedAddress,
  name: string,
  namespace: string,
  view: View,
): UnknownService[] {
  if (name === 'localhost') return [];
  const judged = judgeMissingService(view, name, namespace);
  if (judged?.type !== 'near' || view.anywhere('service', name).length > 0) return [];
  const found = slip({ address, at }, name, namespace, judged.resource, judged.name);
  return [name.length < 4 ? { ...found, severity: 'info' } : found];
}

/** Surely `service` was meant, whose name is `meant`. */
function slip(
  { address, at }: Pick<ResolvedAddress, 'address' | 'at'>,
  wanted: string,
  namespace: string,
  service: Resource,
  meant: string,
): UnknownService {
  return {
    at,
    address,
    part: 'service',
    wanted,
    meant,
    message: `There is no Service ${namespace}/${wanted}; did you mean \`${meant}\`?`,
    related: [{ at: sourceOf(service), message: `${formatResource(service)} is here` }],
    severity: 'warning',
  };
}

/** The address with one part of its name changed: the Service's comes first, or behind the name of a pod. */
function renameLabel(text: string, part: UnknownService['part'], from: string, to: string): string {
  const labels = text.split('.');
  const isName = (label: string): boolean => label.toLowerCase().replace(/:\d+$/, '') === from;
  const index = part === 'service' ? labels.findIndex(isName) : labels.findLastIndex(isName);
  return labels.map((label, i) => (i === index ? to + label.slice(from.length) : label)).join('.');
}
