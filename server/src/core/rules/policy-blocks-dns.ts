import type { Severity } from '../model/severity.ts';
import type { Source } from '../model/source.ts';
import { DNS_PODS } from '../reach/ways/dns-endpoints.ts';
import { formatResource, type Resource, sourceIn, sourceOf } from '../workspace/resource.ts';
import { childPath } from '../yaml/yaml-path.ts';
import { defineRule } from './define-rule.ts';
import { type BlockedDns, findBlockedDns } from './evidence/blocked-dns.ts';
import { fixBlockedDns, portBeside } from './evidence/fix-blocked-dns.ts';

export default defineRule({
  severity: 'warning',
  summary: 'Pods that policies isolate for egress cannot look up names',
  why: `Pods that a policy isolates for egress reach only what some policy allows, and that holds for DNS too:
without it, calling anybody by name fails, mostly after a long time-out. DNS needs port 53 over UDP *and* TCP:
an answer that does not fit into a UDP packet is asked for again over TCP. (A port without \`protocol\` is TCP
alone.)

All policies of the namespace are taken together. DNS may be the cluster's own, OpenShift's, NodeLocal
DNSCache, or whatever the policies themselves take for it; if any of them can be reached, or may be, nothing
is said. Missing TCP is an info, and so is a policy whose pods the manifests do not show. Pods that nothing
lets out at all may be so on purpose: they are a hint, unless their manifests tell them to call a Service by
name.`,
  remedy: `Allow UDP and TCP port 53 to the pods labelled \`k8s-app: kube-dns\` in namespace \`kube-system\`,
best in one policy for all pods of the namespace.`,
  alsoKnownAs: ['Kyverno add-networkpolicy-dns'],
  source:
    'semantics rule 44; https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-deny-all-egress-traffic',
  on: 'policy',
  examples: {
    bad: [
      `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: api
spec:
  podSelector:
    matchLabels:
      app: api
  policyTypes:
    - Egress
  egress:
# ^^^^^^ The pods of this policy cannot look up names: no policy lets them reach the cluster's DNS, port 53 over UDP and TCP.
    - to:
        - podSelector:
            matchLabels:
              app: database
      ports:
        - port: 5432
`,
      `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  selector:
    matchLabels:
      app: api
  template:
    metadata:
      labels:
        app: api
    spec:
      containers:
        - name: api
          image: api:1
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: dns
spec:
  podSelector: {}
  policyTypes:
    - Egress
  egress:
    - to:
        - namespaceSelector: {}
      ports:
        - protocol: UDP
          port: 53
#               ^^ The pods of Deployment default/api can look up names over UDP only; answers that do not fit into a UDP packet need TCP port 53 as well.
`,
    ],
    good: [
      `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: default-deny
spec:
  podSelector: {}
  policyTypes:
    - Ingress
    - Egress
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: api
spec:
  podSelector:
    matchLabels:
      app: api
  policyTypes:
    - Egress
  egress:
    - to:
        - podSelector:
            matchLabels:
              app: database
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: dns
spec:
  podSelector: {}
  policyTypes:
    - Egress
  egress:
    - to:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: kube-system
          podSelector:
            matchLabels:
              k8s-app: kube-dns
      ports:
        - protocol: UDP
          port: 53
        - protocol: TCP
          port: 53
`,
    ],
  },
  check: (resource, { view, settings, report }) => {
    const found = findBlockedDns(view, settings, resource);
    if (!found) return;
    const severity = severityOf(found);
    report({
      at: placeOf(resource, found),
      message: explain(found),
      related: found.workloads
        .slice(0, SHOWN)
        .map((workload) => ({ at: sourceOf(workload), message: 'its pods are isolated for egress' })),
      ...(severity && { severity }),
    });
  },
  fix: (_, resource, { view, settings }) => {
    const found = findBlockedDns(view, settings, resource);
    return found ? fixBlockedDns(resource, found) : [];
  },
});

/** How many workloads a message names. */
const SHOWN = 2;

function severityOf({ blocked, sealed, workloads }: BlockedDns): Severity | undefined {
  if (sealed) return 'hint';
  // Where the pods are from somewhere else, the policy that allows DNS may be from there too.
  return blocked === 'TCP' || workloads.length === 0 ? 'info' : undefined;
}

function placeOf(resource: Resource, { rule, entry }: BlockedDns): Source {
  if (entry) return sourceIn(resource, entry.port?.at ?? childPath(entry.at, 'protocol'), 'value');
  const peer = rule?.peers?.[0];
  return sourceIn(resource, peer?.at ?? resource.facts.policy?.egress.at ?? '', 'value');
}

function explain({ blocked, workloads, rule, entry, sealed }: BlockedDns): string {
  const pods = `The pods of ${workloads.length === 0 ? 'this policy' : listWorkloads(workloads)}`;
  if (blocked === 'TCP') {
    return `${pods} can look up names over UDP only; answers that do not fit into a UDP packet need TCP port ${portBeside(entry, blocked)} as well.`;
  }
  if (blocked === 'UDP') {
    return `${pods} can ask for names over TCP only, and resolvers ask over UDP first; allow UDP port ${portBeside(entry, blocked)} as well (a port without \`protocol\` is TCP).`;
  }
  if (rule) {
    return `${pods} cannot look up names: this rule does not match the cluster's DNS pods, which are in namespace ${DNS_PODS.namespace}, labelled \`${DNS_PODS.label}: ${DNS_PODS.value}\`, and listen on port 53 over UDP and TCP.`;
  }
  return sealed
    ? `${pods} cannot look up names: no policy lets them out at all, not even to the cluster's DNS.`
    : `${pods} cannot look up names: no policy lets them reach the cluster's DNS, port 53 over UDP and TCP.`;
}

function listWorkloads(workloads: readonly Resource[]): string {
  const names = workloads.slice(0, SHOWN).map(formatResource);
  const more = workloads.length - names.length;
  if (more > 0) return `${names.join(', ')} and ${more} more`;
  return names.join(' and ');
}
