import type { ServicePort } from '../../model/service.ts';
import type { Source } from '../../model/source.ts';
import type { PodPort } from '../../reach/ways/listening-ports.ts';
import type { ServiceBackend } from '../../reach/ways/service-backends.ts';
import { formatResource, type Resource, sourceIn, sourceOf } from '../../workspace/resource.ts';
import { writeMissingPort } from '../hover/write-lead.ts';

/** How traffic gets to pods: through a Service, or straight. */
export interface Way {
  /** What it goes through, from the first name to the port of the pods; empty where the pods themselves are named. */
  readonly steps: readonly Step[];
  /** The Service that it goes through. */
  readonly service: Resource | undefined;
  /** The workload that it leads to, and its port if one is asked for; or why it leads to none. */
  readonly end: WayEnd | { readonly type: 'nowhere'; readonly why: string };
}

export interface WayEnd {
  readonly type: 'pods';
  readonly workload: Resource;
  /** Undefined: every port. */
  readonly port: PodPort | undefined;
}

export interface Step {
  readonly text: string;
  readonly at: Source;
}

/** The way from a port of a Service into one of its backends. */
export function wayInto(
  service: Resource,
  port: ServicePort,
  { workload, certain, target }: ServiceBackend,
): Way {
  const first = serviceStep(service, port);
  const name = `${certain ? '' : 'perhaps '}${formatResource(workload)}`;
  switch (target.type) {
    case 'resolved': {
      const { number, protocol, declared } = target;
      const own = { protocol, port: number };
      const at = declared ? sourceIn(workload, declared.at, 'value') : sourceOf(workload);
      const called = declared?.name?.value;
      const text = `port ${writePort(own)}${called === undefined ? '' : ` (${called})`} of ${name}`;
      return { steps: [first, { text, at }], service, end: { type: 'pods', workload, port: own } };
    }
    case 'missing':
      return nowhere([first], `${name} has ${writeMissingPort(workload, target)}`);
    case 'unknown':
      return nowhere([first], `which port of ${name} it leads to is a template`);
  }
}

/** A Service and the port that is dialled: `Service shop/api:80`. */
export function serviceStep(service: Resource, { port, protocol, at }: ServicePort): Step {
  const number = port.value ?? '…';
  return {
    text: `${formatResource(service)}:${number}${protocol === 'TCP' ? '' : `/${protocol ?? '…'}`}`,
    at: at === '' ? sourceOf(service) : sourceIn(service, at, 'value'),
  };
}

/** The way to pods that are named themselves, on one port or every one. */
export function wayStraight(workload: Resource, port: PodPort | undefined): Way {
  return { steps: [], service: undefined, end: { type: 'pods', workload, port } };
}

/** A way that ends before it gets to pods. */
export function nowhere(steps: readonly Step[], why: string): Way {
  return { steps, service: undefined, end: { type: 'nowhere', why } };
}

/** The ports of a Service in words: `80 (http), 9090 (metrics)`. */
export function writeServicePorts({ facts }: Resource): string {
  const ports = facts.service?.ports ?? [];
  const written = ports.map(
    ({ port, name }) => `${port.value ?? '…'}${name ? ` (${name.value ?? '…'})` : ''}`,
  );
  return written.join(', ') || 'none';
}

function writePort({ protocol, port }: PodPort): string {
  return protocol === 'TCP' ? `${port}` : `${port}/${protocol}`;
}
