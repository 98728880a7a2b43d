import { findLabel, type Labels } from '../../model/labels.ts';
import type { PolicyPeer, PolicyPort } from '../../model/policy.ts';
import type { Protocol } from '../../model/protocol.ts';
import { matchSelector } from '../../model/selector.ts';
import type { ContainerPort } from '../../model/workload.ts';
import type { View } from '../../workspace/view.ts';
import { parseCidr } from '../address-set.ts';
import { type Endpoint, endpointOf } from '../endpoint.ts';
import { podNetwork } from '../pod-network.ts';
import { representativePods } from '../representative-pods.ts';
import { blockAddresses } from '../sort-peers.ts';

/**
 * A place where pods may look names up, and the ports on which it answers, over UDP and TCP (semantics rule
 * 44).
 */
export interface DnsEndpoint {
  readonly endpoint: Endpoint;
  readonly ports: readonly number[];
}

/** The namespace of the cluster's DNS pods and the label by which all common distributions know them. */
export const DNS_PODS = { namespace: 'kube-system', label: 'k8s-app', value: 'kube-dns' } as const;

/**
 * Where the pods of a namespace may look names up: the cluster's DNS, real where the manifests have it and
 * otherwise as the common distributions run it; the cache on every node; servers of the namespace's own; and
 * what its policies take for DNS. Whoever reaches any of them is not cut off.
 */
export function dnsEndpoints(view: View, namespace: string): DnsEndpoint[] {
  const real = realServers(view);
  return [
    ...(real.length > 0 ? real : [server(view, DNS_PODS.namespace, DNS_PODS.label, DNS_PODS.value, 53)]),
    // CoreDNS as its own Helm chart installs it, the cache on the nodes as plugins redirect to its pods, and OpenShift's.
    server(view, DNS_PODS.namespace, DNS_PODS.label, 'coredns', 53),
    server(view, DNS_PODS.namespace, DNS_PODS.label, 'node-local-dns', 53),
    server(view, OPENSHIFT, 'dns.operator.openshift.io/daemonset-dns', 'default', 5353),
    ...NODE_LOCAL_CACHE,
    ...ownServers(view, namespace),
    ...pointedAt(view, namespace),
  ];
}

/** True for an entry that names a port of DNS: such a rule is meant for name lookups. */
export function namesDnsPort({ port, endPort }: PolicyPort): boolean {
  return !endPort && port?.value !== undefined && DNS_PORTS.has(port.value);
}

/**
 * What DNS pods listen on behind port 53 of their service: OpenShift's on 5353, Gardener's on 8053, and
 * others on any port that needs no privileges.
 */
const POD_PORTS: readonly number[] = [53, 1053, 5353, 8053, 10053];
const DNS_PORTS: ReadonlySet<number | string> = new Set([...POD_PORTS, 'dns', 'dns-tcp']);
const OPENSHIFT = 'openshift-dns';

/** Kubernetes documentation, "Using NodeLocal DNSCache in Kubernetes Clusters". */
const CACHE = parseCidr('169.254.20.10/32');
const NODE_LOCAL_CACHE: readonly DnsEndpoint[] = CACHE.ok
  ? [{ endpoint: { type: 'addresses', addresses: CACHE.set }, ports: [53] }]
  : [];

/** DNS pods as they are known from outside: they may have other labels too, and so may their namespace. */
function server(view: View, namespace: string, key: string, value: string, port: number): DnsEndpoint {
  const labels: Labels = { entries: [{ key, value, at: '' }], open: true, at: '' };
  const namespaceLabels = view.namespaceLabels(namespace);
  const ports = [dnsPort('dns', 'UDP', port), dnsPort('dns-tcp', 'TCP', port)];
  return {
    endpoint: {
      type: 'pods',
      namespace,
      namespaceLabels,
      labels,
      ports,
      portsOpen: false,
      hostNetwork: 'no',
      network: podNetwork(view),
    },
    ports: POD_PORTS,
  };
}

function dnsPort(name: string, protocol: Protocol, number: number): ContainerPort {
  return {
    name: { value: name, at: '' },
    number: { value: number, at: '' },
    protocol,
    container: '',
    at: '',
  };
}

function realServers(view: View): DnsEndpoint[] {
  return view
    .labelled(DNS_PODS.namespace, DNS_PODS.label, DNS_PODS.value)
    .flatMap((resource): DnsEndpoint[] => {
      const labels = resource.facts.workload?.labels;
      const endpoint = endpointOf(view, resource);
      if (!endpoint || !labels || findLabel(labels, DNS_PODS.label)?.value !== DNS_PODS.value) return [];
      const named = endpoint.ports.filter(({ name }) => name?.value === 'dns' || name?.value === 'dns-tcp');
      const numbers = named.flatMap(({ number }) => number.value ?? []);
      return [{ endpoint, ports: numbers.length > 0 ? numbers : POD_PORTS }];
    });
}

function ownServers(view: View, namespace: string): DnsEndpoint[] {
  return view.inNamespace('workload', namespace).flatMap((resource): DnsEndpoint[] => {
    if (!resource.facts.workload?.ports.some(isDnsServerPort)) return [];
    const endpoint = endpointOf(view, resource);
    return endpoint ? [{ endpoint, ports: [53] }] : [];
  });
}

/** True for a port on which only a DNS server listens. */
export function isDnsServerPort({ number, protocol }: ContainerPort): boolean {
  return number.value === 53 && protocol === 'UDP';
}

/**
 * A rule for a DNS port that leads out of the cluster, or to another namespace than those above, is written
 * for a server that only its author knows of.
 */
function pointedAt(view: View, namespace: string): DnsEndpoint[] {
  const rules = view
    .inNamespace('policy', namespace)
    .flatMap(({ facts }) => facts.policy?.egress.rules ?? [])
    .filter(({ ports }) => ports?.some(namesDnsPort));
  const peers = rules.flatMap((rule): readonly PolicyPeer[] => rule.peers ?? []);
  return peers.flatMap((peer): DnsEndpoint[] => {
    const endpoint = unknownServer(view, peer, namespace);
    return endpoint ? [{ endpoint, ports: POD_PORTS }] : [];
  });
}

function unknownServer(view: View, peer: PolicyPeer, namespace: string): Endpoint | undefined {
  if (peer.type === 'addresses') {
    const addresses = blockAddresses(peer);
    return addresses && { type: 'addresses', addresses };
  }
  const namespaces = peer.type === 'pods' ? peer.scope.namespaces : undefined;
  if (peer.type !== 'pods' || !namespaces) return undefined;
  const isKnown = [DNS_PODS.namespace, OPENSHIFT].some(
    (known) => matchSelector(namespaces, view.namespaceLabels(known)) !== 'no',
  );
  return isKnown ? undefined : representativePods(view, peer.scope, namespace);
}
