/**
 * The graph of one environment as plain data: what the map is drawn of. It holds what is declared (Services select
 * workloads, routes lead to Services) and counts of what policies say between namespaces; who reaches whom is asked for
 * piece by piece (`TopologyQuestion`), because a cluster has millions of such pairs.
 */
export interface Topology {
  /** Equal where nothing in it differs, so that what is drawn already need not be drawn again. */
  readonly hash: string;
  /** Sorted by name. */
  readonly namespaces: readonly TopologyNamespace[];
  /** Sorted by namespace, then by id. */
  readonly nodes: readonly TopologyNode[];
  readonly links: readonly DeclaredLink[];
  readonly bundles: readonly Bundle[];
  /** What answers about this environment leave out, in whole sentences. */
  readonly notes: readonly string[];
}

export interface TopologyNamespace {
  readonly name: string;
  /** Whether an Ingress, a Route or a Service of a type that is reachable from outside leads into it. */
  readonly exposed: boolean;
}

/** Kind, namespace and name: `Deployment/shop/web`, with `#2` behind it for the second of that name. Stable over edits. */
export type NodeId = string;

export type NodeRole = 'route' | 'service' | 'workload' | 'policy';

export interface TopologyNode extends Problems {
  readonly id: NodeId;
  readonly role: NodeRole;
  /** As Kubernetes spells it: `Deployment`. */
  readonly kind: string;
  readonly name: string;
  /** Empty for policies of the whole cluster. */
  readonly namespace: string;
  /** Whether policies limit what comes in to a workload, and what goes out; `open` for all that are none. */
  readonly ingress: Isolation;
  readonly egress: Isolation;
  /** Workloads of one namespace with the same number have the same answers to everything; undefined for all others. */
  readonly group: number | undefined;
  /** `app=web`: those of the pods for a workload, else its own. */
  readonly labels: readonly string[];
  /** What it listens on, or leads to: `8080`, `8080 http`, `53/UDP`; a Service says `80 → 8080`. */
  readonly ports: readonly string[];
  /** How many policies select a workload; how many workloads a policy selects. */
  readonly policies: number;
}

/** How many findings a resource has. */
export interface Problems {
  readonly errors: number;
  readonly warnings: number;
}

export type Isolation = 'open' | 'isolated' | 'unknown';

/** What one resource says of another: a route sends to a Service, a Service selects a workload. */
export interface DeclaredLink {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly type: 'routes' | 'selects';
  /** `80 → 8080`; empty where there is nothing to say. */
  readonly ports: string;
  /** False where a template decides whether it is so. */
  readonly certain: boolean;
}

/** What becomes of the traffic that somebody means: a rule names both ends, an address is dialled, a route leads there. */
export type LinkVerdict = 'allowed' | 'denied' | 'one-sided' | 'depends';

/** Every verdict, in the order in which they are told. */
export const LINK_VERDICTS: readonly LinkVerdict[] = ['allowed', 'one-sided', 'denied', 'depends'];

/**
 * How many links lead from one namespace to another, or stay in it, by verdict. Links are those of `NamespaceLinks`, counted
 * between groups of workloads that have the same answers.
 */
export interface Bundle {
  readonly from: string;
  readonly to: string;
  readonly counts: Readonly<Record<LinkVerdict, number>>;
}
