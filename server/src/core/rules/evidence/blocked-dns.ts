import type { PolicyPort, PolicyRule } from '../../model/policy.ts';
import type { Protocol } from '../../model/protocol.ts';
import { endpointOf, type PodEndpoint } from '../../reach/endpoint.ts';
import { evaluateDirection } from '../../reach/evaluate-direction.ts';
import type { DirectionVerdict } from '../../reach/evaluate-tiers.ts';
import { contains } from '../../reach/port-set.ts';
import { representativePods } from '../../reach/representative-pods.ts';
import { rulePorts } from '../../reach/rule-ports.ts';
import { selectInScope } from '../../reach/select-workloads.ts';
import {
  type DnsEndpoint,
  dnsEndpoints,
  isDnsServerPort,
  namesDnsPort,
} from '../../reach/ways/dns-endpoints.ts';
import { resolveHost } from '../../reach/ways/resolve-address.ts';
import { type Resource, resourceId } from '../../workspace/resource.ts';
import type { Settings } from '../../workspace/settings.ts';
import type { View } from '../../workspace/view.ts';
import { isFragment } from './fragment.ts';
import { mayHaveUnseenPolicies } from './unseen-policies.ts';

/**
 * Proof that pods of a policy cannot look names up, or only over one protocol, all policies taken together.
 */
export interface BlockedDns {
  /** The protocols over which they surely cannot. */
  readonly blocked: 'both' | Protocol;
  /**
   * Those of the policy's workloads for which it is the one to be changed; none: the manifests do not show
   * its pods.
   */
  readonly workloads: readonly Resource[];
  /** The policy's own rule for name lookups: it lets one protocol through, or misses the DNS pods. */
  readonly rule: PolicyRule | undefined;
  /** The entry of that rule for the other protocol. */
  readonly entry: PolicyPort | undefined;
  /**
   * Nothing lets these pods of a whole namespace out, and none is known to call anybody by name: perhaps on
   * purpose.
   */
  readonly sealed: boolean;
}

/**
 * Judges the pods of one policy by the union of all policies that select them. Each pod is laid at the door
 * of one policy: the one that lets a protocol through, else one that is meant to let something out, else the
 * first that shuts.
 */
export function findBlockedDns(view: View, settings: Settings, resource: Resource): BlockedDns | undefined {
  const { policy } = resource.facts;
  if (!policy?.egress.applies || policy.tier !== 'namespace') return undefined;
  const servers = view.once(dnsEndpoints, resource.namespace);
  const pods = subjectsOf(view, resource);
  const cut = pods.flatMap(({ endpoint, workload }) => {
    const access = judge(view, endpoint, servers);
    return access?.owner && resourceId(access.owner) === resourceId(resource)
      ? [{ ...access, workload }]
      : [];
  });
  const [first] = cut;
  if (!first || resource.broken || mayHaveUnseenPolicies(view, resource.namespace, 'egress'))
    return undefined;
  const workloads = cut.flatMap(({ workload }) => workload ?? []);
  const { rules } = policy.egress;
  const rule = first.rule ?? rules.find(({ ports }) => ports?.some(namesDnsPort));
  const sealed = rules.length === 0 && !workloads.some((workload) => callsByName(view, settings, workload));
  // Who shuts certain pods in with a policy of their own means it.
  if (sealed && requirementsOf(resource) > 0) return undefined;
  return { blocked: first.blocked, workloads, rule, entry: first.entry, sealed };
}

interface Subject {
  readonly endpoint: PodEndpoint;
  readonly workload: Resource | undefined;
}

/** The pods that the policy surely selects, or pods that stand for them where the manifests have none. */
function subjectsOf(view: View, resource: Resource): Subject[] {
  const { policy } = resource.facts;
  if (!policy) return [];
  const selected = selectInScope(view, policy.subject, resource.namespace);
  if (selected.length === 0) {
    if (policy.egress.rules.length === 0) return [];
    const endpoint = representativePods(view, policy.subject, resource.namespace);
    return [{ endpoint, workload: undefined }];
  }
  return selected.flatMap(({ resource: workload, match }) => {
    const endpoint = match === 'yes' ? endpointOf(view, workload) : undefined;
    const isCaller = endpoint && !isFragment(workload) && !endpoint.ports.some(isDnsServerPort);
    return isCaller ? [{ endpoint, workload }] : [];
  });
}

