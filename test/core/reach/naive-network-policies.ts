import {
  type End,
  hasNamedPort,
  holds,
  isIn,
  namespaceLabels,
  namespaceOf,
  type Outcome,
  POD_ADDRESSES,
  type Protocol,
  type Question,
  selects,
} from './naive-matching.ts';
import {
  every,
  get,
  isHidden,
  isOpen,
  isTemplate,
  items,
  type Plain,
  possible,
  some,
  type Three,
} from './naive-values.ts';

/** What the NetworkPolicies of the pod's namespace may decide, in every way in which what is unknown may turn out. */
export function askNamespace(question: Question): Outcome[] {
  const { documents, subject, direction } = question;
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
    const letsIn = admits(question, policy);
    worlds = worlds.flatMap((world) =>
      possible(isolates).flatMap((doesIsolate) =>
        possible(letsIn).map((doesAdmit) => ({
          isolated: world.isolated || doesIsolate,
          admitted: world.admitted || (doesIsolate && doesAdmit), // 3
        })),
      ),
    );
  }
  return worlds.map(({ isolated, admitted }) => (isolated ? (admitted ? 'allow' : 'deny') : 'next')); // 1
}

/** Rules 5 and 6. */
function applies(policy: Plain, direction: Question['direction']): Three {
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
  { documents, direction, other, destination, protocol, port }: Question,
  policy: Plain,
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
