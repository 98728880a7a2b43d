/**
 * Kubernetes' policies read plainly, as a second opinion on the engine: one pair of pods, one port at a time, on plain
 * data as it stands in the manifests. No sets, no index, no facts. Numbers are those of the semantics rules.
 *
 * A string with `{{` is a template. The key or item {@link MORE} stands for a line of template actions alone, which may
 * add to every map and list around it.
 */
export type Verdict = 'allowed' | 'denied' | 'depends';

/** A document, or any part of one. */
export type Plain = unknown;

/** One end of a connection: a pod, or an IPv4 address outside the cluster. */
export type End =
  | { readonly type: 'pod'; readonly name: string; readonly namespace: string; readonly template: Plain }
  | { readonly type: 'outside'; readonly address: string };

/** In a map or a list: a line of template actions stands there. */
export const MORE = '__more__';

const PROTOCOLS = ['TCP', 'UDP', 'SCTP'] as const;
export type Protocol = (typeof PROTOCOLS)[number];

/** The pods of all Deployments, one for each. */
export function podsIn(documents: readonly Plain[]): (End & { type: 'pod' })[] {
  return documents
    .filter((document) => get(document, 'kind') === 'Deployment')
    .map((document) => ({
      type: 'pod',
      name: String(get(document, 'metadata', 'name')),
      namespace: namespaceOf(document),
      template: get(document, 'spec', 'template'),
    }));
}

/** Whether a connection passes: egress at its source and ingress at its destination (rules 1 and 2). */
export function decide(
  documents: readonly Plain[],
  from: End,
  to: End,
  protocol: Protocol,
  port: number,
): Verdict {
  const sides = [
    from.type === 'pod' ? passes(documents, from, to, 'egress', to, protocol, port) : 'yes',
    to.type === 'pod' ? passes(documents, to, from, 'ingress', to, protocol, port) : 'yes',
  ] as const;
  const answer = every(sides);
  return answer === 'yes' ? 'allowed' : answer === 'no' ? 'denied' : 'depends';
}

type Three = 'yes' | 'no' | 'unknown';
type Direction = 'ingress' | 'egress';
type Pod = End & { type: 'pod' };

/** Tries every way in which what is unknown may turn out: what is so in all of them is sure. */
function passes(
  documents: readonly Plain[],
  subject: Pod,
  other: End,
  direction: Direction,
  destination: End,
  protocol: Protocol,
  port: number,
): Three {
  const policies = documents
    .filter((document) => get(document, 'kind') === 'NetworkPolicy')
    .filter((policy) => namespaceOf(policy) === subject.namespace); // 4
  let worlds: readonly { isolated: boolean; admitted: boolean }[] = [{ isolated: false, admitted: false }];
  for (const policy of policies) {
    const isolates = every([
      selects(get(policy, 'spec', 'podSelector'), subject),
      applies(policy, direction),
    ]);
    if (isolates === 'no') continue;
    const letsIn = admits(documents, policy, direction, other, destination, protocol, port);
    worlds = worlds.flatMap((world) =>
      possible(isolates).flatMap((doesIsolate) =>
        possible(letsIn).map((doesAdmit) => ({
          isolated: world.isolated || doesIsolate,
          admitted: world.admitted || (doesIsolate && doesAdmit), // 3
        })),
      ),
    );
  }
  const results = worlds.flatMap(
    ({ isolated, admitted }) =>
      possible(onOwnNode(other)).map((isOwnNode) => isOwnNode || !isolated || admitted), // 1 and 32
  );
  if (results.every((passed) => passed)) return 'yes';
  return results.some((passed) => passed) ? 'unknown' : 'no';
}

/** Rule 32: a pod on the host network has a node's address, perhaps that of the other pod's node. */
function onOwnNode(other: End): Three {
  return other.type === 'pod' && mayUseHostNetwork(other) ? 'unknown' : 'no';
}

