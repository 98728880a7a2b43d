import { defineKind } from '../define-kind.ts';
import { lowerPodTemplate } from '../read-pod-template.ts';
import { get, integer } from '../value.ts';

export default defineKind({
  group: 'batch',
  kind: 'CronJob',
  versions: ['v1', 'v1beta1'],
  scope: 'namespaced',
  docsUrl: 'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/',
  example: `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        metadata:
          labels:
            app: report
        spec:
          restartPolicy: Never
          containers:
            - name: report
              image: report:1
`,
  lower: (resource) => {
    const job = get(resource, 'spec', 'jobTemplate', 'spec');
    return lowerPodTemplate(get(job, 'template'), {
      replicas: integer(get(job, 'parallelism'))?.value,
      selector: undefined,
      serviceName: undefined,
    });
  },
});
