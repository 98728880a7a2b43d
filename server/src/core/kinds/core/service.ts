import type { ServicePort } from '../../model/service.ts';
import { defineKind } from '../define-kind.ts';
import { readMapSelector } from '../read-labels.ts';
import { readProtocol } from '../read-protocol.ts';
import { at, get, integer, integerOrString, isOpen, items, string, text, type Value } from '../value.ts';

export default defineKind({
  group: '',
  kind: 'Service',
  versions: ['v1'],
  scope: 'namespaced',
  docsUrl: 'https://kubernetes.io/docs/concepts/services-networking/service/',
  example: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - name: http
      port: 80
      targetPort: http
`,
  lower: (resource) => {
    const spec = get(resource, 'spec');
    const clusterIp = string(get(spec, 'clusterIP'));
    return {
      service: {
        type: text(get(spec, 'type')) ?? 'ClusterIP',
        selector: readMapSelector(get(spec, 'selector')),
        ports: items(get(spec, 'ports')).flatMap(readPort),
        portsOpen: isOpen(get(spec, 'ports')),
        headless: clusterIp?.value === 'None',
        headlessUnknown: clusterIp ? clusterIp.value === undefined : isOpen(spec),
        externalName: string(get(spec, 'externalName')),
      },
    };
  },
});

function readPort(value: Value): ServicePort[] {
  const port = integer(get(value, 'port'));
  if (!port) return [];
  return [
    {
      name: string(get(value, 'name')),
      port,
      targetPort: integerOrString(get(value, 'targetPort')),
      protocol: readProtocol(get(value, 'protocol')),
      nodePort: integer(get(value, 'nodePort')),
      at: at(value),
    },
  ];
}
