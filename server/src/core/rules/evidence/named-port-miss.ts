import { closest } from '../../base/closest.ts';
import type { Direction, PolicyPort, PolicyRule } from '../../model/policy.ts';
import type { Protocol } from '../../model/protocol.ts';
import type { ContainerPort } from '../../model/workload.ts';
import { endpointOf } from '../../reach/endpoint.ts';
import { isEmpty } from '../../reach/port-set.ts';
import { rulePorts } from '../../reach/rule-ports.ts';
import { resolveTargetPort } from '../../reach/ways/service-ports.ts';
import { servicesOf } from '../../reach/ways/services-of.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';
import { findDestinations } from './rule-destinations.ts';

/** A named port of a rule that is no port of any pod it is looked up at (semantics rules 23 to 26). */
export interface NamedPortMiss {
  readonly entry: PolicyPort;
  readonly at: string;
  readonly name: string;
  /** `any` asks for the name alone (semantics rule 61). */
  readonly protocol: Protocol | 'any';
  readonly cause: /** A quoted number is a name, and not one that a port can have (semantics rule 31). */
    | { readonly type: 'quoted'; readonly number: number }
    /** The rule only speaks of addresses, which have no named ports. */
    | { readonly type: 'addresses' }
    | {
        readonly type: 'pods';
        /** At least one; none of them has the port. */
        readonly workloads: readonly Resource[];
        /** The port of this name that one of them has, for another protocol. */
        readonly otherProtocol: Protocol | undefined;
        readonly meant: MeantPort | undefined;
      };
}

/** What the rule most likely means: a port's name, or its number where it has none. */
export interface MeantPort {
  readonly port: string | number;
  /** The Service whose port has the name that the rule gives; undefined: the names are nearly the same. */
  readonly service: Resource | undefined;
}

/** Looks for named ports of a policy's rules that match nothing. */
export function findNamedPortMisses(view: View, resource: Resource): NamedPortMiss[] {
  const { policy } = resource.facts;
  return (['ingress', 'egress'] as const).flatMap((direction) => {
    const rules = policy?.[direction].applies ? policy[direction].rules : [];
    return rules.flatMap((rule) =>
      (rule.ports ?? []).flatMap((entry) => findMiss(view, resource, direction, rule, entry) ?? []),
    );
  });
}

function findMiss(
  view: View,
  resource: Resource,
  direction: Direction,
  rule: PolicyRule,
  entry: PolicyPort,
): NamedPortMiss | undefined {
  const { port, protocol } = entry;
  if (typeof port?.value !== 'string' || !protocol || INJECTED.has(port.value)) return undefined;
  // A range that begins with a name is refused, whatever the pods have.
  if (entry.endPort) return undefined;
  const named = { entry, at: port.at, name: port.value, protocol };
  const isRefused = resource.facts.policy?.objections.some(({ at }) => at === port.at);
  if (isRefused) return undefined;
  if (/^\d+$/.test(port.value)) return { ...named, cause: { type: 'quoted', number: Number(port.value) } };
  const { pods, addresses, unbounded } = findDestinations(view, resource, direction, rule);
  if (addresses === 'only' && !unbounded) return { ...named, cause: { type: 'addresses' } };
  const found = pods.some(({ resource: workload }) => {
    const endpoint = endpointOf(view, workload);
    return !endpoint || workload.broken || !isEmpty(rulePorts([entry], endpoint).possible);
  });
  const workloads = pods.filter(({ match }) => match === 'yes').map((selected) => selected.resource);
  if (found || unbounded || workloads.length === 0) return undefined;
  const ports = workloads.flatMap(({ facts }) => facts.workload?.ports ?? []);
  const otherProtocol = ports.find(({ name }) => name?.value === port.value)?.protocol;
  const meant = portOfService(view, workloads, port.value) ?? nearPort(ports, port.value, protocol);
  return { ...named, cause: { type: 'pods', workloads, otherProtocol, meant } };
}

/** Ports of the sidecars that service meshes put into pods. */
const INJECTED: ReadonlySet<string> = new Set(['http-envoy-prom', 'linkerd-admin', 'linkerd-proxy']);

/** The name may be that of a Service's port, which leads to a port of another name. */
function portOfService(view: View, workloads: readonly Resource[], name: string): MeantPort | undefined {
  for (const workload of workloads) {
    for (const service of servicesOf(view, workload)) {
      const { service: facts } = service.facts;
      const port = facts?.ports.find((each) => each.name?.value === name);
      const target = port && workload.facts.workload && resolveTargetPort(port, workload.facts.workload);
      if (target?.type === 'resolved')
        return { port: target.declared?.name?.value ?? target.number, service };
    }
  }
  return undefined;
}

function nearPort(
  ports: readonly ContainerPort[],
  name: string,
  protocol: NamedPortMiss['protocol'],
): MeantPort | undefined {
  const names = ports.flatMap((port) =>
    protocol === 'any' || port.protocol === protocol ? (port.name?.value ?? []) : [],
  );
  const near = closest(name, names) ?? names.find((candidate) => isPartOf(name, candidate));
  return near === undefined ? undefined : { port: near, service: undefined };
}

/** `metrics` and `http-metrics`: one has the words of the other, and more. */
function isPartOf(a: string, b: string): boolean {
  const [few = [], many = []] = [a.split('-'), b.split('-')].sort((x, y) => x.length - y.length);
  return few.every((word) => many.includes(word));
}
