import { defineKind } from '../define-kind.ts';
import { readSelector } from '../read-labels.ts';
import { lowerPodTemplate } from '../read-pod-template.ts';
import { get, integer } from '../value.ts';

export default defineKind({
  group: 'apps',
  kind: 'Deployment',
  versions: ['v1'],
  scope: 'namespaced',
  docsUrl: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/',
  example: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: web:1
          ports:
            - name: http
              containerPort: 8080
`,
  lower: (resource) =>
    lowerPodTemplate(get(resource, 'spec', 'template'), {
      replicas: integer(get(resource, 'spec', 'replicas'))?.value,
      selector: readSelector(get(resource, 'spec', 'selector')),
      serviceName: undefined,
    }),
});
