import { addTo, type MultiMap, valuesOf } from '../../base/multi-map.ts';
import type { Steps } from '../../base/steps.ts';
import type { ConnectionChange } from '../../reach/changes/compare-connections.ts';
import type { ChangedPorts, ChangeReason, ChangeType } from '../../reach/changes/explain-change.ts';
import type { Environment } from '../../workspace/environment.ts';
import { type Resource, resourceId } from '../../workspace/resource.ts';
import type { ConnectionChanges } from './connection-changes.ts';

/** So many connections of one policy are kept to be listed; nobody reads more. */
const MOST_LISTED = 1000;

/** What the change of one policy opens and closes. */
export interface PolicyChanges {
  /** How many connections are opened, and closed. */
  readonly opened: number;
  readonly closed: number;
  /** The first of the connections of which the policy decides, or decided, something that changes. */
  readonly changes: readonly ConnectionChange[];
}

/**
 * What each policy that is new or was edited has to do with: it has a say in ports that are opened or closed, or had one.
 * On the way it gives nothing out, so that the caller can stop between steps; in the end it returns the answer.
 */
export function* policyChanges(compared: ConnectionChanges): Steps<ReadonlyMap<Resource, PolicyChanges>> {
  const changed = changedPolicies(compared.before.environment, compared.after.environment);
  const found = new Map<Resource, { opened: number; closed: number; changes: ConnectionChange[] }>();
  if (changed.size === 0) return found;
  // An explanation is the same object for all pods that nothing tells apart.
  const known = new WeakMap<readonly ChangedPorts[], ReturnType<typeof involved>>();
  for (const change of compared.changes()) {
    yield undefined;
    const explained = compared.explain(change);
    const policies = known.get(explained) ?? involved(explained, changed);
    known.set(explained, policies);
    for (const [policy, types] of policies) {
      const own = found.get(policy) ?? { opened: 0, closed: 0, changes: [] };
      found.set(policy, own);
      if (types.has('opened')) own.opened += 1;
      if (types.has('closed')) own.closed += 1;
      if (own.changes.length < MOST_LISTED) own.changes.push(change);
    }
  }
  return found;
}

/** The changed policies that have a say, with what happens to the ports in question. */
function involved(
  explained: readonly ChangedPorts[],
  changed: MultiMap<string, Resource>,
): ReadonlyMap<Resource, ReadonlySet<ChangeType>> {
  const types = new Map<Resource, Set<ChangeType>>();
  for (const { type, all } of explained) {
    for (const reason of all) {
      for (const policy of policiesOf(reason, changed))
        types.set(policy, (types.get(policy) ?? new Set()).add(type));
    }
  }
  return types;
}

/** One that decides now is the very one; one that did before is known by its name, which several may have. */
function policiesOf(
  { state, reason }: ChangeReason,
  changed: MultiMap<string, Resource>,
): readonly Resource[] {
  if (reason.type === 'default') return [];
  const id = resourceId(reason.policy);
  const named = valuesOf(changed, keyOf(reason.policy));
  return state === 'after' ? named.filter((one) => resourceId(one) === id) : named;
}

/** Whether some policy is new or was edited. */
export function hasChangedPolicies(before: Environment, after: Environment): boolean {
  return changedPolicies(before, after).size > 0;
}

/** The policies that are there and did not say the same before, by name. */
function changedPolicies(before: Environment, after: Environment): MultiMap<string, Resource> {
  const changed: MultiMap<string, Resource> = new Map();
  for (const [namespace, { byFamily }] of after.namespaces) {
    const policies = byFamily.get('policy') ?? [];
    const old = before.namespaces.get(namespace)?.byFamily.get('policy') ?? [];
    if (policies === old) continue;
    const said = new Set(old.map(contentOf));
    for (const policy of policies) if (!said.has(contentOf(policy))) addTo(changed, keyOf(policy), policy);
  }
  return changed;
}

function contentOf(policy: Resource): string {
  return `${keyOf(policy)} ${JSON.stringify(policy.facts.policy)}`;
}

function keyOf({ facts: { group, kind, name }, namespace }: Resource): string {
  return `${group}/${kind} ${namespace}/${name?.value ?? ''}`;
}
