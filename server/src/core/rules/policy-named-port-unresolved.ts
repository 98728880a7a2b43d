import type { Related } from '../model/finding.ts';
import { formatResource, type Resource, sourceIn, sourceOf } from '../workspace/resource.ts';
import { childPath } from '../yaml/yaml-path.ts';
import { defineRule, type Fix } from './define-rule.ts';
import { formatOwners } from './evidence/format-owners.ts';
import { findNamedPortMisses, type NamedPortMiss } from './evidence/named-port-miss.ts';

export default defineRule({
  severity: 'warning',
  summary: 'A policy names a port that none of its pods has',
  why: `The name of a port in a policy is looked up among the container ports of the pods that the traffic
goes to: those that the policy selects for ingress, its peers for egress. Name and protocol must match. An
entry that matches no port allows nothing, and the pods are isolated all the same. The names of a Service's
ports do not count.`,
  remedy: 'Use the name of a container port, or its number.',
  alsoKnownAs: ['np-guard WarnUnmatchedNamedPort'],
  source: 'semantics rules 22 to 26 and 31',
  on: 'policy',
  examples: {
    bad: [
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
          ports:
            - name: http-web
              containerPort: 8080
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: api
spec:
  podSelector:
    matchLabels:
      app: api
  ingress:
    - ports:
        - port: http-wbe
#               ^^^^^^^^ No TCP port of the pods of Deployment default/api is named \`http-wbe\`, so this entry matches nothing; did you mean \`http-web\`?
`,
    ],
    good: [
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
      initContainers:
        - name: proxy
          image: proxy:1
          restartPolicy: Always
          ports:
            - name: http
              containerPort: 8080
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: api
spec:
  podSelector:
    matchLabels:
      app: api
  ingress:
    - ports:
        - port: http
`,
    ],
  },
  check: (resource, { view, report }) => {
    for (const miss of findNamedPortMisses(view, resource)) {
      report({
        at: sourceIn(resource, miss.at, 'value'),
        message: explain(miss),
        related: miss.cause.type === 'pods' ? relatedTo(miss.cause) : [],
      });
    }
  },
  fix: (finding, resource, { view }) => {
    const miss = findNamedPortMisses(view, resource).find(({ at }) => at === finding.at.path);
    return miss ? fixesOf(resource, miss) : [];
  },
});

type MissAtPods = Extract<NamedPortMiss['cause'], { type: 'pods' }>;

function explain({ name, protocol, cause }: NamedPortMiss): string {
  if (cause.type === 'quoted') {
    return `In quotes \`${name}\` is the name of a port, and no port can have it; write the number without quotes.`;
  }
  if (cause.type === 'addresses') {
    return `Addresses have no named ports, so \`${name}\` matches nothing here; write the number.`;
  }
  const { workloads, otherProtocol, meant } = cause;
  const owner = formatOwners(workloads);
  if (otherProtocol) {
    return `Port \`${name}\` of the pods of ${owner} is a ${otherProtocol} port and this entry is for ${protocol}, so it matches nothing.`;
  }
  const miss = `No ${protocol === 'any' ? '' : `${protocol} `}port of the pods of ${owner} is named \`${name}\`, so this entry matches nothing`;
  if (!meant) return `${miss}.`;
  return meant.service
    ? `${miss}; the port of that name is that of ${formatResource(meant.service)}, did you mean \`${meant.port}\`?`
    : `${miss}; did you mean \`${meant.port}\`?`;
}

function relatedTo({ workloads, meant }: MissAtPods): Related[] {
  const pods = workloads.slice(0, SHOWN).map((workload) => {
    const container = workload.facts.workload?.containerAt;
    const at =
      container === undefined
        ? sourceOf(workload)
        : sourceIn(workload, childPath(container, 'ports'), 'value');
    return { at, message: `ports of ${formatResource(workload)}` };
  });
  return meant?.service
    ? [...pods, { at: sourceOf(meant.service), message: 'has a port of that name' }]
    : pods;
}

/** How many workloads are shown beside a finding. */
const SHOWN = 3;

function fixesOf({ document }: Resource, { entry, at, name, cause }: NamedPortMiss): Fix[] {
  if (cause.type === 'addresses') return [];
  if (cause.type === 'quoted') {
    const value = cause.number;
    return [
      {
        title: `Write \`${value}\` as a number`,
        changes: [{ type: 'set-scalar', document, path: at, value }],
      },
    ];
  }
  const { otherProtocol, meant } = cause;
  if (otherProtocol) {
    const path = childPath(entry.at, 'protocol');
    const title = `Change the protocol to ${otherProtocol}`;
    // The protocol is written or it is not: a change that does not fit is not offered.
    return (['set-scalar', 'add-entry'] as const).map((type) => ({
      title,
      changes: [{ type, document, path, value: otherProtocol }],
    }));
  }
  if (!meant) return [];
  const { port: value } = meant;
  return [
    {
      title: `Change \`${name}\` to \`${value}\``,
      changes: [{ type: 'set-scalar', document, path: at, value }],
    },
  ];
}