function mayUseHostNetwork({ template }: Pod): boolean {
  const spec = get(template, 'spec');
  const value = get(spec, 'hostNetwork');
  return value === true || isTemplate(value) || isHidden(spec, 'hostNetwork');
}

/** Rules 5 and 6. */
function applies(policy: Plain, direction: Direction): Three {
  const spec = get(policy, 'spec');
  const types = get(spec, 'policyTypes');
  const listed = items(types);
  if (listed.includes(direction === 'ingress' ? 'Ingress' : 'Egress')) return 'yes';
  if (isOpen(types) || listed.some(isTemplate) || (types === undefined && isOpen(spec))) return 'unknown';
  if (listed.length > 0) return 'no';
  if (direction === 'ingress' || items(get(spec, 'egress')).length > 0) return 'yes';
  return isOpen(get(spec, 'egress')) ? 'unknown' : 'no';
}

/** Rules 7 and 8. */
function admits(
  documents: readonly Plain[],
  policy: Plain,
  direction: Direction,
  other: End,
  destination: End,
  protocol: Protocol,
  port: number,
): Three {
  const rules = get(policy, 'spec', direction);
  const answers = items(rules).map((rule): Three => {
    const anyOf = (key: string, matches: (item: Plain) => Three): Three => {
      const list = get(rule, key);
      const more = isTemplate(rule) || isHidden(rule, key) || isOpen(list);
      if (items(list).length === 0) return more ? 'unknown' : 'yes';
      return some([...items(list).map(matches), more ? 'unknown' : 'no']);
    };
    return every([
      anyOf(direction === 'ingress' ? 'from' : 'to', (peer) =>
        isPeer(documents, peer, namespaceOf(policy), other),
      ),
      anyOf('ports', (entry) => isPort(entry, destination, protocol, port)),
    ]);
  });
  return some([...answers, isOpen(rules) ? 'unknown' : 'no']);
}

/** Rules 9 to 13. */
function isPeer(documents: readonly Plain[], peer: Plain, own: string, end: End): Three {
  if (isTemplate(peer)) return 'unknown';
  const block = get(peer, 'ipBlock');
  const pods = get(peer, 'podSelector');
  const namespaces = get(peer, 'namespaceSelector');
  const hasSelector = pods !== undefined || namespaces !== undefined;
  if (block !== undefined) return hasSelector ? 'no' : isInBlock(block, end);
  if (isHidden(peer, 'podSelector') && namespaces === undefined) return 'unknown';
  if (!hasSelector || end.type === 'outside') return 'no';
  const namespace: Three =
    namespaces !== undefined
      ? holds(namespaces, namespaceLabels(documents, end.namespace))
      : isHidden(peer, 'namespaceSelector')
        ? 'unknown'
        : end.namespace === own
          ? 'yes'
          : 'no';
  return every([namespace, selects(pods, end), isHidden(peer, 'podSelector') ? 'unknown' : 'yes']);
}

/** Rules 12 and 13: a pod has some address of the usual ranges, and plugins differ on whether it counts. */
function isInBlock(block: Plain, end: End): Three {
  const cidr = get(block, 'cidr');
  const except = items(get(block, 'except'));
  if (isOpen(block) || isTemplate(cidr) || except.some(isTemplate)) return 'unknown';
  const contains = (address: string): boolean =>
    isIn(address, String(cidr)) && !except.some((hole) => isIn(address, String(hole)));
  if (end.type === 'outside') return contains(end.address) ? 'yes' : 'no';
  return POD_ADDRESSES.some(contains) ? 'unknown' : 'no';
}

/** A few addresses that pods may have; the blocks of the random clusters hold one of them, or no such address. */
const POD_ADDRESSES = [
  '10.0.0.5',
  '10.1.0.5',
  '172.16.0.5',
  '192.168.0.5',
  '100.64.0.5',
  '198.18.0.5',
  '240.0.0.5',
];

