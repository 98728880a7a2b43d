import type { Protocol } from '../../model/protocol.ts';
import { resolveTargetPort } from '../../reach/ways/service-ports.ts';
import { servicesOf } from '../../reach/ways/services-of.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';

/** The port numbers that all of these workloads declare for a protocol. */
export function commonPorts(workloads: readonly Resource[], protocol: Protocol): number[] {
  const [first = [], ...others] = workloads.map(({ facts }) =>
    (facts.workload?.ports ?? []).flatMap((port) =>
      port.protocol === protocol ? (port.number.value ?? []) : [],
    ),
  );
  return [...new Set(first)].filter((number) => others.every((numbers) => numbers.includes(number)));
}

/** Those of them to which no Service of the pods leads: they are declared for somebody, and nobody comes. */
export function unservedPorts(view: View, workloads: readonly Resource[], protocol: Protocol): number[] {
  const served = new Set(workloads.flatMap((workload) => servedPorts(view, workload)));
  return commonPorts(workloads, protocol).filter((number) => !served.has(number));
}

function servedPorts(view: View, workload: Resource): number[] {
  const pods = workload.facts.workload;
  if (!pods) return [];
  return servicesOf(view, workload).flatMap(({ facts: { service } }) =>
    (service?.ports ?? []).flatMap((port) => {
      const target = resolveTargetPort(port, pods);
      const written = typeof port.targetPort?.value === 'number' ? [port.targetPort.value] : [];
      return target.type === 'resolved' ? [target.number] : written;
    }),
  );
}
