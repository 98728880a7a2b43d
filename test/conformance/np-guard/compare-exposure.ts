import {
  writeNamespaces,
  writeScope,
  writeSelector,
} from '../../../server/src/core/features/connections/write-scope.ts';
import type { Direction } from '../../../server/src/core/model/policy.ts';
import { isEverything } from '../../../server/src/core/model/selector.ts';
import {
  type Described,
  type ExposedTraffic,
  exposureOf,
  type Means,
} from '../../../server/src/core/reach/exposure.ts';
import { matchScope } from '../../../server/src/core/reach/match-peer.ts';
import type { PodPeer } from '../../../server/src/core/reach/pairs/peers.ts';
import * as ports from '../../../server/src/core/reach/port-set.ts';
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
    .map(canonical);
}

function linesOf(analysis: Analysis, peer: PodPeer): string[] {
  return (['ingress', 'egress'] as const).flatMap((direction) => {
    const { isUnlimited, cluster, described } = exposureOf(
      analysis.view,
      peer.one.endpoint,
      direction,
      meansTheSame,
    );
    const side = direction === 'ingress' ? 'Ingress' : 'Egress';
    const shown = described.filter((one) => !isSame(one.traffic, cluster) && !hasPlainMatch(analysis, one));
    return [
      ...(isUnlimited ? [`${peer.name} is not protected on ${side}`] : []),
      ...(isNothing(cluster) ? [] : [write(peer, direction, 'entire-cluster', cluster)]),
      ...shown.map((one) => write(peer, direction, writeScope(one.scope, one.own), one.traffic)),
    ];
  });
}

function write({ name }: PodPeer, direction: Direction, other: string, traffic: ExposedTraffic): string {
  const arrow = direction === 'ingress' ? '<=' : '=>';
  return canonical(`${name} ${arrow} ${other} : ${formatTraffic(traffic)}`.replace(/ +/g, ' '));
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

/** To it a rule means pods that another one describes only if it describes them in the same words, or says less. */
const meansTheSame: Means = ({ namespaces, pods }, own, _, described) => {
  const parts = (scope: Described['scope'], home: string): [string, string] => [
    scope.namespaces ? writeNamespaces(scope.namespaces) : home,
    canonical(writeSelector(scope.pods)),
  ];
  const [place, labels] = parts({ namespaces, pods, at: '' }, own);
  const other = described && parts(described.scope, described.own);
  const isHere = place === '[all namespaces]' || canonical(place) === canonical(other?.[0] ?? '');
  return isHere && (isEverything(pods) || labels === other?.[1]) ? 'yes' : 'no';
};

/** It says nothing of described pods if these are only described by labels and some pod of the manifests has them. */
function hasPlainMatch({ peers }: Analysis, { scope, own }: Described): boolean {
  const requirements = [...scope.pods.requirements, ...(scope.namespaces?.requirements ?? [])];
  if (
    scope.pods.requirements.length === 0 ||
    requirements.some(({ at }) => at.includes('/matchExpressions/'))
  )
    return false;
  return peers.some(({ pods }) => pods.some(({ endpoint }) => matchScope(scope, own, endpoint) === 'yes'));
}

/** The same line for the same meaning: the order of values says nothing, nor whether one value is asked for by an expression. */
function canonical(line: string): string {
  return line.replace(/\{((?:[^{}]|\{[^{}]*\})*)\}/g, (_, inside: string) => {
    const parts = inside.match(/\{[^{}]*\}|[^,{}]+/g) ?? [];
    return `{${parts.map(canonicalPart).sort().join()}}`;
  });
}

function canonicalPart(part: string): string {
  const [, key, operator, values = ''] = /^\{Key:(.*),Operator:(\w+),Values:\[(.*)\],\}$/.exec(part) ?? [];
  if (!key || !operator) return part;
  const sorted = values.split(' ').sort();
  return operator === 'In' && sorted.length === 1
    ? `${key}=${values}`
    : `${key} ${operator} ${sorted.join(' ')}`;
}
