import { enforcesPolicies } from '../reach/pod-network.ts';
import { formatResource, sourceOf } from '../workspace/resource.ts';
import { defineRule } from './define-rule.ts';

export default defineRule({
  severity: 'warning',
  summary: 'A policy is written for a cluster whose network plugin enforces none',
  why: `Policies are enforced by the network plugin. Flannel connects pods and does nothing else: the API server takes
every policy, and none has an effect. So all traffic passes here too, as long as the setting
\`kubereach.networkPlugin\` is \`flannel\`.`,
  remedy: `Install a plugin that enforces policies, such as Calico beside Flannel (Canal) or Cilium, and say so in the
setting.`,
  alsoKnownAs: [],
  source: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#prerequisites',
  on: 'policy',
  examples: {
    settings: { networkPlugin: 'flannel' },
    bad: [
      `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: api
#       ^^^ NetworkPolicy default/api has no effect: Flannel enforces no policies, and the setting \`networkPlugin\` says that the cluster has nothing else.
spec:
  podSelector: {}
`,
    ],
    good: [
      `
apiVersion: v1
kind: Service
metadata:
  name: api
spec:
  selector:
    app: api
  ports:
    - port: 80
`,
    ],
  },
  check: (resource, { view, report }) => {
    if (enforcesPolicies(view)) return;
    report({
      at: sourceOf(resource),
      message: `${formatResource(resource)} has no effect: Flannel enforces no policies, and the setting \`networkPlugin\` says that the cluster has nothing else.`,
    });
  },
});
