import type { Endpoint } from '../../../server/src/core/reach/endpoint.ts';
import {
  explainConnection,
  type SideExplanation,
} from '../../../server/src/core/reach/explain-connection.ts';
import * as ports from '../../../server/src/core/reach/port-set.ts';
import type { Reason } from '../../../server/src/core/reach/reasons-for.ts';
import { qualifiedName, type Resource } from '../../../server/src/core/workspace/resource.ts';
import { type OpenWay, openWays } from './controller-connections.ts';
import { type ExplainedGroup, parseExplanations } from './parse-explanations.ts';
import { parseRange } from './parse-lines.ts';
import { type Analysis, habitual, imaginedController } from './profile.ts';

/** Compares which policies and rules decide, pair by pair, for every port. */
export function compareExplanations(analysis: Analysis, expected: string): string[] {
  const ways = openWays(analysis);
  return parseExplanations(expected).flatMap(({ from, to, groups }) => {
    const [source, destination] = [endAt(analysis, from), endAt(analysis, to)];
    if (!source || !destination) return [`there is no ${source ? to : from}`];
    const opened = from === CONTROLLER ? ways.filter(({ peer }) => peer.name === to) : undefined;
    const covered = groups.reduce((set, group) => ports.union(set, group.ports), ports.NO_PORTS);
    const ours = ourGroups(analysis, source, destination, opened);
    return [
      ...(ports.equals(covered, ports.ALL_PORTS) ? [] : [`${from} => ${to}: not every port was read`]),
      ...groups.flatMap((group) => compareGroup(group, ours).map((line) => `${from} => ${to} ${line}`)),
    ];
  });
}

const CONTROLLER = '{ingress-controller}';

function endAt({ peers }: Analysis, name: string): Endpoint | undefined {
  const addresses = parseRange(name);
  if (addresses) return { type: 'addresses', addresses };
  return name === CONTROLLER ? imaginedController() : peers.find((peer) => peer.name === name)?.one.endpoint;
}

function ourGroups(
  { view }: Analysis,
  from: Endpoint,
  to: Endpoint,
  opened: readonly OpenWay[] | undefined,
): ExplainedGroup[] {
  const [source, destination] = [from, to].map((end) => (end.type === 'pods' ? habitual(end) : end));
  if (!source || !destination) return [];
  return explainConnection(view, source, destination).flatMap(({ ports: set, answer, egress, ingress }) => {
    const group = (part: ports.PortSet, reached: readonly string[], isOpen: boolean): ExplainedGroup => ({
      ports: part,
      allowed: answer === 'allowed' && isOpen,
      egress: reasonsOf(egress),
      ingress: new Set([...reached, ...(reached.length > 0 ? withoutDefault(ingress) : reasonsOf(ingress))]),
    });
    if (!opened) return [group(set, [], true)];
    return ports
      .partition(
        set,
        opened.map((way) => way.ports),
      )
      .map((part) => {
        const fitting = opened.filter((way) => ports.isSubset(part, way.ports));
        return fitting.length > 0
          ? group(
              part,
              fitting.map((way) => `${nameOf(way.route)} opens ${way.service}`),
              true,
            )
          : group(
              part,
              opened.map((way) => `${nameOf(way.route)} misses ${way.service}`),
              false,
            );
      });
  });
}

function withoutDefault(side: SideExplanation | undefined): string[] {
  return [...reasonsOf(side)].filter((reason) => reason !== 'default');
}

function reasonsOf(side: SideExplanation | undefined): Set<string> {
  return new Set(side ? side.reasons.flatMap(writeReason) : ['default']);
}

function writeReason(reason: Reason): string[] {
  if (reason.type === 'default') return ['default'];
  const policy = nameOf(reason.policy);
  switch (reason.type) {
    case 'ruling':
      return [`${policy} ${reason.action} ${reason.rule.name?.value ?? ''}`];
    case 'grant':
      return [`${policy} allow ${numberOf(reason.rule.at)}`];
    case 'isolation':
      return reason.lacking.length > 0
        ? reason.lacking.map(({ at }) => `${policy} lacks ${numberOf(at)}`)
        : [`${policy} none`];
  }
}

function nameOf(resource: Resource): string {
  return `${resource.facts.kind} ${qualifiedName(resource)}`;
}

/** Rules are counted from 1. */
function numberOf(at: string): string {
  return `#${Number(at.split('/').at(-1)) + 1}`;
}

function compareGroup(expected: ExplainedGroup, ours: readonly ExplainedGroup[]): string[] {
  return ours
    .filter((one) => !ports.isEmpty(ports.intersect(one.ports, expected.ports)))
    .flatMap((one) => {
      const where = ports.formatPorts(ports.intersect(one.ports, expected.ports));
      return [
        ...(one.allowed === expected.allowed ? [] : [`${where}: allowed is ${one.allowed}`]),
        ...compareSide(`${where} egress`, expected.egress, one.egress),
        ...compareSide(`${where} ingress`, expected.ingress, one.ingress),
      ];
    });
}

function compareSide(where: string, expected: ReadonlySet<string>, ours: ReadonlySet<string>): string[] {
  const [wanted, found] = [expected, ours].map((set) => [...set].sort().join('; '));
  return wanted === found ? [] : [`${where}: ${found}, expected ${wanted}`];
}
