import type { PolicyPort } from '../../model/policy.ts';
import type { Protocol } from '../../model/protocol.ts';
import { DNS_PODS, namesDnsPort } from '../../reach/ways/dns-endpoints.ts';
import type { Resource } from '../../workspace/resource.ts';
import { childPath, parentPath } from '../../yaml/yaml-path.ts';
import { dnsRule, namespaceSelector } from '../allow-traffic/policy-yaml.ts';
import type { Fix } from '../define-rule.ts';
import type { BlockedDns } from './blocked-dns.ts';

/** Changes that let name lookups through, the likeliest first. */
export function fixBlockedDns(resource: Resource, found: BlockedDns): Fix[] {
  const { document, facts } = resource;
  const { policy } = facts;
  const { blocked, rule, entry } = found;
  if (!policy) return [];
  if (blocked !== 'both' && entry) {
    const value = { protocol: blocked, port: portBeside(entry, blocked) };
    const change = { type: 'append-item', document, path: parentPath(entry.at), value } as const;
    return [{ title: `Allow port ${value.port} over ${blocked} too`, changes: [change] }];
  }
  const egress =
    policy.egress.rules.length > 0 ? policy.egress.at : childPath(parentPath(policy.subject.at), 'egress');
  const append: Fix = {
    title: 'Add a rule for DNS',
    changes: [{ type: 'append-item', document, path: egress, value: dnsRule() }],
  };
  if (policy.egress.rules.length > 0) return [...fixPeer(resource, rule), append];
  return [{ title: 'Add a policy that allows DNS', changes: [addPolicy(resource)] }, append];
}

/**
 * The port beside the one that passes: its name differs by protocol; a range, or no port at all, gives way to
 * 53.
 */
export function portBeside(entry: PolicyPort | undefined, protocol: Protocol): number | string {
  const port = entry?.port?.value;
  if (!entry || port === undefined || !namesDnsPort(entry)) return 53;
  if (typeof port === 'number') return port;
  return protocol === 'TCP' ? 'dns-tcp' : 'dns';
}

/** A rule that asks for the DNS pods in its own namespace lacks only theirs. */
function fixPeer({ document }: Resource, rule: BlockedDns['rule']): Fix[] {
  const peers = rule?.peers ?? [];
  return peers.flatMap((peer): Fix[] => {
    if (peer.type !== 'pods' || peer.scope.namespaces) return [];
    const asks = peer.scope.pods.requirements.some(
      ({ key, values }) => key === DNS_PODS.label && values?.includes(DNS_PODS.value),
    );
    if (!asks) return [];
    const path = childPath(peer.at, 'namespaceSelector');
    return [
      {
        title: `Look for the DNS pods in namespace ${DNS_PODS.namespace}`,
        changes: [{ type: 'add-entry', document, path, value: namespaceSelector(DNS_PODS.namespace) }],
      },
    ];
  });
}

function addPolicy({ document, facts }: Resource): Fix['changes'][number] {
  const namespace = facts.namespace?.value;
  return {
    type: 'add-document',
    after: document,
    value: {
      apiVersion: facts.apiVersion,
      kind: facts.kind,
      metadata: { name: 'allow-dns', ...(namespace !== undefined && { namespace }) },
      spec: { podSelector: {}, policyTypes: ['Egress'], egress: [dnsRule()] },
    },
  };
}
