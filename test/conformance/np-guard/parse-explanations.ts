import { PROTOCOLS } from '../../../server/src/core/model/protocol.ts';
import * as ports from '../../../server/src/core/reach/port-set.ts';

/** What is said of a pair of peers. */
export interface Explained {
  readonly from: string;
  readonly to: string;
  readonly groups: readonly ExplainedGroup[];
}

/** Ports with one fate, and what decides it on each side: `NetworkPolicy shop/api allow #1`, or `default`. */
export interface ExplainedGroup {
  readonly ports: ports.PortSet;
  readonly allowed: boolean;
  readonly egress: ReadonlySet<string>;
  readonly ingress: ReadonlySet<string>;
}

/** Reads the explanations of netpol-analyzer: a block for each pair, then the pairs that are open by default. */
export function parseExplanations(text: string): Explained[] {
  const [blocks = '', byDefault = ''] = text.split(/^# All Connections due to the system default.*$/m);
  return [
    ...blocks.split(/^-{20,}$/m).flatMap(parseBlock),
    ...byDefault.split('\n').flatMap((line): Explained[] => {
      const [, from, to] = /^(\S+) => (\S+)$/.exec(line.trim()) ?? [];
      return from && to ? [{ from, to, groups: [openByDefault(ports.ALL_PORTS)] }] : [];
    }),
  ];
}

function openByDefault(set: ports.PortSet): ExplainedGroup {
  return { ports: set, allowed: true, egress: new Set(['default']), ingress: new Set(['default']) };
}

function parseBlock(block: string): Explained[] {
  const [, from, to] = /Connections between (\S+) => (\S+):/.exec(block) ?? [];
  if (!from || !to) return [];
  const groups = block.split(/^\t(?=Allowed |Denied )/m).slice(1);
  return [{ from, to, groups: groups.map(parseGroup) }];
}

function parseGroup(text: string): ExplainedGroup {
  const [, verb, set = ''] = /^(Allowed|Denied) (.*?) due to/.exec(text) ?? [];
  if (/^.* due to the system default/.test(text.split('\n')[0] ?? '')) return openByDefault(parseSet(set));
  const [egress = '', ingress = ''] = text.split(/^\t\tIngress /m);
  return {
    ports: parseSet(set),
    allowed: verb === 'Allowed',
    egress: parseSide(egress.split(/^\t\tEgress /m)[1] ?? ''),
    ingress: parseSide(ingress),
  };
}

/** `TCP:[80,8080-8090], UDP`. */
function parseSet(text: string): ports.PortSet {
  return [...text.matchAll(/(TCP|UDP|SCTP)(?::\[([^\]]*)\])?/g)]
    .map(([, name, list]) => {
      const protocol = PROTOCOLS.find((one) => one === name) ?? 'TCP';
      if (list === undefined) return ports.allPortsOf(protocol);
      return list
        .split(',')
        .map((range) => range.split('-').map(Number))
        .map(([from = 0, to = from]) => ports.portSet(protocol, from, to))
        .reduce(ports.union, ports.NO_PORTS);
    })
    .reduce(ports.union, ports.NO_PORTS);
}

function parseSide(text: string): Set<string> {
  const [head = '', ...lines] = text.split('\n');
  if (head.includes('due to the system default')) return new Set(['default']);
  return new Set(
    lines
      .map((line) => line.trim())
      .filter((line) => line !== '' && line.includes("'"))
      .map(parseReason),
  );
}

function parseReason(line: string): string {
  const [, kind = '', name = '', rest = ''] = /^(\w+) '([^']*)' (.*)$/.exec(line) ?? [];
  const policy = `${kind} ${name}`;
  const [, verb, rule] = /^(allows|denies|passes) connections by \w+ rule (.*)$/.exec(rest) ?? [];
  if (verb && rule !== undefined) return `${policy} ${VERBS[verb] ?? verb} ${rule}`;
  const [, lacking] = /, and \w+ rule (#\d+) selects /.exec(rest) ?? [];
  if (lacking) return `${policy} lacks ${lacking}`;
  const [, opened] = /^allows ingress connections through service (\S+)$/.exec(rest) ?? [];
  if (opened) return `${policy} opens ${opened}`;
  const [, missed] = /^allows ingress to service (\S+), but /.exec(rest) ?? [];
  if (missed) return `${policy} misses ${missed}`;
  return `${policy} none`;
}

const VERBS: Readonly<Record<string, string>> = { allows: 'allow', denies: 'deny', passes: 'pass' };
