import type { Direction, PolicyPort, PolicyRule } from '../../model/policy.ts';
import { selectInScope } from '../../reach/select-workloads.ts';
import { findServicePortUsed } from '../../rules/evidence/service-port-used.ts';
import { type Resource, sourceIn } from '../../workspace/resource.ts';
import { declaredPorts, writeDeclared, writeDeclaring } from './declared-ports.ts';
import { type Describe, type HoverTarget, isIn, type Scene } from './hover-target.ts';
import { bullets, code, count, linkResource, linkTo, paragraphs, section } from './markdown.ts';
import { writeNoSuchPort } from './write-lead.ts';
import { UNKNOWN_PROTOCOL, writePolicyPort } from './write-policy-ports.ts';

/** What a port of a rule is on the pods that the traffic goes to. */
export const describePolicyPort: Describe = (target, scene) => {
  const place = findPlace(target);
  if (!place) return undefined;
  const destinations = findDestinations(scene, target.resource, place);
  return { markdown: writePort(scene, place.port, destinations), span: target.span };
};

interface Place {
  readonly direction: Direction;
  readonly rule: PolicyRule;
  readonly port: PolicyPort;
}

function findPlace(target: HoverTarget): Place | undefined {
  const { policy } = target.resource.facts;
  for (const direction of ['ingress', 'egress'] as const) {
    for (const rule of policy?.[direction].rules ?? []) {
      const port = rule.ports?.find(({ at }) => isIn(target, at));
      if (port) return { direction, rule, port };
    }
  }
  return undefined;
}

interface Destinations {
  readonly workloads: readonly Resource[];
  /** Addresses outside the cluster are meant too. */
  readonly outside: boolean;
}

/** Ports are those of the destination, in both directions (semantics rule 23). */
function findDestinations({ view }: Scene, policy: Resource, { direction, rule }: Place): Destinations {
  const subject = policy.facts.policy?.subject;
  if (direction === 'ingress') {
    return {
      workloads: subject ? selectInScope(view, subject, policy.namespace).map(toResource) : [],
      outside: false,
    };
  }
  if (!rule.peers) return { workloads: view.everywhere('workload'), outside: true };
  const peers = rule.peers.flatMap((peer) =>
    peer.type === 'pods' ? selectInScope(view, peer.scope, policy.namespace).map(toResource) : [],
  );
  return { workloads: [...new Set(peers)], outside: rule.peers.some(({ type }) => type === 'addresses') };
}

function toResource({ resource }: { readonly resource: Resource }): Resource {
  return resource;
}

const MOST_WORKLOADS = 6;
/** Beyond so many workloads a rule is not about the pods behind one Service. */
const MOST_COMPARED = 100;

function writePort(scene: Scene, port: PolicyPort, { workloads, outside }: Destinations): string {
  const { protocol } = port;
  const value = port.port?.value;
  const { endPort } = port;
  if (!protocol) return `**Depends**: ${UNKNOWN_PROTOCOL}.`;
  if ((port.port && value === undefined) || (endPort && endPort.value === undefined)) {
    return '**Depends**: a template decides which port this is.';
  }
  if (endPort && typeof value === 'string') return 'No port: a range cannot begin with a name.';
  if (!port.port || value === undefined) return `Every ${protocol} port, and no port of another protocol.`;
  if (typeof value === 'number') {
    const last = endPort?.value ?? value;
    if (value < 1 || last > 65535) return 'No port: the numbers of ports are 1 to 65535.';
    if (last < value) return 'No port: the range ends before it starts.';
  }
  if (workloads.length === 0 && !outside)
    return `No workload of the workspace is behind ${writePolicyPort(port)}.`;
  const matching = workloads.map((workload) => ({ workload, ports: declaredPorts(workload, port) }));
  const found = matching.filter(({ ports }) => ports.length > 0);
  const others = matching.filter(({ ports }) => ports.length === 0).map(({ workload }) => workload);
  const list = bullets(found, MOST_WORKLOADS, (one) => `${writeDeclared(scene, one.workload, one.ports)}`);
  if (typeof value === 'string') return paragraphs(list, writeNameless(scene, value, port, others, outside));
  const mistake = writeMistake(scene, workloads, port);
  return paragraphs(
    mistake ?? list,
    mistake ? undefined : writeUndeclared(scene, port, found.length, others),
  );
}

/** A policy sees the pods' ports, never those of a Service (semantics rule 30). */
function writeMistake(
  scene: Scene,
  workloads: readonly Resource[],
  { protocol, port, endPort }: PolicyPort,
): string | undefined {
  if (
    typeof port?.value !== 'number' ||
    !protocol ||
    protocol === 'any' ||
    endPort ||
    workloads.length > MOST_COMPARED
  )
    return undefined;
  const used = findServicePortUsed(scene.view, workloads, port.value, protocol);
  if (!used) return undefined;
  const { service, servicePort, workload, podPort } = used;
  const number = linkTo(scene, `${port.value}`, sourceIn(service, servicePort.port.at, 'value'));
  const way = `port ${podPort} of ${linkResource(scene, workload)}`;
  return (
    `**Not the port of the pods**: ${number} is the port of ${linkResource(scene, service)}, ` +
    `which leads to ${way}. A policy sees the traffic after that, on port ${podPort}.`
  );
}

/** A number needs no declared port (semantics rule 29). */
function writeUndeclared(
  scene: Scene,
  port: PolicyPort,
  found: number,
  others: readonly Resource[],
): string | undefined {
  if (found === 0 && others.length === 0) return `${writePolicyPort(port)} of addresses outside the cluster.`;
  if (others.length === 0) return undefined;
  if (found > 0)
    return `Not declared by ${count(others.length, 'other workload')}, which may listen on it all the same.`;
  const title = `No container declares ${writePolicyPort(port)}; one may listen on it all the same.`;
  const telling = others.filter(({ facts }) => facts.workload?.portsOpen || facts.workload?.ports.length);
  const list = bullets(telling, 3, (workload) => {
    return `${linkResource(scene, workload)} declares ${writeDeclaring(scene, workload)}`;
  });
  return section(title, list) ?? title;
}

/** A name that a destination does not have matches nothing there (semantics rules 25 and 26). */
function writeNameless(
  scene: Scene,
  name: string,
  { protocol }: PolicyPort,
  others: readonly Resource[],
  outside: boolean,
): string {
  const why = (workload: Resource): string => {
    const { ports = [], portsOpen } = workload.facts.workload ?? {};
    const hidden = portsOpen || ports.some((port) => port.name && port.name.value === undefined);
    if (hidden) return 'depends: a template hides its ports';
    const same = ports.find((port) => port.name?.value === name);
    if (same) return `${code(name)} is ${same.protocol ?? 'of an unknown protocol'} there, not ${protocol}`;
    return writeNoSuchPort(workload, name);
  };
  const list = bullets(others, 3, (workload) => `${linkResource(scene, workload)}: ${why(workload)}`);
  return paragraphs(
    section('Where no port has this name, nothing is matched:', list),
    outside ? 'Addresses outside the cluster have no named ports: none of theirs is meant.' : undefined,
  );
}
