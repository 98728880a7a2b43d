import type {
  Focus,
  FocusFact,
  FocusGroup,
  OverlayPeer,
  OverlayRule,
  PolicyOverlay,
} from '../topology/topology-question.ts';
import { counted } from './counted.ts';
import { drawFocus, type FocusOptions } from './draw-focus.ts';
import type { Scene } from './scene.ts';

/** Draws a policy between those that its rules let in and those that they let reach: a picture of the same kind as a focus. */
export function drawPolicy(overlay: PolicyOverlay, options: FocusOptions): Scene {
  return drawFocus(focusOfPolicy(overlay), options);
}

function focusOfPolicy({
  id,
  kind,
  name,
  namespace,
  subjects,
  rules,
  isolates,
  opens,
  closes,
}: PolicyOverlay): Focus {
  const plain = (text: string): FocusFact => ({ text, about: 'ports', id: undefined });
  const selected = subjects.members.map(
    ({ label, id: member }): FocusFact => ({ text: label, about: 'like', id: member }),
  );
  const groupsOf = (direction: OverlayRule['direction']): FocusGroup[] =>
    rules.filter((rule) => rule.direction === direction).flatMap(toGroups);
  return {
    id,
    role: 'policy',
    kind,
    name,
    namespace,
    ingress: isolates.includes('ingress') ? 'isolated' : 'open',
    egress: isolates.includes('egress') ? 'isolated' : 'open',
    facts: [
      plain(`selects ${subjects.label}`),
      ...selected,
      ...(subjects.more > 0 ? [plain(`+${subjects.more} more`)] : []),
      ...(isolates.length > 0 ? [plain(`isolates ${isolates.join(' and ')}`)] : []),
      ...(opens.count > 0 ? [plain(`alone opens ${counted(opens.count, 'connection')}`)] : []),
      ...(closes.count > 0 ? [plain(`alone closes ${counted(closes.count, 'connection')}`)] : []),
    ],
    incoming: groupsOf('ingress'),
    outgoing: groupsOf('egress'),
  };
}

const VERDICTS = { allow: 'allowed', deny: 'denied', pass: 'depends', unknown: 'depends' } as const;

const ACTIONS = { allow: '', deny: ' denies', pass: ' passes on', unknown: ' depends' } as const;

/** A rule without peers that can be told has one group for each. */
function toGroups({ number, action, ports, peers }: OverlayRule): FocusGroup[] {
  return peers.map(
    (peer): FocusGroup => ({
      id: peer.id,
      type: typeOf(peer),
      title: peer.label,
      members: peer.members,
      more: peer.more,
      verdict: VERDICTS[action],
      ports,
      note: `rule ${number}${ACTIONS[action]}`,
      named: true,
      explain: undefined,
    }),
  );
}

function typeOf({ type, members }: OverlayPeer): FocusGroup['type'] {
  if (type === 'pods') return members.length > 0 ? 'pods' : 'unseen';
  return type === 'unknown' ? 'unseen' : 'outside';
}
