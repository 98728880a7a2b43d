import type { Direction } from '../../model/policy.ts';
import { ALL_ADDRESSES } from '../../reach/address-set.ts';
import { type Endpoint, endpointOf, type PodEndpoint } from '../../reach/endpoint.ts';
import type { ConnectionVerdict } from '../../reach/evaluate-connection.ts';
import * as ports from '../../reach/port-set.ts';
import type { PodPort } from '../../reach/ways/listening-ports.ts';
import { groupBy } from './group-by.ts';
import type { Scene } from './hover-target.ts';
import { bullets, linkResource, listed } from './markdown.ts';
import type { Neighbour, Neighbours } from './neighbours.ts';
import { whyDepends } from './verdict.ts';

const MOST_GROUPS = 5;
const MOST_NAMES = 4;

/**
 * Who is at the other end, by the ports that pass: `**Reached by** everything`, or a list. `listening` is where the pods
 * that are reached are known to listen. They may listen elsewhere too (semantics rule 29), so what passes there is not
 * left out, but remarked; where nothing is known, nothing is.
 */
export function writeNeighbours(
  scene: Scene,
  self: PodEndpoint,
  direction: Direction,
  neighbours: Neighbours,
  listening: readonly PodPort[] = [],
): string {
  const { passing, denied, unseen, outside } = neighbours;
  const title = direction === 'ingress' ? '**Reached by**' : '**Reaches**';
  // Whose answer is open for different reasons stands on different lines, each with its own.
  const groups = [
    ...groupBy(
      passing.map((neighbour) => ({ ...neighbour, doubt: writeDoubt(scene, self, direction, neighbour) })),
      ({ verdict, doubt }) => `${writePorts(verdict)}\n${doubt}`,
    ).values(),
  ];
  const beyond = writePorts(outside);
  const [[first] = []] = groups;
  const remark = ({ possible }: ConnectionVerdict): string => {
    const isHeard = listening.some(({ protocol, port }) => ports.contains(possible, protocol, port));
    return listening.length === 0 || isHeard ? '' : UNHEARD;
  };
  const isSame = denied === 0 && unseen === 0 && groups.length === 1;
  if (
    isSame &&
    first &&
    writePorts(first.verdict) === beyond &&
    ports.equals(outside.allowed, outside.possible)
  ) {
    return `${title} **everything**${onPorts(beyond)}${remark(outside)}`;
  }
  if (passing.length === 0 && unseen === 0 && beyond === NOTHING)
    return `${title} **nothing** in the workspace`;

  const lines = groups.slice(0, MOST_GROUPS).flatMap((group) => {
    const [like] = group;
    if (!like) return [];
    const names = isSame
      ? 'every workload'
      : listed(group, MOST_NAMES, ({ resource }) => linkResource(scene, resource));
    return [`${writePorts(like.verdict)}${remark(like.verdict)}: ${names}${like.doubt}`];
  });
  const rest = groups.slice(MOST_GROUPS).reduce((sum, group) => sum + group.length, 0);
  if (rest > 0) lines.push(`${rest} more, on other ports or for other reasons`);
  if (unseen > 0) lines.push(`${unseen} more, which were not looked at`);
  const doubt = writeOutsideDoubt(scene, self, direction, outside);
  if (beyond !== NOTHING) lines.push(`${beyond}${remark(outside)}: addresses outside the cluster${doubt}`);
  return `${title}\n${bullets(lines, lines.length, (line) => line)}`;
}

const NOTHING = 'nothing';
const UNHEARD = ', where nothing is known to listen';

function writePorts({ allowed, possible }: ConnectionVerdict): string {
  if (ports.isEmpty(possible)) return NOTHING;
  if (ports.equals(allowed, possible)) return writeSet(allowed);
  return ports.isEmpty(allowed)
    ? `perhaps ${writeSet(possible)}`
    : `${writeSet(allowed)}, perhaps ${writeSet(possible)}`;
}

function writeSet(set: ports.PortSet): string {
  if (ports.equals(set, ports.ALL_PORTS)) return 'every port';
  return ports.formatPorts(set).replace(/,(?=[A-Z])/g, ', ');
}

function onPorts(text: string): string {
  return text === 'every port' ? '' : ` on ${text}`;
}

function writeDoubt(
  scene: Scene,
  self: PodEndpoint,
  direction: Direction,
  { resource, verdict }: Neighbour,
): string {
  const other = endpointOf(scene.view, resource);
  return other ? writeReason(scene, self, direction, verdict, other) : '';
}

function writeOutsideDoubt(
  scene: Scene,
  self: PodEndpoint,
  direction: Direction,
  outside: ConnectionVerdict,
): string {
  return writeReason(scene, self, direction, outside, { type: 'addresses', addresses: ALL_ADDRESSES });
}

function writeReason(
  scene: Scene,
  self: PodEndpoint,
  direction: Direction,
  verdict: ConnectionVerdict,
  other: Endpoint,
): string {
  if (ports.equals(verdict.allowed, verdict.possible)) return '';
  const [from, to] = direction === 'ingress' ? [other, self] : [self, other];
  return ` (${whyDepends(scene, verdict, from, to)})`;
}
