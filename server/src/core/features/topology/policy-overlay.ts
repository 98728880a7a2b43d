import type { Direction, PolicyPeer, PolicyRule } from '../../model/policy.ts';
import { formatSelector, isEverything } from '../../model/selector.ts';
import { compareConnections } from '../../reach/changes/compare-connections.ts';
import { connectivityOf } from '../../reach/pairs/connectivity.ts';
import * as ports from '../../reach/port-set.ts';
import { type Selected, selectInScope } from '../../reach/select-workloads.ts';
import { shortPorts } from '../../topology/judge-link.ts';
import type { NodeId } from '../../topology/topology.ts';
import type {
  AloneDecided,
  OverlayPeer,
  OverlayRule,
  PolicyOverlay,
  PolicySet,
} from '../../topology/topology-question.ts';
import type { TopologyState } from '../../topology/topology-state.ts';
import { type Environment, patchEnvironment } from '../../workspace/environment.ts';
import { type Resource, sourceIn } from '../../workspace/resource.ts';
import { plainView } from '../../workspace/view.ts';
import { describeEnd } from '../diff/describe-change.ts';
import { writePolicyPorts } from '../hover/write-policy-ports.ts';
import { memberOf } from './member-of.ts';
import { sayScope } from './say-scope.ts';

const MOST_MEMBERS = 6;
const MOST_EXAMPLES = 5;
/** Counting stops here: more is as good as this many. */
const MOST_COUNTED = 10_000;

const DIRECTIONS: readonly Direction[] = ['ingress', 'egress'];

/** What a policy selects, what its rules admit, and what it alone decides; undefined where there is no such policy. */
export function overlayPolicy(
  state: TopologyState,
  environment: Environment,
  id: NodeId,
): PolicyOverlay | undefined {
  const resource = state.index.resources.get(id)?.resource;
  const policy = resource?.facts.policy;
  if (!resource || !policy) return undefined;
  const { view } = state.connectivity;
  const subjects = selectInScope(view, policy.subject, resource.namespace);
  return {
    id,
    kind: resource.facts.kind,
    name: resource.facts.name?.value ?? '…',
    namespace: resource.namespace,
    subjects: toSet(state, sayScope(policy.subject, resource.namespace), subjects),
    rules: DIRECTIONS.flatMap((direction) =>
      policy[direction].applies || policy[direction].appliesUnknown
        ? policy[direction].rules.map((rule, i) => toRule(state, resource, rule, direction, i + 1))
        : [],
    ),
    isolates: policy.tier === 'namespace' ? DIRECTIONS.filter((direction) => policy[direction].applies) : [],
    ...decidedAlone(state, environment, resource),
  };
}

function toRule(
  state: TopologyState,
  policy: Resource,
  rule: PolicyRule,
  direction: Direction,
  number: number,
): OverlayRule {
  const id = `${direction} rule ${number} peer`;
  return {
    direction,
    number,
    action: rule.action ?? 'unknown',
    ports: rule.ports ? writePolicyPorts(rule.ports).replaceAll('`', '') : 'all ports',
    peers: rule.peers
      ? rule.peers.map((peer, i) => ({ id: `${id} ${i + 1}`, ...toPeer(state, policy, peer) }))
      : [{ id: `${id} 1`, type: 'everything', label: 'everyone', members: [], more: 0 }],
    at: sourceIn(policy, rule.at, 'value'),
  };
}

function toPeer(state: TopologyState, policy: Resource, peer: PolicyPeer): Omit<OverlayPeer, 'id'> {
  const plain = (type: OverlayPeer['type'], label: string): Omit<OverlayPeer, 'id'> => ({
    type,
    label,
    members: [],
    more: 0,
  });
  switch (peer.type) {
    case 'pods': {
      const found = selectInScope(state.connectivity.view, peer.scope, policy.namespace);
      return { type: 'pods', ...toSet(state, sayScope(peer.scope, policy.namespace), found) };
    }
    case 'addresses': {
      const except = peer.except.map(({ value }) => value ?? '…').join(', ');
      return plain('outside', `${peer.cidr.value ?? '…'}${except ? ` except ${except}` : ''}`);
    }
    case 'names':
      return plain('outside', peer.names.map(({ value }) => value ?? '…').join(', '));
    case 'nodes':
      return plain(
        'outside',
        isEverything(peer.nodes) ? 'all nodes' : `nodes with ${formatSelector(peer.nodes)}`,
      );
    case 'invalid':
      return plain('unknown', 'no peer that the API server takes');
    case 'unknown':
      return plain('unknown', 'a template');
  }
}

function toSet({ index }: TopologyState, label: string, selected: readonly Selected[]): PolicySet {
  const members = selected.map(({ resource }) => memberOf(index, resource));
  return { label, members: members.slice(0, MOST_MEMBERS), more: Math.max(0, members.length - MOST_MEMBERS) };
}

/** Compares the state with what it would be without the policy. */
function decidedAlone(
  { connectivity }: TopologyState,
  environment: Environment,
  policy: Resource,
): Pick<PolicyOverlay, 'opens' | 'closes'> {
  const without = patchEnvironment(environment, { removed: [policy], added: [] }).environment;
  const before = connectivityOf(plainView(without), connectivity);
  const opens: { count: number; examples: string[] } = { count: 0, examples: [] };
  const closes: { count: number; examples: string[] } = { count: 0, examples: [] };
  const add = (to: typeof opens, text: () => string): void => {
    to.count += 1;
    if (to.examples.length < MOST_EXAMPLES) to.examples.push(text());
  };
  for (const { from, to, traffic } of compareConnections(before, connectivity)) {
    const ends = `${describeEnd(from)} → ${describeEnd(to)}`;
    const more = ports.subtract(traffic.after.possible, traffic.before.possible);
    const less = ports.subtract(traffic.before.possible, traffic.after.possible);
    if (!ports.isEmpty(more)) add(opens, () => `${ends} ${shortPorts(more)}`);
    if (!ports.isEmpty(less)) add(closes, () => `${ends} ${shortPorts(less)}`);
    if (opens.count + closes.count >= MOST_COUNTED) break;
  }
  const freeze = ({ count, examples }: typeof opens): AloneDecided => ({ count, examples });
  return { opens: freeze(opens), closes: freeze(closes) };
}
