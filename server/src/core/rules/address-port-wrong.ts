import type { ServicePort } from '../model/service.ts';
import { sameSource } from '../model/source.ts';
import { portLeadingTo } from '../reach/service-backends.ts';
import { findServicePort } from '../reach/service-ports.ts';
import { formatResource, type Resource, sourceIn } from '../workspace/resource.ts';
import type { View } from '../workspace/view.ts';
import { defineRule, type RuleContext } from './define-rule.ts';
import { type DialledService, dialledServices } from './evidence/dialled-services.ts';
import { replaceAddress } from './evidence/resolved-addresses.ts';

export default defineRule({
  severity: 'error',
  summary: 'An address dials a port that the Service does not have',
  why: `A Service answers on the ports it lists under \`port\`, and on no others: what its pods listen on, and what is
open on the nodes, does not count there. Of a headless Service clients get the pods' own addresses and must dial the
pods' port.`,
  remedy: "Dial one of the Service's ports, or add the port to the Service.",
  alsoKnownAs: [],
  source:
    'semantics rules 39 and 40; https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service',
  on: 'addresses',
  examples: {
    bad: [
      `
apiVersion: v1
kind: Service
metadata:
  name: api
  namespace: shop
spec:
  ports:
    - name: http
      port: 80
      targetPort: 8080
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  namespace: shop
data:
  API_URL: http://api.shop:8080/v1
#                 ^^^^^^^^^^^^^ Service shop/api has no port 8080, only 80 (http); 8080 is the port of its pods.
`,
    ],
    good: [
      `
apiVersion: v1
kind: Service
metadata:
  name: api
  namespace: shop
spec:
  ports:
    - name: http
      port: 80
      targetPort: 8080
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  namespace: shop
data:
  API_URL: http://api.shop/v1
  API_ADDRESS: api.shop.svc.cluster.local:80
`,
    ],
  },
  check: (resource, context) => {
    for (const { at, service, ports, dialled, why } of wrongPorts(resource, context)) {
      context.report({
        at,
        message: `${formatResource(service)} has no port ${dialled}, only ${ports.map(formatPort).join(', ')}${why}.`,
        related: ports.map(({ port }) => ({
          at: sourceIn(service, port.at, 'value'),
          message: `port ${port.value}`,
        })),
      });
    }
  },
  fix: (finding, resource, context) =>
    wrongPorts(resource, context).flatMap(({ at, address, ports }) => {
      if (!sameSource(at, finding.at)) return [];
      const bare = address.text.replace(/:\d+$/, '');
      return ports.map(({ port }) => ({
        title: `Dial port ${port.value}`,
        changes: [replaceAddress(resource, address, `${bare}:${port.value}`)],
      }));
    }),
});

interface WrongPort extends DialledService {
  readonly ports: readonly ServicePort[];
  /** What the number is instead, as the end of a sentence. */
  readonly why: string;
}

function wrongPorts(
  resource: Resource,
  { view, settings }: Pick<RuleContext, 'view' | 'settings'>,
): WrongPort[] {
  return dialledServices(resource, view, settings).flatMap((found): WrongPort[] => {
    const { service, dialled } = found;
    const { service: facts } = service.facts;
    if (!facts || service.broken) return [];
    // An ExternalName is only another name (semantics rule 41), and pods behind a headless Service have their own ports.
    if (facts.type === 'ExternalName' || facts.headless || facts.portsOpen || facts.ports.length === 0)
      return [];
    if (facts.ports.some(({ port }) => port.value === undefined) || findServicePort(facts, dialled))
      return [];
    return [{ ...found, ports: facts.ports, why: explain(view, service, dialled) }];
  });
}

function explain(view: View, resource: Resource, dialled: number): string {
  const ports = resource.facts.service?.ports ?? [];
  if (ports.some(({ nodePort }) => nodePort?.value === dialled))
    return `; ${dialled} is its port on the nodes`;
  const isTarget =
    portLeadingTo(view, resource, dialled) || ports.some(({ targetPort }) => targetPort?.value === dialled);
  return isTarget ? `; ${dialled} is the port of its pods` : '';
}

function formatPort({ port, name }: ServicePort): string {
  return name?.value ? `${port.value} (${name.value})` : `${port.value}`;
}
