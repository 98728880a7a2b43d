import {
  type End,
  hasNamedPort,
  holds,
  isIn,
  mayUseHostNetwork,
  namespaceLabels,
  type Outcome,
  POD_ADDRESSES,
  type Question,
  selects,
} from './naive-matching.ts';
import { every, get, isTemplate, items, type Plain, some, type Three } from './naive-values.ts';

/** What the policies of a tier of the cluster may decide; their priorities are unequal (rules 49 to 56). */
export function askCluster(question: Question, tier: 'Admin' | 'Baseline'): Outcome[] {
  const policies = question.documents
    .filter((document) => tierOf(document) === tier)
    .sort((a, b) => priorityOf(a) - priorityOf(b));
  return askInOrder(
    policies,
    (policy, later) => askPolicy(question, policy, later),
    () => ['next'],
  );
}

/** Asks the first of a list, which may leave it to those after it. */
function askInOrder(
  list: readonly Plain[],
  ask: (one: Plain, later: () => Outcome[]) => Outcome[],
  last: () => Outcome[],
): Outcome[] {
  const [first, ...others] = list;
  return list.length === 0 ? last() : ask(first, () => askInOrder(others, ask, last));
}

function tierOf(document: Plain): Plain {
  switch (get(document, 'kind')) {
    case 'AdminNetworkPolicy':
      return 'Admin';
    case 'BaselineAdminNetworkPolicy':
      return 'Baseline';
    case 'ClusterNetworkPolicy':
      return get(document, 'spec', 'tier');
    default:
      return undefined;
  }
}

/** Rule 56: without a number, it comes after those that have one. */
function priorityOf(document: Plain): number {
  const priority = get(document, 'spec', 'priority');
  return typeof priority === 'number' ? priority : 1001;
}

/** What one policy may decide, or where it does not, those that are asked later. */
function askPolicy(question: Question, policy: Plain, later: () => Outcome[]): Outcome[] {
  const isSubject = isPeerPod(question, get(policy, 'spec', 'subject'), question.subject);
  const applies = every([isSubject, onOwnNetwork(question.subject)]);
  const rules = items(get(policy, 'spec', question.direction));
  return [
    ...(applies === 'no' ? [] : askInOrder(rules, (rule, rest) => askRule(question, rule, rest), later)),
    ...(applies === 'yes' ? [] : later()),
  ];
}

/** Rule 57: pods on the host network are nobody's subject. */
function onOwnNetwork(pod: Question['subject']): Three {
  const value = get(pod.template, 'spec', 'hostNetwork');
  if (value === true) return 'no';
  return mayUseHostNetwork(pod) ? 'unknown' : 'yes';
}

/** Rules 50 to 52 and 64: the first rule that matches decides. */
function askRule(question: Question, rule: Plain, later: () => Outcome[]): Outcome[] {
  const action = get(rule, 'action');
  const actions = isTemplate(action) ? ['Accept', 'Deny', 'Pass'] : [action];
  return actions.flatMap((each): Outcome[] => {
    const peers = items(get(rule, question.direction === 'ingress' ? 'from' : 'to'));
    const allows = each === 'Allow' || each === 'Accept';
    const failsClosed = !allows && peers.some((peer) => !isTemplate(peer) && fieldOf(peer) === undefined);
    const matches = every([
      failsClosed ? 'yes' : some(peers.map((peer) => isPeer(question, peer))),
      isAnyPort(question, rule),
    ]);
    const outcome = allows ? 'allow' : each === 'Deny' || failsClosed ? 'deny' : 'next';
    return [...(matches === 'no' ? [] : ([outcome] as const)), ...(matches === 'yes' ? [] : later())];
  });
}

/** The one field that says what a peer is; nothing where there is none, or more than one (rule 58). */
function fieldOf(peer: Plain): string | undefined {
  const [field, ...more] = ['namespaces', 'pods', 'networks', 'nodes', 'domainNames'].filter(
    (name) => get(peer, name) !== undefined,
  );
  return more.length === 0 ? field : undefined;
}

/** Rules 58 to 60 and 65. */
function isPeer(question: Question, peer: Plain): Three {
  const { other } = question;
  if (isTemplate(peer)) return 'unknown';
  switch (fieldOf(peer)) {
    case 'namespaces':
    case 'pods':
      return isPeerPod(question, peer, other);
    case 'networks':
      return some(items(get(peer, 'networks')).map((network) => isInNetwork(network, other)));
    case 'nodes':
      return other.type === 'pod' && mayUseHostNetwork(other) ? 'unknown' : 'no';
    case 'domainNames':
      return other.type === 'pod' ? 'no' : 'unknown';
    default:
      return 'no';
  }
}

/** Rules 57 and 58, for subjects and peers. */
function isPeerPod({ documents }: Question, scope: Plain, end: End): Three {
  if (isTemplate(scope)) return 'unknown';
  if (end.type === 'outside') return 'no';
  const labels = namespaceLabels(documents, end.namespace);
  const namespaces = get(scope, 'namespaces');
  if (namespaces !== undefined) return every([holds(namespaces, labels), selects({}, end)]);
  const pods = get(scope, 'pods');
  return every([holds(get(pods, 'namespaceSelector'), labels), selects(get(pods, 'podSelector'), end)]);
}

/** Rule 60: a pod is in a network that holds every address that pods may have. */
function isInNetwork(network: Plain, end: End): Three {
  if (isTemplate(network)) return 'unknown';
  if (end.type === 'outside') return isIn(end.address, String(network)) ? 'yes' : 'no';
  const held = POD_ADDRESSES.filter((address) => isIn(address, String(network)));
  return held.length === POD_ADDRESSES.length ? 'yes' : held.length > 0 ? 'unknown' : 'no';
}

/** Rules 61 and 62: no ports are all ports. */
function isAnyPort(question: Question, rule: Plain): Three {
  const entries = [...items(get(rule, 'ports')), ...items(get(rule, 'protocols'))];
  return entries.length === 0 ? 'yes' : some(entries.map((entry) => isPort(question, entry)));
}

function isPort({ destination, protocol, port }: Question, entry: Plain): Three {
  if (isTemplate(entry)) return 'unknown';
  const name = get(entry, 'namedPort') ?? get(entry, 'destinationNamedPort');
  if (name !== undefined)
    return destination.type === 'outside' ? 'no' : hasNamedPort(destination, String(name), protocol, port);
  const number = get(entry, 'portNumber');
  if (number !== undefined)
    return isBetween(get(number, 'protocol'), get(number, 'port'), get(number, 'port'));
  const range = get(entry, 'portRange');
  if (range !== undefined) return isBetween(get(range, 'protocol'), get(range, 'start'), get(range, 'end'));
  const written = ['TCP', 'UDP', 'SCTP'].find((each) => get(entry, each.toLowerCase()) !== undefined);
  const target = written && get(entry, written.toLowerCase(), 'destinationPort');
  if (written === undefined) return 'no';
  if (target === undefined) return isBetween(written, 1, 65535);
  const one = get(target, 'number');
  return isBetween(written, one ?? get(target, 'range', 'start'), one ?? get(target, 'range', 'end'));

  function isBetween(wanted: Plain, from: Plain, to: Plain): Three {
    if (wanted !== protocol) return 'no';
    if (isTemplate(from)) return 'unknown';
    return port >= Number(from) && port <= Number(to) ? 'yes' : 'no';
  }
}
