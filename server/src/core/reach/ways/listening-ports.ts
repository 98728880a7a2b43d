import type { Protocol } from '../../model/protocol.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';
import { resolveTargetPort } from './service-ports.ts';
import { servicesOf } from './services-of.ts';

/** A port of pods. */
export interface PodPort {
  readonly protocol: Protocol;
  readonly port: number;
}

/**
 * The ports on which the pods of a workload listen, as far as anybody says so: those that they declare, and then those
 * to which a Service leads. There may be others (semantics rule 29).
 */
export function listeningPorts(view: View, resource: Resource): PodPort[] {
  const { workload } = resource.facts;
  if (!workload) return [];
  const behind = servicesOf(view, resource).flatMap(({ facts: { service } }): PodPort[] =>
    (service?.ports ?? []).flatMap((servicePort): PodPort[] => {
      const target = resolveTargetPort(servicePort, workload);
      return target.type === 'resolved' ? [{ protocol: target.protocol, port: target.number }] : [];
    }),
  );
  const all = [...declaredPorts(resource), ...behind];
  const isFirst = ({ protocol, port }: PodPort, i: number): boolean =>
    all.findIndex((other) => other.protocol === protocol && other.port === port) === i;
  return all.filter(isFirst);
}

/** The ports that the containers of a workload declare, as far as no template hides them. */
export function declaredPorts({ facts }: Resource): PodPort[] {
  return (facts.workload?.ports ?? []).flatMap(({ number, protocol }): PodPort[] =>
    number.value === undefined || !protocol ? [] : [{ protocol, port: number.value }],
  );
}
