import type { Related } from '../model/finding.ts';
import { formatSelector } from '../model/selector.ts';
import type { Source } from '../model/source.ts';
import { contains, describePorts, NO_PORTS, onlyPort, type PortSet, union } from '../reach/port-set.ts';
import { listeningPorts, type PodPort } from '../reach/ways/listening-ports.ts';
import { formatResource, type Resource, sourceIn, sourceOf } from '../workspace/resource.ts';
import type { View } from '../workspace/view.ts';
import { allowFixes } from './allow-traffic/allow-fixes.ts';
import { defineRule } from './define-rule.ts';
import { type DeniedPeer, findDeniedPeers } from './evidence/denied-peers.ts';
import { formatOwners } from './evidence/format-owners.ts';
import { valueSource } from './evidence/requirement-place.ts';

export default defineRule({
  severity: 'info',
  summary: 'A rule admits traffic that the policies of the other end deny',
  why: `A connection must be allowed at both ends: by the egress policies of the pods that open it, and by the ingress
policies of those that answer. Here the policies of the other end isolate its pods in their direction, and nothing but
name lookups gets through to these: what the rule admits never arrives.

All policies are taken together. Nothing is said where a policy that cannot be read may allow it, where the other end
admits other ports, where an address shows that the traffic is wanted (\`dependency-blocked-by-policy\` says it
there), or where the peer matches no pods by mistake (\`policy-peer-selects-nothing\`). Where the manifests do not show
the pods it is a hint.`,
  remedy: `Admit the traffic at the other end too, or remove the rule if nobody needs it. The quick fix writes the missing
rule and is offered only when the engine confirms that it opens this traffic and nothing else.`,
  alsoKnownAs: [],
  source: 'semantics rules 2 and 3',
  on: 'policy',
  examples: {
    bad: [
      `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: web:1
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  selector:
    matchLabels: {app: api}
  template:
    metadata:
      labels: {app: api}
    spec:
      containers:
        - name: api
          image: api:1
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector:
    matchLabels: {app: web}
  policyTypes: [Egress]
  egress:
    - ports:
        - {protocol: UDP, port: 53}
        - {protocol: TCP, port: 53}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: api
spec:
  podSelector:
    matchLabels: {app: api}
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app: web
#                  ^^^ The pods of Deployment default/web may not send what this rule admits (TCP 8080): their own egress policies deny it.
      ports:
        - port: 8080
`,
    ],
    good: [
      `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: deny-all
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: front
spec:
  podSelector:
    matchLabels: {tier: front}
  policyTypes: [Egress]
  egress:
    - {}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: api
spec:
  podSelector:
    matchLabels: {app: api}
  policyTypes: [Ingress]
  ingress:
    - from:
        - podSelector:
            matchLabels: {app: web}
      ports:
        - port: 8080
`,
    ],
  },
  check: (resource, { view, settings, report }) => {
    for (const denied of findDeniedPeers(view, settings, resource)) {
      const isSeen = denied.pairs.every(({ subject, peer }) => subject && peer);
      report({
        at: placeOf(resource, denied),
        message: explain(resource, denied),
        related: relatedTo(denied),
        ...(!isSeen && { severity: 'hint' }),
      });
    }
  },
  fix: (finding, resource, { view, settings }) =>
    findDeniedPeers(view, settings, resource)
      .filter((denied) => placeOf(resource, denied).path === finding.at.path)
      .flatMap(({ direction, pairs }) =>
        pairs.flatMap(({ subject, peer, admitted }) => {
          const [from, to] = direction === 'ingress' ? [peer, subject] : [subject, peer];
          if (!from || !to) return [];
          return portsToAllow(view, to, admitted).flatMap((port) =>
            allowFixes(view, { from: { type: 'workload', resource: from }, to, ...port }),
          );
        }),
      ),
});

/**
 * Of what a rule admits, the ports on which the destination listens: to open others helps nobody, and one of them may be
 * a Service's. Where nothing tells of any, the ports that the rule names.
 */
function portsToAllow(view: View, to: Resource, admitted: readonly PortSet[]): PodPort[] {
  const all = admitted.reduce(union, NO_PORTS);
  const listening = listeningPorts(view, to).filter(({ protocol, port }) => contains(all, protocol, port));
  return listening.length > 0 ? listening : admitted.flatMap((set) => onlyPort(set) ?? []);
}

/** The label by which the rule finds the peer; all of it where it has several, or none. */
function placeOf(resource: Resource, { scope }: DeniedPeer): Source {
  const [requirement, ...more] = scope.pods.requirements;
  return requirement && more.length === 0
    ? valueSource(resource, requirement)
    : sourceIn(resource, scope.at, 'value');
}

function explain(resource: Resource, denied: DeniedPeer): string {
  const { direction, pairs } = denied;
  const admitted = pairs.flatMap((pair) => pair.admitted).reduce(union, NO_PORTS);
  const written = describePorts(admitted);
  const ports = written === 'All Connections' ? '' : ` (${written})`;
  return direction === 'ingress'
    ? `${formatPods(resource, denied)} may not send what this rule admits${ports}: their own egress policies deny it.`
    : `${formatPods(resource, denied)} do not take what this rule lets out${ports}: their own ingress policies deny it.`;
}

function formatPods(resource: Resource, { scope, pairs }: DeniedPeer): string {
  const seen = [...new Set(pairs.flatMap(({ peer }) => peer ?? []))];
  if (seen.length > 0) return `The pods of ${formatOwners(seen)}`;
  const where = `of namespace ${scope.namespaces?.requirements[0]?.values?.[0] ?? resource.namespace}`;
  return scope.pods.requirements.length === 0
    ? `The pods ${where}`
    : `Pods ${where} with \`${formatSelector(scope.pods)}\``;
}

/** The policies that keep the peer's pods from it. */
function relatedTo({ direction, pairs }: DeniedPeer): Related[] {
  const other = direction === 'ingress' ? 'egress' : 'ingress';
  const denying = pairs.flatMap(({ verdict }) => verdict.rulings.filter(({ action }) => action === 'deny'));
  const isolating = pairs.flatMap(({ verdict }) => verdict.isolating.filter(({ certain }) => certain));
  const related = (found: readonly { readonly policy: Resource }[], what: string): Related[] =>
    [...new Set(found.map(({ policy }) => policy))].map((policy) => ({
      at: sourceOf(policy),
      message: `${formatResource(policy)} ${what}`,
    }));
  return [
    ...related(denying, `denies this on ${other}`),
    ...related(isolating, `isolates them on ${other}, and no rule admits this`),
  ];
}
