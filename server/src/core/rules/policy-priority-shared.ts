import type { Policy } from '../model/policy.ts';
import { selectInScope } from '../reach/select-workloads.ts';
import { formatResource, type Resource, resourceId, sourceIn } from '../workspace/resource.ts';
import type { View } from '../workspace/view.ts';
import { defineRule } from './define-rule.ts';

export default defineRule({
  severity: 'warning',
  summary: 'Two policies of one tier have the same priority and apply to the same pods',
  why: `Policies of the cluster are asked from the lowest priority up, and the first rule that matches decides. Which of
two with the same priority is asked first is not defined: it may differ from one network plugin to another, and change
when a policy is applied again. Where their rules disagree, nobody can say what is allowed.`,
  remedy: 'Give one of them another priority.',
  alsoKnownAs: [],
  source: 'semantics rules 50 and 55',
  on: 'policy',
  examples: {
    bad: [
      `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: web:1
---
apiVersion: policy.networking.k8s.io/v1alpha1
kind: AdminNetworkPolicy
metadata:
  name: monitoring
spec:
  priority: 10
#           ^^ AdminNetworkPolicy tenants has priority 10 too, and is for pods of Deployment shop/web as well: which of the two is asked first is not defined; give one of them another priority.
  subject:
    namespaces: {}
  ingress:
    - action: Allow
      from:
        - namespaces:
            matchLabels:
              kubernetes.io/metadata.name: monitoring
---
apiVersion: policy.networking.k8s.io/v1alpha1
kind: AdminNetworkPolicy
metadata:
  name: tenants
spec:
  priority: 10
#           ^^ AdminNetworkPolicy monitoring has priority 10 too, and is for pods of Deployment shop/web as well: which of the two is asked first is not defined; give one of them another priority.
  subject:
    namespaces:
      matchLabels:
        kubernetes.io/metadata.name: shop
  ingress:
    - action: Deny
      from:
        - namespaces: {}
`,
    ],
    good: [
      `
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata:
  name: monitoring
spec:
  tier: Admin
  priority: 10
  subject:
    namespaces: {}
  ingress:
    - action: Accept
      from:
        - namespaces: {}
---
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata:
  name: another-tier
spec:
  tier: Baseline
  priority: 10
  subject:
    namespaces: {}
  ingress:
    - action: Deny
      from:
        - namespaces: {}
---
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata:
  name: another-direction
spec:
  tier: Admin
  priority: 10
  subject:
    namespaces: {}
  egress:
    - action: Deny
      to:
        - namespaces: {}
`,
    ],
  },
  check: (resource, { view, report }) => {
    const { priority } = resource.facts.policy ?? {};
    const shared = findShared(view, resource);
    if (!priority || !shared) return;
    const { other, workload } = shared;
    report({
      at: sourceIn(resource, priority.at, 'value'),
      message: `${formatResource(other)} has priority ${priority.value} too, and is for pods of ${formatResource(workload)} as well: which of the two is asked first is not defined; give one of them another priority.`,
      related: [
        {
          at: sourceIn(other, other.facts.policy?.priority?.at ?? other.facts.root, 'value'),
          message: `priority of ${formatResource(other)}`,
        },
      ],
    });
  },
});

interface Shared {
  readonly other: Resource;
  readonly workload: Resource;
}

/** The first other policy that is asked of some pods at the same time as this one, for sure. */
function findShared(view: View, resource: Resource): Shared | undefined {
  const { policy } = resource.facts;
  if (policy?.priority?.value === undefined) return undefined;
  const others = view
    .inNamespace('policy', resource.namespace)
    .filter((other) => resourceId(other) !== resourceId(resource) && isAskedWith(policy, other.facts.policy));
  if (others.length === 0) return undefined;
  const own = surelySelected(view, policy);
  for (const other of others) {
    const theirs = new Set(other.facts.policy ? surelySelected(view, other.facts.policy) : []);
    const workload = own.find((each) => theirs.has(each));
    if (workload) return { other, workload };
  }
  return undefined;
}

/** Both are in one place of the order, and speak of a direction that the other speaks of too. */
function isAskedWith(own: Policy, other: Policy | undefined): boolean {
  if (other?.tier !== own.tier || other.priority?.value !== own.priority?.value) return false;
  return (['ingress', 'egress'] as const).some((name) => own[name].applies && other[name].applies);
}

/** The workloads whose pods a policy is for. Pods on the host network are left alone (semantics rule 57). */
function surelySelected(view: View, { subject }: Policy): Resource[] {
  return selectInScope(view, subject, '')
    .filter(({ match }) => match === 'yes')
    .map(({ resource }) => resource);
}
