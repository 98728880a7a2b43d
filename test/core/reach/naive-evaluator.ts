/**
 * Kubernetes' policies read plainly, as a second opinion on the engine: one pair of pods, one port at a time, on plain
 * data as it stands in the manifests. No sets, no index, no facts. Numbers are those of the semantics rules.
 */
import { askCluster } from './naive-cluster-policies.ts';
import {
  type End,
  mayUseHostNetwork,
  namespaceOf,
  type Pod,
  type Protocol,
  type Question,
} from './naive-matching.ts';
import { askNamespace } from './naive-network-policies.ts';
import { get, type Plain, possible, type Three } from './naive-values.ts';

export type Verdict = 'allowed' | 'denied' | 'depends';

/** Whether a connection passes: egress at its source and ingress at its destination (rules 1, 2 and 54). */
export function decide(
  documents: readonly Plain[],
  from: End,
  to: End,
  protocol: Protocol,
  port: number,
): Verdict {
  const about = { documents, destination: to, protocol, port };
  const out =
    from.type === 'pod' ? passes({ ...about, subject: from, other: to, direction: 'egress' }) : 'yes';
  if (out === 'no') return 'denied';
  const into =
    to.type === 'pod' ? passes({ ...about, subject: to, other: from, direction: 'ingress' }) : 'yes';
  if (into === 'no') return 'denied';
  return out === 'yes' && into === 'yes' ? 'allowed' : 'depends';
}

/** The pods of all Deployments, one for each. */
export function podsIn(documents: readonly Plain[]): Pod[] {
  return documents
    .filter((document) => get(document, 'kind') === 'Deployment')
    .map((document) => ({
      type: 'pod',
      name: String(get(document, 'metadata', 'name')),
      namespace: namespaceOf(document),
      template: get(document, 'spec', 'template'),
    }));
}

/**
 * Asks the tiers in their order (rules 49 and 53), in every way in which what is unknown may turn out: what is so in
 * all of them is sure.
 */
function passes(question: Question): Three {
  const outcomes = askCluster(question, 'Admin').flatMap((admin) => {
    if (admin !== 'next') return admin;
    return askNamespace(question).flatMap((namespace) =>
      namespace === 'next' ? askCluster(question, 'Baseline') : namespace,
    );
  });
  const results = outcomes.flatMap((outcome) =>
    possible(onOwnNode(question.other)).map((isOwnNode) => isOwnNode || outcome !== 'deny'),
  );
  if (results.every((passed) => passed)) return 'yes';
  return results.some((passed) => passed) ? 'unknown' : 'no';
}

/** Rule 32: a pod on the host network has a node's address, perhaps that of the other pod's node. */
function onOwnNode(other: End): Three {
  return other.type === 'pod' && mayUseHostNetwork(other) ? 'unknown' : 'no';
}
