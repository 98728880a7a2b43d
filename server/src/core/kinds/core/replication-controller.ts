import { defineKind } from '../define-kind.ts';
import { readMapSelector } from '../read-labels.ts';
import { lowerPodTemplate } from '../read-pod-template.ts';
import { get, integer } from '../value.ts';

export default defineKind({
  group: '',
  kind: 'ReplicationController',
  versions: ['v1'],
  scope: 'namespaced',
  docsUrl: 'https://kubernetes.io/docs/concepts/workloads/controllers/replicationcontroller/',
  example: `
apiVersion: v1
kind: ReplicationController
metadata:
  name: web
spec:
  replicas: 2
  selector:
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
            - containerPort: 8080
`,
  lower: (resource) =>
    lowerPodTemplate(get(resource, 'spec', 'template'), {
      replicas: integer(get(resource, 'spec', 'replicas'))?.value,
      selector: readMapSelector(get(resource, 'spec', 'selector')),
      serviceName: undefined,
    }),
});
