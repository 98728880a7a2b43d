import type { Service } from '../../model/service.ts';
import { resolveTargetPort, serviceWorkloads } from '../../reach/ways/service-ports.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';
import { isInjected, mayHaveMorePorts } from './target-problem.ts';

/**
 * A number on which none of the pods behind a headless Service listens, as far as they declare their ports. Clients
 * dial the pods themselves, so the Service's own ports are no help (semantics rule 40).
 */
export interface HeadlessMiss {
  /** The ports on which the pods listen: any of them may be meant, but for a translated port, where these are. */
  readonly listening: readonly number[];
  /** The Service has the number for its `port`, which leads to another that the pods declare: surely a mistake. */
  readonly translated: boolean;
}

/** Undefined where some of the pods may listen on the number, and for a Service that is not surely headless. */
export function findHeadlessMiss(view: View, resource: Resource, dialled: number): HeadlessMiss | undefined {
  const { service } = resource.facts;
  if (!service?.headless || service.portsOpen || resource.broken || isInjected(dialled)) return undefined;
  if (podsMayListen(view, resource, dialled)) return undefined;
  const targets = service.ports.map((port) => (port.targetPort ?? port.port).value);
  if (targets.includes(undefined) || targets.includes(dialled)) return undefined;
  const workloads = serviceWorkloads(view, resource).map((found) => found.resource);
  const translated = translatedPorts(service, workloads, dialled);
  return translated.length > 0
    ? { listening: translated, translated: true }
    : { listening: sorted(workloads.flatMap(declaredPorts)), translated: false };
}

/** Whether some of the pods behind a Service may listen on a number; false if all of them declare others. */
export function podsMayListen(view: View, resource: Resource, number: number): boolean {
  const selected = serviceWorkloads(view, resource);
  const workloads = selected.map((found) => found.resource);
  if (selected.some(({ match }) => match !== 'yes') || workloads.some(mayHaveMorePorts)) return true;
  const declared = workloads.map(declaredPorts);
  const mayListen = (numbers: readonly (number | undefined)[]): boolean =>
    // What declares nothing may listen anywhere (semantics rule 29).
    numbers.length === 0 || numbers.includes(undefined) || numbers.includes(number);
  return declared.length === 0 || declared.some(mayListen);
}

function declaredPorts({ facts }: Resource): (number | undefined)[] {
  return facts.workload?.ports.map(({ number }) => number.value) ?? [];
}

/** Where the Service's ports of this number lead, if the pods declare all of it; nothing otherwise. */
function translatedPorts(service: Service, workloads: readonly Resource[], number: number): number[] {
  const targets = service.ports
    .filter(({ port }) => port.value === number)
    .flatMap((port) =>
      workloads.map(({ facts }) => {
        const target = facts.workload && resolveTargetPort(port, facts.workload);
        return target?.type === 'resolved' && target.declared ? target.number : undefined;
      }),
    );
  return targets.includes(undefined) ? [] : sorted(targets);
}

function sorted(numbers: readonly (number | undefined)[]): number[] {
  return [...new Set(numbers)].filter((number) => number !== undefined).sort((a, b) => a - b);
}
