import type { ContainerPort } from '../../model/workload.ts';
import { defineKind } from '../define-kind.ts';
import { readLabels } from '../read-labels.ts';
import { readProtocol } from '../read-protocol.ts';
import { at, get, integer, isOpen, items, string, text, type Value } from '../value.ts';

export default defineKind({
  group: 'kubevirt.io',
  kind: 'VirtualMachine',
  versions: ['v1'],
  scope: 'namespaced',
  docsUrl: 'https://kubevirt.io/user-guide/network/interfaces_and_networks/',
  example: `
apiVersion: kubevirt.io/v1
kind: VirtualMachine
metadata:
  name: legacy
spec:
  runStrategy: Always
  template:
    metadata:
      labels:
        app: legacy
    spec:
      domain:
        devices:
          interfaces:
            - name: default
              masquerade: {}
              ports:
                - name: http
                  port: 80
`,
  lower: (resource) => {
    const template = get(resource, 'spec', 'template');
    const interfaces = get(template, 'spec', 'domain', 'devices', 'interfaces');
    return {
      workload: {
        // The one pod that carries the machine has the labels of its template.
        labels: readLabels(get(template, 'metadata', 'labels')),
        templateAt: at(template),
        ports: items(interfaces).flatMap(readPorts),
        portsOpen: isOpen(interfaces) || items(interfaces).some((one) => isOpen(get(one, 'ports'))),
        containerAt: undefined,
        hostNetwork: 'no',
        hostPort: false,
        replicas: 1,
        selector: undefined,
        serviceName: undefined,
        controlledBy: undefined,
        ended: text(get(resource, 'spec', 'runStrategy')) === 'Halted',
      },
    };
  },
});

/** Without a list of ports an interface forwards all of them; a list is what the machine is said to listen on. */
function readPorts(value: Value): ContainerPort[] {
  return items(get(value, 'ports')).flatMap((port): ContainerPort[] => {
    const number = integer(get(port, 'port'));
    if (!number) return [];
    const protocol = readProtocol(get(port, 'protocol'));
    return [
      {
        name: string(get(port, 'name')),
        number,
        protocol,
        container: text(get(value, 'name')) ?? '',
        at: at(port),
      },
    ];
  });
}
