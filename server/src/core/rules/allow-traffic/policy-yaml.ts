import type { Direction } from '../../model/policy.ts';
import type { Protocol } from '../../model/protocol.ts';
import { DNS_PODS } from '../../reach/ways/dns-endpoints.ts';
import { NAMESPACE_NAME_LABEL } from '../../workspace/namespace-table.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { YamlPath } from '../../yaml/yaml-path.ts';
import type { YamlValue } from '../../yaml/yaml-value.ts';

/** The pods that a rule names. */
export interface PeerPods {
  /** Undefined: the policy's own. */
  readonly namespace: string | undefined;
  /** Undefined: all pods of the namespace. */
  readonly labels: Readonly<Record<string, string>> | undefined;
}

/** A rule that admits one port, of one set of pods or of everyone. */
export function trafficRule(
  direction: Direction,
  pods: PeerPods | undefined,
  protocol: Protocol,
  port: number,
): YamlValue {
  const admitted = { ports: [{ protocol, port }] };
  if (!pods) return admitted;
  const { namespace, labels } = pods;
  const peer = {
    ...(namespace === undefined ? {} : { namespaceSelector: namespaceSelector(namespace) }),
    ...(labels === undefined ? {} : { podSelector: { matchLabels: labels } }),
  };
  return { [direction === 'ingress' ? 'from' : 'to']: [peer], ...admitted };
}

/** A rule that admits the cluster's DNS, over UDP and TCP (semantics rule 44). */
export function dnsRule(): YamlValue {
  return {
    to: [
      {
        namespaceSelector: namespaceSelector(DNS_PODS.namespace),
        podSelector: { matchLabels: { [DNS_PODS.label]: DNS_PODS.value } },
      },
    ],
    ports: [
      { protocol: 'UDP', port: 53 },
      { protocol: 'TCP', port: 53 },
    ],
  };
}

/** Selects one namespace, by the label that every namespace has (semantics rule 17). */
export function namespaceSelector(name: string): YamlValue {
  return { matchLabels: { [NAMESPACE_NAME_LABEL]: name } };
}

/** What a new policy says. */
export interface NewPolicy {
  readonly name: string;
  /** Undefined: it is left out, as its neighbours leave it out. */
  readonly namespace: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly direction: Direction;
  readonly rules: readonly YamlValue[];
}

/** A policy that speaks of one direction only, so that it isolates nothing that was open before. */
export function policyDocument({ name, namespace, labels, direction, rules }: NewPolicy): YamlValue {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
    spec: {
      podSelector: { matchLabels: labels },
      policyTypes: [direction === 'ingress' ? 'Ingress' : 'Egress'],
      [direction]: rules,
    },
  };
}

/** Where the rules of a policy stand. */
export function rulesPath(policy: Resource, direction: Direction): YamlPath {
  return `${policy.facts.root}/spec/${direction}`;
}
