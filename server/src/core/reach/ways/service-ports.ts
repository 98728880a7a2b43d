import type { Protocol } from '../../model/protocol.ts';
import type { Service, ServicePort } from '../../model/service.ts';
import type { ContainerPort, Workload } from '../../model/workload.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';
import { type Selected, selectInNamespace } from '../select-workloads.ts';

/** The workloads behind a Service; nothing when its endpoints are not given by a selector (semantics rule 38). */
export function serviceWorkloads(view: View, resource: Resource): Selected[] {
  const { service } = resource.facts;
  if (!service?.selector || service.type === 'ExternalName') return [];
  return selectInNamespace(view, service.selector, resource.namespace);
}

/** Where a Service port leads in the pods of one workload. */
export type TargetPort =
  | {
      readonly type: 'resolved';
      readonly number: number;
      readonly protocol: Protocol;
      readonly declared: ContainerPort | undefined;
    }
  /** A port name that the pods surely do not have; `otherProtocol` is the port of that name, if only the protocol differs. */
  | { readonly type: 'missing'; readonly name: string; readonly otherProtocol: ContainerPort | undefined }
  /** A template hides it. */
  | { readonly type: 'unknown' };

/**
 * Resolves a Service port at a workload: a number stands for itself, a name for the container port of that name and
 * protocol (semantics rules 25 and 39). It is where the Service's author says that the pods listen, and where the
 * controller of a route sends requests, which takes the endpoints (semantics rule 45). Other clients of a headless
 * Service dial the pods themselves: for these there is {@link dialledPort}.
 */
export function resolveTargetPort(port: ServicePort, workload: Workload): TargetPort {
  const { protocol } = port;
  const target = port.targetPort ?? port.port;
  if (!protocol || target.value === undefined) return { type: 'unknown' };
  if (typeof target.value === 'number') {
    const number = target.value;
    const declared = workload.ports.find(
      (candidate) => candidate.number.value === number && candidate.protocol === protocol,
    );
    return { type: 'resolved', number, protocol, declared };
  }
  const name = target.value;
  const named = workload.ports.filter((candidate) => candidate.name?.value === name);
  const declared = named.find((candidate) => candidate.protocol === protocol);
  if (declared) {
    const number = declared.number.value;
    return number === undefined ? { type: 'unknown' } : { type: 'resolved', number, protocol, declared };
  }
  const hidden =
    workload.portsOpen ||
    workload.ports.some((candidate) => candidate.name && candidate.name.value === undefined);
  return hidden ? { type: 'unknown' } : { type: 'missing', name, otherProtocol: named[0] };
}

/**
 * The port of a Service by its number or its name (semantics rule 46). One number may be there for several protocols:
 * where none is asked for, it is the first.
 */
export function findServicePort(
  service: Service,
  wanted: number | string,
  protocol?: Protocol,
): ServicePort | undefined {
  const found = service.ports.filter(
    ({ name, port }) => (typeof wanted === 'number' ? port.value : name?.value) === wanted,
  );
  if (protocol === undefined) return found[0];
  // What a template hides may be the protocol that is asked for.
  return found.find((one) => one.protocol === protocol) ?? found.find((one) => one.protocol === undefined);
}

/**
 * The port of a Service that a client gets to by dialling a number. Clients of a headless Service dial the pods
 * themselves, on whatever port, so there it is one that leads to the number itself (semantics rule 40). `protocol` is
 * the client's; where nobody knows it, the port of the Service says, and else it is TCP.
 */
export function dialledPort(service: Service, number: number, protocol?: Protocol): ServicePort | undefined {
  const written = findServicePort(service, number, protocol);
  if (!service.headless) return written;
  return {
    name: undefined,
    port: { value: number, at: '' },
    targetPort: undefined,
    protocol: protocol ?? written?.protocol ?? 'TCP',
    nodePort: undefined,
    at: '',
  };
}
