import {
  entries,
  every,
  get,
  isHidden,
  isOpen,
  isTemplate,
  items,
  MORE,
  type Plain,
  some,
  type Three,
} from './naive-values.ts';

/** One end of a connection: a pod, or an IPv4 address outside the cluster. */
export type End =
  | { readonly type: 'pod'; readonly name: string; readonly namespace: string; readonly template: Plain }
  | { readonly type: 'outside'; readonly address: string };

export type Pod = End & { readonly type: 'pod' };

export type Protocol = 'TCP' | 'UDP' | 'SCTP';

/** One question: does what one pod exchanges with another end pass, in one direction, at one port of the destination? */
export interface Question {
  readonly documents: readonly Plain[];
  readonly subject: Pod;
  readonly other: End;
  readonly direction: 'ingress' | 'egress';
  readonly destination: End;
  readonly protocol: Protocol;
  readonly port: number;
}

/** What a policy, or all policies of a tier, decide; `next` leaves it to those that are asked later. */
export type Outcome = 'allow' | 'deny' | 'next';

export function mayUseHostNetwork({ template }: Pod): boolean {
  const spec = get(template, 'spec');
  const value = get(spec, 'hostNetwork');
  return value === true || isTemplate(value) || isHidden(spec, 'hostNetwork');
}

/** A few addresses that pods may have; the blocks of the random clusters hold one of them, or no such address. */
export const POD_ADDRESSES = [
  '10.0.0.5',
  '10.1.0.5',
  '172.16.0.5',
  '192.168.0.5',
  '100.64.0.5',
  '198.18.0.5',
  '240.0.0.5',
];

export function isIn(address: string, cidr: string): boolean {
  const [base = '', length = '32'] = cidr.split('/');
  const size = 2 ** (32 - Number(length));
  return Math.floor(toNumber(address) / size) === Math.floor(toNumber(base) / size);
}

function toNumber(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** Rules 23 to 28. */
export function hasNamedPort({ template }: Pod, name: string, protocol: Protocol, port: number): Three {
  const spec = get(template, 'spec');
  const sidecars = items(get(spec, 'initContainers')).filter(
    (container) => get(container, 'restartPolicy') === 'Always',
  );
  const lists = [...items(get(spec, 'containers')), ...sidecars].map((container) => get(container, 'ports'));
  const answers = lists.flatMap(items).map((declared): Three => {
    const called = get(declared, 'name');
    if (isTemplate(called)) return 'unknown';
    if (called !== name || (get(declared, 'protocol') ?? 'TCP') !== protocol) return 'no';
    const number = get(declared, 'containerPort');
    if (isTemplate(number)) return 'unknown';
    return number === port ? 'yes' : 'no';
  });
  return some([...answers, lists.some(isOpen) || isOpen(get(spec, 'containers')) ? 'unknown' : 'no']);
}

/** Rules 14 and 33: by the labels of the template; a pod with its node's address only perhaps. */
export function selects(selector: Plain, pod: Pod): Three {
  const answer = holds(selector, get(pod.template, 'metadata', 'labels'));
  return answer === 'yes' && mayUseHostNetwork(pod) ? 'unknown' : answer;
}

/** Rule 15: everything must hold. */
export function holds(selector: Plain, labels: Plain): Three {
  const equalities = entries(get(selector, 'matchLabels')).map(([key, value]) => ({
    key,
    operator: 'In',
    values: isTemplate(value) ? undefined : [value],
  }));
  const expressions = items(get(selector, 'matchExpressions')).map((expression) => {
    const values = get(expression, 'values');
    const hidden = isOpen(values) || items(values).some(isTemplate);
    return {
      key: String(get(expression, 'key')),
      operator: String(get(expression, 'operator')),
      values: hidden ? undefined : items(values),
    };
  });
  const answers = [...equalities, ...expressions].map(({ key, operator, values }): Three => {
    const value = get(labels, key);
    if (value === undefined) {
      if (isOpen(labels)) return 'unknown';
      return operator === 'NotIn' || operator === 'DoesNotExist' ? 'yes' : 'no';
    }
    if (operator === 'Exists') return 'yes';
    if (operator === 'DoesNotExist') return 'no';
    if (isTemplate(value) || !values) return 'unknown';
    return values.includes(value) === (operator === 'In') ? 'yes' : 'no';
  });
  return every([...answers, isOpen(selector) ? 'unknown' : 'yes']);
}

/** Rules 17 and 18. */
export function namespaceLabels(documents: readonly Plain[], name: string): Plain {
  const object = documents.find(
    (document) => get(document, 'kind') === 'Namespace' && get(document, 'metadata', 'name') === name,
  );
  const own = object === undefined ? { [MORE]: '' } : get(object, 'metadata', 'labels');
  return { ...(own as object | undefined), 'kubernetes.io/metadata.name': name };
}

export function namespaceOf(document: Plain): string {
  return String(get(document, 'metadata', 'namespace') ?? 'default');
}
