import { defineKind } from '../define-kind.ts';
import { lowerPodTemplate } from '../read-pod-template.ts';
import { get, integer } from '../value.ts';

export default defineKind({
  group: 'batch',
  kind: 'Job',
  versions: ['v1'],
  scope: 'namespaced',
  docsUrl: 'https://kubernetes.io/docs/concepts/workloads/controllers/job/',
  example: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
spec:
  template:
    metadata:
      labels:
        app: migrate
    spec:
      restartPolicy: Never
      containers:
        - name: migrate
          image: migrate:1
`,
  lower: (resource) =>
    lowerPodTemplate(get(resource, 'spec', 'template'), {
      replicas: integer(get(resource, 'spec', 'parallelism'))?.value,
      selector: undefined,
      serviceName: undefined,
    }),
});
