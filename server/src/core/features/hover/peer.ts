import type { PolicyPeer, PolicyRule } from '../../model/policy.ts';
import { formatSelector, isEverything } from '../../model/selector.ts';
import { formatRanges } from '../../reach/address-set.ts';
import { failsClosed } from '../../reach/evaluate-tiers.ts';
import { matchPeer } from '../../reach/match-peer.ts';
import { blockAddresses } from '../../reach/sort-peers.ts';
import { unknownPods } from '../../reach/ways/route-source.ts';
import type { Resource } from '../../workspace/resource.ts';
import { type Describe, isIn, type Scene } from './hover-target.ts';
import { code, listed, paragraphs } from './markdown.ts';
import { writeSelection } from './selection.ts';

/** Who the other end of a rule is, on everything that stands in one of its peers. */
export const describePeer: Describe = (target, scene) => {
  const { resource, span } = target;
  const { policy } = resource.facts;
  for (const rule of policy ? [...policy.ingress.rules, ...policy.egress.rules] : []) {
    const peer = rule.peers?.find(({ at }) => isIn(target, at));
    if (peer) return { markdown: writePeer(scene, peer, rule, resource), span };
  }
  return undefined;
};

function writePeer(
  scene: Scene,
  peer: PolicyPeer,
  rule: PolicyRule,
  { facts, namespace: own }: Resource,
): string {
  switch (peer.type) {
    case 'pods':
      return writeSelection(scene, 'Matches', peer.scope, own);
    case 'addresses':
      return writeBlock(scene, peer, own);
    case 'nodes':
      return `Matches ${isEverything(peer.nodes) ? 'every **node**' : `the **nodes** with ${code(formatSelector(peer.nodes))}`}; which addresses they have is not in the manifests.`;
    case 'names':
      return `Matches whatever ${listed(peer.names, MOST_NAMES, ({ value }) => code(value ?? '…'))} resolves to.`;
    case 'invalid':
      if (facts.policy?.tier === 'namespace')
        return 'Matches **nothing**: a peer is either a selector or an address block.';
      return failsClosed(rule)
        ? 'Matches **everything**: what is no peer fails closed, and this rule denies all.'
        : 'Matches **nothing**: a peer has exactly one of the fields that there are.';
    case 'unknown':
      return '**Depends**: a template decides what this peer matches.';
  }
}

type AddressPeer = Extract<PolicyPeer, { type: 'addresses' }>;

const MOST_RANGES = 6;
const MOST_NAMES = 6;

/** What a block is meant for is clear; whether it takes pods in is not (semantics rules 12 and 13). */
function writeBlock(scene: Scene, peer: AddressPeer, own: string): string {
  const addresses = blockAddresses(peer);
  if (!addresses) return '**Depends**: a template hides a part of this address block.';
  const ranges = formatRanges(addresses);
  const block = code(peer.cidr.value ?? '');
  if (ranges.length === 0)
    return `Matches **no address**: ${block}${peer.except.length > 0 ? ' less its exceptions' : ''}.`;
  return paragraphs(
    `Matches addresses ${peer.except.length > 0 ? listed(ranges, MOST_RANGES, code) : block}.`,
    writePodsIn(scene, peer, own),
  );
}

function writePodsIn({ view }: Scene, peer: AddressPeer, own: string): string {
  const { network } = unknownPods(view, own);
  switch (matchPeer({ ...peer, ofPods: 'always' }, own, unknownPods(view, own))) {
    case 'no':
      return 'Pods do not have such addresses in practice.';
    case 'yes':
    case 'unknown':
      if (peer.ofPods === 'always' || network.inBlocks === 'yes')
        return 'Pods with such addresses are meant too.';
      return network.inBlocks === 'no'
        ? 'The network plugin does not take pods by their addresses: none is meant.'
        : 'Whether pods with such addresses are meant too depends on the network plugin.';
  }
}
