import type { Workload } from '../../model/workload.ts';
import { defineKind } from '../define-kind.ts';
import { lowerPodTemplate } from '../read-pod-template.ts';
import { get, isTrue, items, text, type Value } from '../value.ts';

export default defineKind({
  group: '',
  kind: 'Pod',
  versions: ['v1'],
  scope: 'namespaced',
  docsUrl: 'https://kubernetes.io/docs/concepts/workloads/pods/',
  example: `
apiVersion: v1
kind: Pod
metadata:
  name: debug
  labels:
    run: debug
spec:
  containers:
    - name: debug
      image: debug:1
`,
  lower: (resource) =>
    lowerPodTemplate(resource, {
      replicas: 1,
      selector: undefined,
      serviceName: undefined,
      controlledBy: controllerOf(resource),
      ended: /^(?:Succeeded|Failed)$/.test(text(get(resource, 'status', 'phase')) ?? ''),
    }),
});

function controllerOf(resource: Value): Workload['controlledBy'] {
  const owner = items(get(resource, 'metadata', 'ownerReferences')).find((item) =>
    isTrue(get(item, 'controller')),
  );
  const kind = owner && text(get(owner, 'kind'));
  const name = owner && text(get(owner, 'name'));
  // The API server wants the kind; without it pods of one owner are still pods of one owner.
  return owner && name ? { kind: kind ?? 'Pod', name } : undefined;
}