function isIn(address: string, cidr: string): boolean {
  const [base = '', length = '32'] = cidr.split('/');
  const size = 2 ** (32 - Number(length));
  return Math.floor(toNumber(address) / size) === Math.floor(toNumber(base) / size);
}

function toNumber(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** Rules 20 to 29. */
function isPort(entry: Plain, destination: End, protocol: Protocol, port: number): Three {
  if (isTemplate(entry)) return 'unknown';
  const wanted = get(entry, 'protocol') ?? 'TCP';
  if (isTemplate(wanted) || isHidden(entry, 'protocol')) return 'unknown';
  if (wanted !== protocol) return 'no';
  const named = get(entry, 'port');
  const end = get(entry, 'endPort');
  if (isTemplate(named) || isHidden(entry, 'port')) return 'unknown';
  if (end !== undefined && typeof named !== 'number') return 'no';
  if (named === undefined) return 'yes';
  if (typeof named === 'number') {
    if (isTemplate(end)) return port >= named ? 'unknown' : 'no';
    return port >= named && port <= (typeof end === 'number' ? end : named) ? 'yes' : 'no';
  }
  return destination.type === 'outside' ? 'no' : hasNamedPort(destination, String(named), protocol, port);
}

/** Rules 23 to 28. */
function hasNamedPort({ template }: Pod, name: string, protocol: Protocol, port: number): Three {
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
function selects(selector: Plain, pod: Pod): Three {
  const answer = holds(selector, get(pod.template, 'metadata', 'labels'));
  return answer === 'yes' && mayUseHostNetwork(pod) ? 'unknown' : answer;
}

/** Rule 15: everything must hold. */
function holds(selector: Plain, labels: Plain): Three {
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
function namespaceLabels(documents: readonly Plain[], name: string): Plain {
  const object = documents.find(
    (document) => get(document, 'kind') === 'Namespace' && get(document, 'metadata', 'name') === name,
  );
  const own = object === undefined ? { [MORE]: '' } : get(object, 'metadata', 'labels');
  return { ...(own as object | undefined), 'kubernetes.io/metadata.name': name };
}

function namespaceOf(document: Plain): string {
  return String(get(document, 'metadata', 'namespace') ?? 'default');
}

function every(answers: readonly Three[]): Three {
  if (answers.includes('no')) return 'no';
  return answers.includes('unknown') ? 'unknown' : 'yes';
}

function some(answers: readonly Three[]): Three {
  if (answers.includes('yes')) return 'yes';
  return answers.includes('unknown') ? 'unknown' : 'no';
}

function possible(answer: Three): readonly boolean[] {
  return answer === 'unknown' ? [true, false] : [answer === 'yes'];
}

/** The value below keys; null is no value. */
function get(value: Plain, ...keys: readonly string[]): Plain {
  let found = value;
  for (const key of keys) {
    found = typeof found === 'object' && found !== null ? (found as Record<string, Plain>)[key] : undefined;
  }
  return found ?? undefined;
}

function items(value: Plain): Plain[] {
  return Array.isArray(value) ? value.filter((item) => item !== MORE) : [];
}

function entries(value: Plain): [string, Plain][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).filter(([key]) => key !== MORE);
}

function isTemplate(value: Plain): boolean {
  return typeof value === 'string' && value.includes('{{');
}

/** A line of template actions in this very map may write the key. */
function isHidden(map: Plain, key: string): boolean {
  return typeof map === 'object' && map !== null && MORE in map && !(key in map);
}

/** A template decides it, or a line of template actions stands somewhere in it. */
function isOpen(value: Plain): boolean {
  if (typeof value !== 'object' || value === null) return isTemplate(value);
  const hasMore = (inner: Plain): boolean =>
    inner === MORE ||
    (typeof inner === 'object' &&
      inner !== null &&
      (MORE in inner || Object.values(inner).some((each) => hasMore(each))));
  return hasMore(value);
}
