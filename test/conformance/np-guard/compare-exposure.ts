import type { Direction } from '../../../server/src/core/model/policy.ts';
import { isEverything } from '../../../server/src/core/model/selector.ts';
import { type Described, type ExposedTraffic, exposureOf } from '../../../server/src/core/reach/exposure.ts';
import { matchScope } from '../../../server/src/core/reach/match-peer.ts';
import type { PodPeer } from '../../../server/src/core/reach/peers.ts';
import * as ports from '../../../server/src/core/reach/port-set.ts';
import { NAMESPACE_NAME_LABEL } from '../../../server/src/core/workspace/namespace-table.ts';
import { formatSelectorAsNpGuard } from './format-selector.ts';
import type { Analysis } from './profile.ts';

/**
 * Compares the exposure section with ours, line by line: what any pod may do, what described pods may do where that
 * differs, and which workloads no policy protects. Its lines about addresses repeat the list of connections.
 */
export function compareExposure(analysis: Analysis, expected: string): string[] {
  const wanted = new Set(parse(expected));
  const ours = new Set(analysis.peers.flatMap((peer) => linesOf(analysis, peer)));
  return [
    ...[...wanted].filter((line) => !ours.has(line)).map((line) => `missing: ${line}`),
    ...[...ours].filter((line) => !wanted.has(line)).map((line) => `too much: ${line}`),
  ];
}

function parse(text: string): string[] {
  const [, section = ''] = text.split('Exposure Analysis Result:');
  return section
    .split('\n')
    .map((line) => line.replaceAll('\t', ' ').replace(/ +/g, ' ').trim())
    .filter((line) => line !== '' && !/Exposure:$|^Workloads not|\[External\]/.test(line))
    .map(sortValues);
}

function linesOf(analysis: Analysis, peer: PodPeer): string[] {
  return (['ingress', 'egress'] as const).flatMap((direction) => {
    const { isUnlimited, cluster, described } = exposureOf(analysis.view, peer.one.endpoint, direction);
    const side = direction === 'ingress' ? 'Ingress' : 'Egress';
    const shown = described.filter((one) => !isSame(one.traffic, cluster) && !hasPlainMatch(analysis, one));
    return [
      ...(isUnlimited ? [`${peer.name} is not protected on ${side}`] : []),
      ...(isNothing(cluster) ? [] : [write(peer, direction, 'entire-cluster', cluster)]),
      ...shown.map((one) => write(peer, direction, nameOf(one), one.traffic)),
    ];
  });
}

function write({ name }: PodPeer, direction: Direction, other: string, traffic: ExposedTraffic): string {
  const arrow = direction === 'ingress' ? '<=' : '=>';
  return sortValues(`${name} ${arrow} ${other} : ${formatTraffic(traffic)}`.replace(/ +/g, ' '));
}

function formatTraffic({ allowed, names }: ExposedTraffic): string {
  if (names.length === 0) return ports.formatPorts(allowed);
  const written = new Map<string, string[]>();
  for (const { name, protocol } of names) {
    const key = protocol === 'any' ? '' : protocol;
    written.set(key, [...(written.get(key) ?? []), name]);
  }
  const named = [...written].map(([protocol, list]) => `${protocol} ${list.sort().join()}`);
  return [...(ports.isEmpty(allowed) ? [] : [ports.formatPorts(allowed)]), ...named].join();
}

function isNothing({ allowed, names }: ExposedTraffic): boolean {
  return ports.isEmpty(allowed) && names.length === 0;
}

function isSame(a: ExposedTraffic, b: ExposedTraffic): boolean {
  return formatTraffic(a) === formatTraffic(b);
}

/** It says nothing of described pods if these are only described by labels and some pod of the manifests has them. */
function hasPlainMatch({ peers }: Analysis, { scope, own }: Described): boolean {
  const requirements = [...scope.pods.requirements, ...(scope.namespaces?.requirements ?? [])];
  if (requirements.some(({ at }) => at.includes('/matchExpressions/'))) return false;
  return peers.some(({ pods }) => pods.some(({ endpoint }) => matchScope(scope, own, endpoint) === 'yes'));
}

function nameOf({ scope: { namespaces, pods }, own }: Described): string {
  const podPart = isEverything(pods) ? '[all pods]' : `[pod with ${formatSelectorAsNpGuard(pods)}]`;
  return `${namespaces ? namespacePart(namespaces) : own}/${podPart}`;
}

function namespacePart(namespaces: NonNullable<Described['scope']['namespaces']>): string {
  if (isEverything(namespaces)) return '[all namespaces]';
  const [first, ...others] = namespaces.requirements;
  const [name] = first?.values ?? [];
  if (first?.key === NAMESPACE_NAME_LABEL && others.length === 0 && name !== undefined) return name;
  return `[namespace with ${formatSelectorAsNpGuard(namespaces)}]`;
}

/** The order of values says nothing. */
function sortValues(line: string): string {
  return line.replace(
    /Values:\[([^\]]*)\]/g,
    (_, values: string) => `Values:[${values.split(' ').sort().join(' ')}]`,
  );
}
