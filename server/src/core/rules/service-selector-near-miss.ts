import { formatResource, type Resource, sourceIn } from '../workspace/resource.ts';
import { defineRule } from './define-rule.ts';
import { findDeadSelector } from './evidence/dead-selector.ts';
import { findServiceNearMiss, isSure, type ServiceNearMiss } from './evidence/service-near-miss.ts';
import { fixesOfServiceNearMiss } from './evidence/service-near-miss-fixes.ts';

export default defineRule({
  severity: 'error',
  summary: 'A Service selects no pods, and misses some by a single label',
  why: `A Service stands for the pods of its namespace that carry every label of its selector. Without such pods it has
no endpoints, and connections to it fail. The labels that count are those of the pod template, not those of the
Deployment that holds it.

Where the difference is more than a slip of a letter or two, or other Services select the pods already, the finding is
a warning: the pods that are meant may live elsewhere.`,
  remedy: "Make the selector and the pod template's labels agree.",
  alsoKnownAs: ['kube-linter dangling-service', 'kube-score service-targets-pod', 'POP-1100', 'KIA0701'],
  source: 'semantics rules 14 and 38; https://kubernetes.io/docs/concepts/services-networking/service/',
  on: 'service',
  deadEnd: true,
  examples: {
    bad: [
      `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: checkout
spec:
  selector:
    matchLabels:
      app: checkout
  template:
    metadata:
      labels:
        app: checkout
    spec:
      containers:
        - name: checkout
          image: checkout:1
---
apiVersion: v1
kind: Service
metadata:
  name: checkout
spec:
  selector:
    app: chekout
#        ^^^^^^^ Service default/checkout selects no pods: did you mean \`checkout\`, as the pods of Deployment default/checkout have it?
  ports:
    - port: 80
`,
      `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels:
    app: shop
    tier: frontend
spec:
  selector:
    matchLabels:
      app: shop
  template:
    metadata:
      labels:
        app: shop
    spec:
      containers:
        - name: web
          image: web:1
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: shop
    tier: frontend
#   ^^^^^^^^^^^^^^ Service default/web selects no pods: Deployment default/web has these labels itself, but its pod template lacks this one.
  ports:
    - port: 80
`,
    ],
    good: [
      `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  selector:
    matchLabels:
      app: db
  template:
    metadata:
      labels:
        app: db
    spec:
      containers:
        - name: db
          image: db:1
---
# Kubernetes gives each pod this label when it starts.
apiVersion: v1
kind: Service
metadata:
  name: db-0
spec:
  selector:
    app: db
    statefulset.kubernetes.io/pod-name: db-0
  ports:
    - port: 5432
`,
    ],
  },
  check: (resource, { view, settings, report }) => {
    const dead = findDeadSelector(view, settings, resource);
    const miss = dead && findServiceNearMiss(view, resource, dead.selector);
    if (!dead || !miss) return;
    const { requirement, workload } = miss;
    const isWhole = miss.type === 'template' && miss.missed.length > 1;
    const part = miss.type === 'value' ? 'value' : miss.type === 'key' ? 'key' : 'entry';
    report({
      at: isWhole ? sourceIn(resource, dead.selector.at, 'key') : sourceIn(resource, requirement.at, part),
      message: `${formatResource(resource)} selects no pods: ${explain(miss)}`,
      related: [relatedOf(miss, workload)],
      ...(isSure(view, miss) ? {} : { severity: 'warning' }),
    });
  },
  fix: (_finding, resource, { view, settings }) => {
    const dead = findDeadSelector(view, settings, resource);
    const miss = dead && findServiceNearMiss(view, resource, dead.selector);
    return miss ? fixesOfServiceNearMiss(miss, resource) : [];
  },
});

function explain(miss: ServiceNearMiss): string {
  const owner = formatResource(miss.workload);
  switch (miss.type) {
    case 'value':
      if (miss.slip) return `did you mean \`${miss.label.value}\`, as the pods of ${owner} have it?`;
      return `those of ${owner} fit but for this label, which is \`${miss.label.value}\` there.`;
    case 'key':
      if (miss.slip) return `did you mean \`${miss.label.key}\`, as the pods of ${owner} have it?`;
      return `those of ${owner} have this value under \`${miss.label.key}\`.`;
    case 'absent':
      return `those of ${owner} fit but for this label, which they lack.`;
    case 'template': {
      const lacked = miss.missed.length > 1 ? 'does not have them' : 'lacks this one';
      return `${owner} has these labels itself, but its pod template ${lacked}.`;
    }
  }
}

function relatedOf(miss: ServiceNearMiss, { document, facts }: Resource) {
  if (miss.type === 'value' || miss.type === 'key') {
    const { at, key, value } = miss.label;
    return {
      at: { document, path: at, part: 'entry' as const },
      message: `the pods have \`${key}: ${value}\``,
    };
  }
  const path = facts.workload?.labels.at ?? facts.root;
  return { at: { document, path, part: 'key' as const }, message: 'the labels of the pods' };
}
