import type { ContainerPort, Workload } from '../../model/workload.ts';
import { endpointOf, type PodEndpoint } from '../../reach/endpoint.ts';
import { matchSubject } from '../../reach/match-peer.ts';
import { portSet } from '../../reach/port-set.ts';
import { listeningPorts, type PodPort } from '../../reach/ways/listening-ports.ts';
import { resolveTargetPort } from '../../reach/ways/service-ports.ts';
import { servicesOf } from '../../reach/ways/services-of.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';
import { type Describe, isHeadline, isIn, type Scene } from './hover-target.ts';
import { bullets, linkResource, listed, paragraphs, section } from './markdown.ts';
import { neighboursOf, restrictTo } from './neighbours.ts';
import { writeServicePort } from './write-lead.ts';
import { writeNeighbours } from './write-neighbours.ts';
import { UNKNOWN_PROTOCOL } from './write-policy-ports.ts';

/**
 * The pods of a workload on its kind, its name and the labels of its pods, and each of their ports by itself.
 */
export const describeWorkload: Describe = (target, scene) => {
  const { resource, span } = target;
  const { workload } = resource.facts;
  const self = endpointOf(scene.view, resource);
  if (!workload || !self) return undefined;
  // It is no endpoint any more (semantics rule 69).
  if (workload.ended) return isHeadline(target) ? { markdown: ENDED, span } : undefined;
  const port = workload.ports.find(({ at }) => isIn(target, at));
  if (port) return { markdown: writePort(scene, resource, workload, self, port), span };
  if (!isHeadline(target) && !isIn(target, workload.labels.at)) return undefined;
  return { markdown: writeWhole(scene, resource, self), span };
};

const ENDED = 'This pod has ended: nothing reaches it, and it reaches nothing.';

const MOST_SERVICES = 4;
const MOST_POLICIES = 6;

function writeWhole(scene: Scene, resource: Resource, self: PodEndpoint): string {
  const { view } = scene;
  const services = servicesOf(view, resource);
  const policies = policiesOn(scene, self);
  return paragraphs(
    writeNeighbours(
      scene,
      self,
      'ingress',
      neighboursOf(view, resource, self, 'ingress'),
      knownPorts(view, resource, self),
    ),
    writeNeighbours(scene, self, 'egress', neighboursOf(view, resource, self, 'egress')),
    section(
      'Behind:',
      bullets(services, MOST_SERVICES, (service) => writeService(scene, service, resource)),
    ) ?? 'Behind no Service.',
    policies.length > 0
      ? `Selected by ${listed(policies, MOST_POLICIES, (policy) => writePolicy(scene, policy, self))}`
      : 'Selected by no policy.',
  );
}

/** Nothing where a template hides some of the ports. */
function knownPorts(view: View, resource: Resource, { ports, portsOpen }: PodEndpoint): readonly PodPort[] {
  const isHidden = portsOpen || ports.some(({ number, protocol }) => number.value === undefined || !protocol);
  return isHidden ? [] : listeningPorts(view, resource);
}

function policiesOn({ view }: Scene, self: PodEndpoint): Resource[] {
  const candidates = [...view.inNamespace('policy', self.namespace), ...view.inNamespace('policy', '')];
  return candidates.filter(({ facts, namespace }) => {
    return facts.policy && matchSubject(facts.policy, namespace, self) !== 'no';
  });
}

function writePolicy(scene: Scene, resource: Resource, self: PodEndpoint): string {
  const { policy } = resource.facts;
  const isSure = policy && matchSubject(policy, resource.namespace, self) === 'yes';
  const directions = (['ingress', 'egress'] as const).flatMap((direction) => {
    if (policy?.[direction].applies) return [isSure ? direction : `perhaps ${direction}`];
    return policy?.[direction].appliesUnknown ? [`perhaps ${direction}`] : [];
  });
  return `${linkResource(scene, resource)} (${directions.join(', ') || 'without effect'})`;
}

function writeService(scene: Scene, resource: Resource, { facts }: Resource): string {
  const { service } = resource.facts;
  const ports = listed(service?.ports ?? [], 4, (port) => {
    const target = facts.workload && resolveTargetPort(port, facts.workload);
    const leads =
      target?.type === 'resolved' ? `:${target.number}` : target?.type === 'missing' ? '**nothing**' : '…';
    return `${writeServicePort(scene, resource, port)} → ${leads}`;
  });
  return ports ? `${linkResource(scene, resource)}: ${ports}` : linkResource(scene, resource);
}

function writePort(
  scene: Scene,
  resource: Resource,
  workload: Workload,
  self: PodEndpoint,
  { number, protocol }: ContainerPort,
): string {
  const { value } = number;
  if (!protocol) return `**Depends**: ${UNKNOWN_PROTOCOL}.`;
  if (value === undefined) return '**Depends**: a template decides which port this is.';
  const leading = servicesOf(scene.view, resource).flatMap((service) =>
    (service.facts.service?.ports ?? []).flatMap((port) => {
      const target = resolveTargetPort(port, workload);
      const isHere = target.type === 'resolved' && target.number === value && target.protocol === protocol;
      if (!isHere) return [];
      const link = linkResource(scene, service);
      // Clients of a headless Service dial this port itself (semantics rule 40).
      return [
        service.facts.service?.headless
          ? `${link}, which is headless`
          : `${link} ${writeServicePort(scene, service, port)}`,
      ];
    }),
  );
  const neighbours = restrictTo(
    neighboursOf(scene.view, resource, self, 'ingress'),
    portSet(protocol, value, value),
  );
  return paragraphs(
    writeNeighbours(scene, self, 'ingress', neighbours),
    leading.length > 0
      ? `Reached as ${listed(leading, MOST_SERVICES, (service) => service)}`
      : 'No Service leads here.',
  );
}
