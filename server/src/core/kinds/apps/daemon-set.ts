import { defineKind } from '../define-kind.ts';
import { readSelector } from '../read-labels.ts';
import { lowerPodTemplate } from '../read-pod-template.ts';
import { get } from '../value.ts';

export default defineKind({
  group: 'apps',
  kind: 'DaemonSet',
  versions: ['v1'],
  scope: 'namespaced',
  docsUrl: 'https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/',
  example: `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  selector:
    matchLabels:
      app: agent
  template:
    metadata:
      labels:
        app: agent
    spec:
      containers:
        - name: agent
          image: agent:1
          ports:
            - containerPort: 9100
`,
  lower: (resource) =>
    lowerPodTemplate(get(resource, 'spec', 'template'), {
      replicas: undefined,
      selector: readSelector(get(resource, 'spec', 'selector')),
      serviceName: undefined,
    }),
});
