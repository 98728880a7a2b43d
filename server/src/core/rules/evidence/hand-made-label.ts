import type { PodScope } from '../../model/policy.ts';
import type { Requirement } from '../../model/requirement.ts';
import { matchRequirement } from '../../model/selector.ts';
import { NAMESPACE_NAME_LABEL } from '../../workspace/namespace-table.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';

/**
 * A selector means one namespace and asks for a label that Kubernetes does not set by itself (semantics rule
 * 17).
 */
export interface HandMadeLabel {
  readonly requirement: Requirement;
  readonly key: string;
  readonly value: string;
  readonly found: /** The namespace that the value names is in the manifests, and nobody gave it the label. */
    | { readonly type: 'lacking'; readonly namespace: Resource }
    /** No namespace of the manifests says whether somebody gave it the label. */
    | { readonly type: 'unseen' }
    /** This one of the manifests has the label by hand, and no other has it. */
    | { readonly type: 'only'; readonly namespace: Resource; readonly name: string };
}

/** The namespace selectors of a policy that stand on a label made by hand where a name is meant. */
export function findHandMadeLabels(view: View, resource: Resource): HandMadeLabel[] {
  return namespaceScopes(resource).flatMap(({ namespaces }) => {
    const requirements = namespaces?.requirements ?? [];
    // Where the name is asked for as well, the other labels are a choice among the names.
    if (!namespaces || requirements.some(({ key }) => key === NAMESPACE_NAME_LABEL)) return [];
    const labels = requirements.flatMap((requirement) => judge(view, requirement) ?? []);
    // Policies of the cluster are for namespaces with such labels, one or more of them.
    const isOfCluster = resource.facts.policy?.tier !== 'namespace';
    return isOfCluster ? labels.filter(({ found }) => found.type !== 'only') : labels;
  });
}

function namespaceScopes({ facts: { policy } }: Resource): PodScope[] {
  if (!policy) return [];
  const rules = [policy.ingress, policy.egress].flatMap((direction) =>
    direction.applies ? direction.rules : [],
  );
  const peers = rules.flatMap((rule) => rule.peers ?? []);
  return [policy.subject, ...peers.flatMap((peer) => (peer.type === 'pods' ? [peer.scope] : []))];
}

function judge(view: View, requirement: Requirement): HandMadeLabel | undefined {
  const { key, operator, values } = requirement;
  const [value, ...others] = values ?? [];
  // Of several values one would have to say which is missing; people who write such a list label by hand on
  // purpose.
  if (operator !== 'In' || value === undefined || others.length > 0) return undefined;
  const written = view.ofKind('', 'Namespace', '');
  const carriers = written.filter(({ facts }) => matchRequirement(requirement, facts.labels) !== 'no');
  const [carrier, ...more] = carriers;
  if (carrier) {
    const name = carrier.facts.name?.value;
    const surely = more.length === 0 && matchRequirement(requirement, carrier.facts.labels) === 'yes';
    if (!surely || name === undefined || !(value === name || MARKS.has(value))) return undefined;
    return { requirement, key, value, found: { type: 'only', namespace: carrier, name } };
  }
  if (view.hasUnreadable('any') || written.some(({ broken }) => broken)) return undefined;
  const namespace = written.find(({ facts }) => facts.name?.value === value);
  if (namespace) return { requirement, key, value, found: { type: 'lacking', namespace } };
  return key === 'name' ? { requirement, key, value, found: { type: 'unseen' } } : undefined;
}

/**
 * A label with such a value marks the one namespace that is meant; other values make groups of namespaces.
 */
const MARKS: ReadonlySet<string> = new Set(['true', 'enabled', 'yes', '']);
