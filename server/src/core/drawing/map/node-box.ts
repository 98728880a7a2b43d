import type { Isolation, TopologyNode } from '../../topology/topology.ts';
import { counted } from '../counted.ts';
import { fitText } from '../fit-text.ts';
import { measureText } from '../measure-text.ts';
import { badgesWidth } from '../place-in-box.ts';
import type { Badge, Box, Emphasis, Text } from '../scene.ts';
import { heightOfLines, SIZES, WEIGHTS } from '../sizes.ts';
import type { MapNamespace } from './sort-nodes.ts';

/** How large the boxes of the map are, in pixels. */
export const TILE = { width: 190, height: 74 } as const;
export const NODE = { width: 164, height: heightOfLines(0) } as const;

/** The tile of a namespace that is not expanded. */
export function namespaceTile(namespace: MapNamespace, x: number, y: number, emphasis: Emphasis): Box {
  const { name, isHub, users } = namespace;
  const inner = TILE.width - SIZES.padding * 2;
  const content = isHub
    ? [`used by ${counted(users, 'namespace')}`, contentOf(namespace)].join(BETWEEN_PARTS)
    : contentOf(namespace);
  const badges = badgesOf(namespace);
  return {
    id: `ns:${name}`,
    shape: isHub ? 'hub' : 'namespace',
    x,
    y,
    ...TILE,
    title: fitText(name, inner, SIZES.title, WEIGHTS.title),
    lines: [{ ...fitContent(content, inner), tone: 'muted', target: undefined }],
    badges,
    emphasis,
    label: [`Namespace ${name}`, content, ...badges.map(({ label }) => label)]
      .filter((part) => part !== '')
      .join(', '),
  };
}

/** As many parts as fit, whole: half a word says nothing. */
function fitContent(content: string, width: number): Text {
  const parts = content.split(BETWEEN_PARTS);
  const kept = parts.map((_, i) => parts.slice(0, parts.length - i).join(BETWEEN_PARTS));
  const text = kept.find((one) => measureText(one, SIZES.line) <= width);
  return text === undefined ? fitText(content, width, SIZES.line) : { text, full: content };
}

const BETWEEN_PARTS = ' · ';

/** `6 workloads · 2 services`. */
export function contentOf({ nodes, hidden }: MapNamespace): string {
  const parts = [
    nodes.workload.length > 0 ? counted(nodes.workload.length, 'workload') : '',
    nodes.service.length > 0 ? counted(nodes.service.length, 'service') : '',
    nodes.route.length > 0 ? counted(nodes.route.length, 'route') : '',
  ].filter((part) => part !== '');
  if (parts.length > 0) return parts.join(BETWEEN_PARTS);
  return nodes.policy.length > 0
    ? counted(nodes.policy.length, 'policy')
    : hidden > 0
      ? 'nothing shown'
      : 'empty';
}

function badgesOf({ nodes, exposed }: MapNamespace): Badge[] {
  const { workload } = nodes;
  const isolated = workload.filter(
    ({ ingress, egress }) => ingress === 'isolated' || egress === 'isolated',
  ).length;
  const isolation: Badge = {
    sign: isolated === 0 ? 'open' : isolated === workload.length ? 'isolated' : 'partly-isolated',
    text: isolated === 0 ? 'open' : `${isolated}/${workload.length}`,
    label: `${isolated} of ${workload.length} workloads isolated`,
  };
  const all = Object.values(nodes).flat();
  return [
    ...(workload.length > 0 ? [isolation] : []),
    ...(exposed ? [{ sign: 'exposed', text: '', label: 'reachable from outside' } as const] : []),
    ...problemBadges(sum(all.map(({ errors }) => errors)), sum(all.map(({ warnings }) => warnings))),
  ];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function problemBadges(errors: number, warnings: number): Badge[] {
  return [
    ...(errors > 0 ? [{ sign: 'error', text: `${errors}`, label: counted(errors, 'error') } as const] : []),
    ...(warnings > 0
      ? [{ sign: 'warning', text: `${warnings}`, label: counted(warnings, 'warning') } as const]
      : []),
  ];
}

/** A node inside an expanded namespace; `alike` are how many more it stands for. */
export function nodeBox(node: TopologyNode, alike: number, x: number, y: number, emphasis: Emphasis): Box {
  const badges = [
    ...(alike > 0 ? [{ sign: 'fold', text: `+${alike}`, label: `and ${alike} more like it` } as const] : []),
    ...problemBadges(node.errors, node.warnings),
    ...(node.role === 'workload' ? [isolationBadge(node.ingress, node.egress)] : []),
  ];
  const inner = NODE.width - SIZES.padding - 10 - badgesWidth(badges);
  return {
    id: node.id,
    shape: node.role,
    x,
    y,
    ...NODE,
    title: {
      ...fitText(node.name, inner, SIZES.nodeTitle, WEIGHTS.title),
      full: `${node.kind} ${node.namespace}/${node.name}`,
    },
    lines: [],
    badges,
    emphasis,
    label: [`${node.kind} ${node.name} in ${node.namespace}`, ...badges.map(({ label }) => label)].join(', '),
  };
}

function isolationBadge(ingress: Isolation, egress: Isolation): Badge {
  const label = `ingress ${ingress}, egress ${egress}`;
  const both = [ingress, egress];
  if (both.every((one) => one === 'isolated')) return { sign: 'isolated', text: '', label };
  if (both.includes('isolated')) return { sign: 'partly-isolated', text: '', label };
  return { sign: both.includes('unknown') ? 'unknown' : 'open', text: '', label };
}
