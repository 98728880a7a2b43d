import type { Direction, PolicyDirection, PolicyPeer, PolicyRule, Tier } from '../../model/policy.ts';
import { formatSelector, isEverything } from '../../model/selector.ts';
import { endpointOf } from '../../reach/endpoint.ts';
import { failsClosed } from '../../reach/evaluate-tiers.ts';
import { matchSubject } from '../../reach/match-peer.ts';
import { selectInScope } from '../../reach/select-workloads.ts';
import { type Resource, sourceIn } from '../../workspace/resource.ts';
import { type Describe, type HoverTarget, isHeadline, isIn, type Scene } from './hover-target.ts';
import { bullets, code, linkResource, linkTo, listed, paragraphs, section } from './markdown.ts';
import { writeScope } from './obstacles.ts';
import { writeSelection } from './selection.ts';
import { writePolicyPorts } from './write-policy-ports.ts';

/** A policy as a whole, on its kind, its name, what selects its pods, and the key of a direction. */
export const describePolicy: Describe = (target, scene) => {
  const { resource, span } = target;
  const { policy } = resource.facts;
  if (!policy || !isPlaceOfPolicy(target)) return undefined;
  const markdown = paragraphs(
    writeSelection(scene, 'Selects', policy.subject, resource.namespace),
    writeDirection(scene, resource, 'ingress'),
    writeDirection(scene, resource, 'egress'),
    writeOthers(scene, resource),
  );
  return { markdown, span };
};

function isPlaceOfPolicy(target: HoverTarget): boolean {
  const { policy } = target.resource.facts;
  if (!policy) return false;
  const directions = [policy.ingress, policy.egress].filter(({ rules }) => rules.length > 0);
  return (
    isHeadline(target) || isIn(target, policy.subject.at) || directions.some(({ at }) => at === target.path)
  );
}

const TITLES: Readonly<Record<Direction, string>> = { ingress: '**Ingress**', egress: '**Egress**' };
const MOST_RULES = 6;
const MOST_PEERS = 4;

function writeDirection(scene: Scene, resource: Resource, direction: Direction): string | undefined {
  const rules = resource.facts.policy?.[direction];
  if (!rules) return undefined;
  const title = `${TITLES[direction]}: ${writeEffect(resource, rules)}`;
  const hasEffect = rules.applies || rules.appliesUnknown;
  const list = hasEffect
    ? bullets(rules.rules, MOST_RULES, (rule) => writeRule(scene, resource, rule, direction))
    : '';
  return section(title, list) ?? title;
}

/** What the rules mean as a whole: only the namespace tier isolates pods (semantics rules 1, 6, 7 and 52). */
function writeEffect({ facts }: Resource, { applies, appliesUnknown, rules, open }: PolicyDirection): string {
  const tier = facts.policy?.tier ?? 'namespace';
  const isolates = tier === 'namespace';
  if (appliesUnknown) return 'depends on a template whether it applies.';
  if (!applies) return rules.length > 0 ? 'its rules have no effect.' : 'not restricted by this policy.';
  if (open) return 'a template adds to the rules.';
  if (rules.length === 0) return isolates ? 'allows nothing of its own.' : 'no rules.';
  return EFFECTS[tier];
}

/** When the rules are asked (semantics rules 49 and 53). */
const EFFECTS: Readonly<Record<Tier, string>> = {
  admin: 'in this order, before the policies of the namespaces.',
  namespace: 'allows only this, and what other policies add.',
  baseline: 'in this order, where no policy of the namespace isolates the pods.',
};

function writeRule(scene: Scene, resource: Resource, rule: PolicyRule, direction: Direction): string {
  const preposition = direction === 'ingress' ? 'from' : 'to';
  const isOnlyOne = resource.facts.policy?.tier === 'namespace';
  const verb = isOnlyOne ? '' : `${rule.action ?? 'an unknown action'} `;
  const words = linkTo(scene, preposition, sourceIn(resource, rule.at, 'value'));
  return `${verb}${words} ${writePeers(scene, resource, rule)} on ${writePorts(rule)}`;
}

function writePeers(scene: Scene, resource: Resource, rule: PolicyRule): string {
  const { peers, peersOpen } = rule;
  if (failsClosed(rule)) return 'everything (a peer is invalid)';
  if (!peers) return peersOpen ? 'whom a template decides' : EVERYTHING;
  const list = listed(peers, MOST_PEERS, (peer) => writePeer(scene, resource, peer));
  return peersOpen ? `${list} ${ADDED}` : list;
}

function writePorts({ ports, portsOpen }: PolicyRule): string {
  if (!ports && portsOpen) return 'ports that a template decides';
  return portsOpen ? `${writePolicyPorts(ports)} ${ADDED}` : writePolicyPorts(ports);
}

const ADDED = '(a template adds to them)';

const EVERYTHING = 'everything, in the cluster and outside,';

function writePeer(scene: Scene, policy: Resource, peer: PolicyPeer): string {
  switch (peer.type) {
    case 'invalid':
      return 'nothing (an invalid peer)';
    case 'unknown':
      return 'a templated peer';
    case 'nodes':
      return isEverything(peer.nodes) ? 'every node' : `nodes with ${code(formatSelector(peer.nodes))}`;
    case 'names':
      return listed(peer.names, MOST_PEERS, writeAddress);
    case 'addresses': {
      const except = peer.except.length > 0 ? ` except ${listed(peer.except, MOST_PEERS, writeAddress)}` : '';
      return writeAddress(peer.cidr) + except;
    }
    case 'pods': {
      const words = writeScope(peer.scope, policy.namespace);
      if (peer.scope.pods.requirements.length === 0) return words;
      const sure = selectInScope(scene.view, peer.scope, policy.namespace).filter(
        ({ match }) => match === 'yes',
      );
      return sure.length === 0
        ? words
        : listed(sure, MOST_PEERS, ({ resource }) => linkResource(scene, resource));
    }
  }
}

function writeAddress({ value }: { readonly value: string | undefined }): string {
  return code(value ?? '…');
}

const MOST_POLICIES = 6;
/** Policies are compared by so many of the workloads that they share: the first nearly always decides. */
const MOST_COMPARED = 50;

function writeOthers(scene: Scene, resource: Resource): string | undefined {
  const { view } = scene;
  const { policy } = resource.facts;
  if (!policy) return undefined;
  const pods = selectInScope(view, policy.subject, resource.namespace)
    .slice(0, MOST_COMPARED)
    .flatMap((selected) => endpointOf(view, selected.resource) ?? []);
  const namespaces = new Set(['', ...pods.map(({ namespace }) => namespace)]);
  const candidates = [...namespaces].flatMap((namespace) => view.inNamespace('policy', namespace));
  const others = candidates.filter((other) => {
    const subject = other.facts.policy;
    return (
      other !== resource &&
      subject &&
      pods.some((one) => matchSubject(subject, other.namespace, one) !== 'no')
    );
  });
  if (others.length === 0) return undefined;
  return `Also on these pods: ${listed(others, MOST_POLICIES, (other) => linkResource(scene, other))}`;
}
