import type { Field } from '../../model/field.ts';
import { defineKind } from '../define-kind.ts';
import { readSelector } from '../read-labels.ts';
import { lowerPodTemplate } from '../read-pod-template.ts';
import { at, get, integer, isOpen, string, type Value } from '../value.ts';

export default defineKind({
  group: 'apps',
  kind: 'StatefulSet',
  versions: ['v1'],
  scope: 'namespaced',
  docsUrl: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/',
  example: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  replicas: 3
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
          ports:
            - name: sql
              containerPort: 5432
`,
  lower: (resource) => {
    const serviceName = readServiceName(get(resource, 'spec'));
    const lowered = lowerPodTemplate(get(resource, 'spec', 'template'), {
      replicas: integer(get(resource, 'spec', 'replicas'))?.value,
      selector: readSelector(get(resource, 'spec', 'selector')),
      serviceName,
    });
    if (!serviceName) return lowered;
    const governing = {
      group: '',
      kind: 'Service',
      name: serviceName,
      namespace: undefined,
      role: 'governing-service',
    } as const;
    return { ...lowered, references: [...(lowered.references ?? []), governing] };
  },
});

/** Where templates add to the spec, a name that is not to be seen may be there all the same. */
function readServiceName(spec: Value): Field<string> | undefined {
  const name = get(spec, 'serviceName');
  return string(name) ?? (isOpen(spec) ? { value: undefined, at: at(name) } : undefined);
}