type Access = Pick<BlockedDns, 'blocked' | 'rule' | 'entry'> & { readonly owner: Resource | undefined };

/** Undefined when name lookups pass, or may pass, over both protocols. */
function judge(view: View, subject: PodEndpoint, servers: readonly DnsEndpoint[]): Access | undefined {
  const asked: Asked[] = [];
  let udp = false;
  let tcp = false;
  for (const server of servers) {
    const verdict = evaluateDirection(view, subject, server.endpoint, 'egress');
    udp ||= server.ports.some((port) => contains(verdict.possible, 'UDP', port));
    tcp ||= server.ports.some((port) => contains(verdict.possible, 'TCP', port));
    if ((udp && tcp) || isDeniedBefore(verdict, server)) return undefined;
    asked.push({ server, verdict });
  }
  if (!udp && !tcp) return { blocked: 'both', owner: ownerOf(asked), rule: undefined, entry: undefined };
  return { blocked: udp ? 'TCP' : 'UDP', ...grantOf(asked, udp ? 'UDP' : 'TCP') };
}

/** What a policy of the whole cluster denies, or may deny, no rule of this one can allow. */
function isDeniedBefore({ rulings }: DirectionVerdict, { ports }: DnsEndpoint): boolean {
  return rulings
    .filter(({ action }) => action === 'deny' || action === undefined)
    .some(({ possible }) =>
      ports.some((port) => contains(possible, 'UDP', port) || contains(possible, 'TCP', port)),
    );
}

interface Asked {
  readonly server: DnsEndpoint;
  readonly verdict: DirectionVerdict;
}

/**
 * The policies that isolate pods are the same whatever they call. One that tries to allow DNS is nearest to
 * doing so.
 */
function ownerOf([first]: readonly Asked[]): Resource | undefined {
  const certain = (first?.verdict.isolating ?? []).filter((isolation) => isolation.certain);
  const policies = certain.map(({ policy }) => policy).sort(bySubject);
  return (
    policies.find((policy) => rulesOf(policy).some(({ ports }) => ports?.some(namesDnsPort))) ??
    policies.find((policy) => rulesOf(policy).length > 0) ??
    policies[0]
  );
}

/** The rule and the entry that let one protocol through. */
function grantOf(asked: readonly Asked[], protocol: Protocol): Omit<Access, 'blocked'> {
  const found = asked.flatMap(({ server, verdict }) =>
    verdict.grants.flatMap(({ policy, rule }) => {
      const entry = rule.ports?.find((each) => {
        const { possible } = rulePorts([each], server.endpoint);
        return server.ports.some((port) => contains(possible, protocol, port));
      });
      return entry ? [{ owner: policy, rule, entry }] : [];
    }),
  );
  const [nearest] = found.sort((a, b) => bySubject(a.owner, b.owner));
  return nearest ?? { owner: undefined, rule: undefined, entry: undefined };
}

/** A policy for few pods is nearer to them than one for all pods of the namespace. */
function bySubject(a: Resource, b: Resource): number {
  return requirementsOf(b) - requirementsOf(a);
}

function requirementsOf({ facts }: Resource): number {
  return facts.policy?.subject.pods.requirements.length ?? 0;
}

function rulesOf({ facts }: Resource): readonly PolicyRule[] {
  return facts.policy?.egress.rules ?? [];
}

/** It is told to call a Service by name, by its own manifest or by the configuration that it reads. */
function callsByName(view: View, { clusterDomain }: Settings, workload: Resource): boolean {
  const { facts, namespace } = workload;
  const configuration = facts.references.flatMap(({ role, group, kind, name }) =>
    role === 'configuration' && name.value !== undefined
      ? view.named(group, kind, namespace, name.value)
      : [],
  );
  const addresses = [workload, ...configuration].flatMap((holder) => holder.facts.addresses);
  return addresses.some(({ host }) => {
    const resolved = resolveHost(view, host, namespace, clusterDomain);
    return resolved.type === 'service' && (resolved.strong || resolved.services.length > 0);
  });
}
