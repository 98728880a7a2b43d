import type { Severity } from '../model/severity.ts';
import { formatResource, type Resource, sourceIn, sourceOf } from '../workspace/resource.ts';
import { defineRule } from './define-rule.ts';
import { findGoverningProblem, type GoverningProblem, serviceNameAt } from './evidence/governing-service.ts';
import { fixesOfGoverningProblem } from './evidence/governing-service-fixes.ts';

export default defineRule({
  severity: 'warning',
  summary: 'The Service that a StatefulSet names does not name its pods',
  why: `The pods of a StatefulSet get names of their own (\`db-0.db.shop.svc.cluster.local\`) from the Service in
\`serviceName\`: a headless Service (\`clusterIP: None\`) of the same namespace that selects these pods.

A name that is nearly that of a Service is an error. Where no other Service is seen that would do, one that is not
headless is merely an information, and one that is not named, or nowhere in the manifests, a hint: clients may not need
the names of single pods, and some DNS servers answer for them without a headless Service.`,
  remedy: 'Name a headless Service that selects the pods, or define one.',
  alsoKnownAs: ['kube-score statefulset-has-servicename'],
  source:
    'semantics rule 40; https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id',
  on: 'workload',
  examples: {
    bad: [
      `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: database
#              ^^^^^^^^ There is no Service \`database\` in namespace default: did you mean \`db-pods\`, which is headless and selects these pods?
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
apiVersion: v1
kind: Service
metadata:
  name: db-pods
spec:
  clusterIP: None
  selector:
    app: db
`,
      `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
#              ^^ Service default/db is not headless: Kubernetes asks for a Service with \`clusterIP: None\` to name the pods of a StatefulSet.
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
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  selector:
    app: db
  ports:
    - port: 5432
`,
    ],
    good: [
      `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
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
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  clusterIP: None
  selector:
    app: db
`,
    ],
  },
  check: (resource, { view, settings, report }) => {
    const problem = findGoverningProblem(view, settings, resource);
    if (!problem) return;
    const { better } = problem;
    const named =
      problem.type === 'not-headless' || problem.type === 'selects-others' ? [problem.service] : [];
    report({
      at: sourceIn(resource, serviceNameAt(resource), 'value'),
      message: explain(problem, resource),
      related: [
        ...named.map((service) => ({ at: sourceOf(service), message: 'the Service that is named' })),
        ...(better ? [{ at: sourceOf(better), message: 'a headless Service that selects these pods' }] : []),
      ],
      severity: weigh(problem),
    });
  },
  fix: (_finding, resource, { view, settings }) => {
    const problem = findGoverningProblem(view, settings, resource);
    return problem ? fixesOfGoverningProblem(problem, resource) : [];
  },
});

function explain(problem: GoverningProblem, resource: Resource): string {
  const { better } = problem;
  const meant =
    better && `: did you mean \`${better.facts.name?.value}\`, which is headless and selects these pods?`;
  const name = resource.facts.workload?.serviceName?.value;
  switch (problem.type) {
    case 'unnamed':
      return `${formatResource(resource)} names no Service${meant ?? ', so its pods get no DNS names of their own.'}`;
    case 'not-headless':
      return `${formatResource(problem.service)} is not headless${meant ?? ': Kubernetes asks for a Service with `clusterIP: None` to name the pods of a StatefulSet.'}`;
    case 'selects-others':
      return `${formatResource(problem.service)} does not select the pods of ${formatResource(resource)}${meant ?? ', so they get no DNS names of their own.'}`;
    case 'missing': {
      const { missing } = problem;
      const none = `There is no Service \`${name}\` in namespace ${resource.namespace}`;
      if (meant) return none + meant;
      if (missing.type === 'near') return `${none}: did you mean \`${missing.name}\`?`;
      if (missing.type !== 'elsewhere') return `${none}, so the pods get no DNS names of their own.`;
      return `Service \`${name}\` of namespace ${resource.namespace} is not among these manifests.`;
    }
  }
}

function weigh(problem: GoverningProblem): Severity {
  if (problem.better || problem.type === 'selects-others') return 'warning';
  if (problem.type === 'unnamed') return 'hint';
  if (problem.type === 'not-headless') return 'info';
  if (problem.missing.type === 'near') return 'error';
  return problem.missing.type === 'elsewhere' ? 'hint' : 'warning';
}
