import type { Ternary } from '../base/ternary.ts';
import type { Address } from '../model/address.ts';
import type { Field } from '../model/field.ts';
import type { Reference } from '../model/reference.ts';
import type { ContainerPort, Workload } from '../model/workload.ts';
import type { Lowered } from './define-kind.ts';
import { readLabels } from './read-labels.ts';
import { readProtocol } from './read-protocol.ts';
import { readArguments, readSettings, type Setting } from './read-settings.ts';
import {
  at,
  get,
  integer,
  isOpen,
  isPresent,
  isTrue,
  items,
  rawText,
  string,
  text,
  type Value,
} from './value.ts';

/** What the owner of a pod template says of it. */
export type Owner = Pick<Workload, 'replicas' | 'selector' | 'serviceName'> &
  Partial<Pick<Workload, 'controlledBy' | 'ended'>>;

/** Lowers a pod template (or a Pod, which is its own template), with what its owner says. */
export function lowerPodTemplate(template: Value, owner: Owner): Partial<Lowered> {
  const spec = get(template, 'spec');
  const containers = items(get(spec, 'containers'));
  const initContainers = items(get(spec, 'initContainers'));
  const running = [...containers, ...initContainers.filter(isSidecar)];
  const every = [...containers, ...initContainers];
  return {
    workload: {
      labels: readLabels(get(template, 'metadata', 'labels')),
      templateAt: at(template),
      ports: running.flatMap(readPorts),
      portsOpen:
        running.some((container) => isOpen(get(container, 'ports'))) ||
        isOpen(get(spec, 'containers')) ||
        (initContainers.length > 0 && isOpen(get(spec, 'initContainers'))),
      containerAt: containers[0] && at(containers[0]),
      hostNetwork: usesHostNetwork(spec),
      hostPort: running.some(opensHostPort),
      controlledBy: undefined,
      ended: false,
      ...owner,
    },
    addresses: every.flatMap(containerAddresses),
    references: [
      ...every.flatMap(containerReferences),
      ...items(get(spec, 'volumes')).flatMap(volumeReferences),
    ],
  };
}

function usesHostNetwork(spec: Value): Ternary {
  const value = get(spec, 'hostNetwork');
  if (isTrue(value)) return 'yes';
  return isOpen(value) ? 'unknown' : 'no';
}

/** An init container that keeps running beside the others (semantics rule 28). */
function isSidecar(container: Value): boolean {
  return text(get(container, 'restartPolicy')) === 'Always';
}

function readPorts(container: Value): ContainerPort[] {
  const name = text(get(container, 'name')) ?? '';
  return items(get(container, 'ports')).flatMap((port): ContainerPort[] => {
    const number = integer(get(port, 'containerPort'));
    if (!number) return [];
    return [
      {
        name: string(get(port, 'name')),
        number,
        protocol: readProtocol(get(port, 'protocol')),
        container: name,
        at: at(port),
      },
    ];
  });
}

function opensHostPort(container: Value): boolean {
  return items(get(container, 'ports')).some((port) => integer(get(port, 'hostPort')) !== undefined);
}

function containerAddresses(container: Value): Address[] {
  return [
    ...readSettings(items(get(container, 'env')).map(readVariable)),
    ...readArguments(items(get(container, 'command'))),
    ...readArguments(items(get(container, 'args'))),
  ];
}

function readVariable(variable: Value): Setting {
  return { name: rawText(get(variable, 'name')) ?? '', value: get(variable, 'value') };
}

function containerReferences(container: Value): Reference[] {
  const from = [
    ...items(get(container, 'envFrom')).flatMap((source) =>
      configuration(source, 'configMapRef', 'secretRef'),
    ),
    ...items(get(container, 'env')).flatMap((variable) =>
      configuration(get(variable, 'valueFrom'), 'configMapKeyRef', 'secretKeyRef'),
    ),
  ];
  return from;
}

function configuration(source: Value, configMap: string, secret: string): Reference[] {
  if (!isPresent(source)) return [];
  return [
    ...reference('ConfigMap', get(source, configMap, 'name'), string(get(source, configMap, 'key'))),
    ...reference('Secret', get(source, secret, 'name'), string(get(source, secret, 'key'))),
  ];
}

function volumeReferences(volume: Value): Reference[] {
  return [
    ...reference('ConfigMap', get(volume, 'configMap', 'name'), undefined),
    ...reference('Secret', get(volume, 'secret', 'secretName'), undefined),
    ...items(get(volume, 'projected', 'sources')).flatMap((source) =>
      configuration(source, 'configMap', 'secret'),
    ),
  ];
}

function reference(kind: 'ConfigMap' | 'Secret', value: Value, key: Field<string> | undefined): Reference[] {
  const name = isPresent(value) ? string(value) : undefined;
  if (!name) return [];
  return [{ group: '', kind, name, namespace: undefined, role: 'configuration', ...(key && { key }) }];
}
