import type { Protocol } from '../../model/protocol.ts';
import type { ServicePort } from '../../model/service.ts';
import { resolveTargetPort } from '../../reach/ways/service-ports.ts';
import { servicesOf } from '../../reach/ways/services-of.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';

/** Proof that a policy names a Service's port where it must name the pods' (semantics rule 30). */
export interface ServicePortUsed {
  readonly service: Resource;
  readonly servicePort: ServicePort;
  /** The pods that are behind the Service. */
  readonly workload: Resource;
  /** The port on which these pods listen, to which the Service's port is translated. */
  readonly podPort: number;
}

/**
 * Looks for a Service in front of the workloads whose port is this number and leads to another one. Undefined
 * when any of the workloads may listen on the number itself, for then the policy may well mean it.
 */
export function findServicePortUsed(
  view: View,
  workloads: readonly Resource[],
  number: number,
  protocol: Protocol,
): ServicePortUsed | undefined {
  let used: ServicePortUsed | undefined;
  for (const workload of workloads) {
    const pods = workload.facts.workload;
    if (!pods || pods.portsOpen || workload.broken) return undefined;
    if (pods.ports.some((port) => port.number.value === undefined || port.number.value === number))
      return undefined;
    const services = servicesOf(view, workload).filter(({ facts }) => facts.service?.type !== 'ExternalName');
    // Nothing tells on which ports such pods listen (semantics rule 29).
    if (pods.ports.length === 0 && services.length === 0) return undefined;
    for (const service of services) {
      const { service: facts } = service.facts;
      if (!facts || facts.portsOpen) return undefined;
      for (const servicePort of facts.ports) {
        const target = resolveTargetPort(servicePort, pods);
        if (target.type === 'unknown') return undefined;
        if (target.type === 'missing') continue;
        if (target.number === number) return undefined;
        // Clients of a headless Service dial the pods' port themselves (semantics rule 40).
        if (facts.headless || servicePort.port.value !== number || target.protocol !== protocol) continue;
        used ??= { service, servicePort, workload, podPort: target.number };
      }
    }
  }
  return used;
}
