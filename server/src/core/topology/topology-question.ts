import type { Source } from '../model/source.ts';
import type { LinkVerdict, NodeId, Topology, TopologyNode } from './topology.ts';

/**
 * What a view of the topology asks, and `TopologyAnswers` what it gets for it. An answer is about the present state; what is
 * asked about and no longer there is answered with undefined.
 */
export type TopologyQuestion =
  | { readonly type: 'topology' }
  | { readonly type: 'links'; readonly namespaces: readonly string[] }
  | { readonly type: 'focus'; readonly id: NodeId }
  | { readonly type: 'policy'; readonly id: NodeId }
  | { readonly type: 'explain'; readonly from: EndRef; readonly to: EndRef; readonly port?: string }
  | {
      readonly type: 'matrix';
      readonly rows: readonly string[];
      readonly columns: readonly string[];
      readonly of: MatrixOf;
    }
  | { readonly type: 'changes' };

export interface TopologyAnswers {
  readonly topology: Topology;
  readonly links: readonly NamespaceLinks[];
  readonly focus: Focus | undefined;
  readonly policy: PolicyOverlay | undefined;
  readonly explain: TrafficExplanation | Refused;
  readonly matrix: MatrixBlock;
  /** Undefined where there is nothing to compare with: no git work tree, or a folder that is not trusted. */
  readonly changes: TopologyChanges | undefined;
}

/** Why there is no answer, in a sentence. */
export interface Refused {
  readonly refusal: string;
}

/** The links inside a namespace, the most telling first. */
export interface NamespaceLinks {
  readonly namespace: string;
  /** At most `MOST_LINKS`. */
  readonly links: readonly TrafficLink[];
  /** How many more there are. */
  readonly hidden: number;
}

/** More lines than these in one namespace are a hairball. */
export const MOST_LINKS = 80;

/** From one workload to another; of workloads with the same answers the first by id stands for all. */
export interface TrafficLink {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly verdict: LinkVerdict;
  /** What passes; where nothing does, what one side lets pass, or what was meant: `TCP 8080`. */
  readonly ports: string;
  /** Why it is worth a line: a rule names both ends, or one dials an address of the other. */
  readonly because: 'rule' | 'address';
}

/** One end of traffic to explain: a node, or addresses outside the cluster as blocks with commas: `0.0.0.0/0`. */
export type EndRef = { readonly node: NodeId } | { readonly addresses: string };

/** One workload, Service or route in the middle, who reaches it on the left, and what it reaches on the right. */
export interface Focus
  extends Pick<TopologyNode, 'id' | 'role' | 'kind' | 'name' | 'namespace' | 'ingress' | 'egress'> {
  /** What stands in the middle beside the name: the Services of a workload, the ports and type of a Service. */
  readonly facts: readonly FocusFact[];
  readonly incoming: readonly FocusGroup[];
  readonly outgoing: readonly FocusGroup[];
}

export interface FocusFact {
  /** `Service api :80 → 8080`, `ingress: default-deny`. */
  readonly text: string;
  readonly about: 'service' | 'ingress-policy' | 'egress-policy' | 'ports' | 'like';
  /** The node to go on to, if there is one. */
  readonly id: NodeId | undefined;
}

/** Other ends that have the same answer. */
export interface FocusGroup {
  /** Stable over edits as long as it is about the same. */
  readonly id: string;
  readonly type: 'pods' | 'namespaces' | 'outside' | 'routes' | 'unseen';
  /** `shop`, `47 other namespaces`, `Internet`, `Pods not in these manifests`. */
  readonly title: string;
  /** The first few by name. */
  readonly members: readonly FocusMember[];
  /** How many more there are. */
  readonly more: number;
  /** `declared` is what a Service or a route leads to, of which nobody asks whether it passes. */
  readonly verdict: LinkVerdict | 'declared';
  /** `TCP 8080`, `all ports`; for what is denied what was meant, or empty. */
  readonly ports: string;
  /** Why, in a few words: `no ingress` (that side does not let it pass), `neither side`, `no policy`. */
  readonly note: string;
  /** Some rule, address or route names them; otherwise the answer is what falls to everybody. */
  readonly named: boolean;
  /** What to ask about for the reasons; undefined where nobody can say more. */
  readonly explain: { readonly from: EndRef; readonly to: EndRef; readonly port?: string } | undefined;
}

export interface FocusMember {
  /** `Deployment cart`, `10.0.0.0/8`, `app=web in team=a`. */
  readonly label: string;
  readonly id: NodeId | undefined;
}

/** What a policy selects, what it opens, and what it alone decides. */
export interface PolicyOverlay extends Pick<TopologyNode, 'id' | 'kind' | 'name' | 'namespace'> {
  readonly subjects: PolicySet;
  readonly rules: readonly OverlayRule[];
  /** Directions in which it isolates what it selects. */
  readonly isolates: readonly ('ingress' | 'egress')[];
  /** What would be open and is closed because of it alone, and the other way round. */
  readonly opens: AloneDecided;
  readonly closes: AloneDecided;
}

export interface PolicySet {
  /** `app=web`, `all pods`. */
  readonly label: string;
  readonly members: readonly FocusMember[];
  readonly more: number;
}

export interface OverlayRule {
  readonly direction: 'ingress' | 'egress';
  /** From 1, as people count. */
  readonly number: number;
  readonly action: 'allow' | 'deny' | 'pass' | 'unknown';
  readonly ports: string;
  readonly peers: readonly OverlayPeer[];
  readonly at: Source;
}

export interface OverlayPeer extends PolicySet {
  /** Of the box and of the line that a picture shows for it. */
  readonly id: string;
  readonly type: 'pods' | 'outside' | 'everything' | 'unknown';
}

export interface AloneDecided {
  readonly count: number;
  /** The first of them: `shop/web → shop/api TCP 8080`. */
  readonly examples: readonly string[];
}

/** What becomes of the traffic between two ends, on each way that it can take. */
export interface TrafficExplanation {
  readonly from: string;
  readonly to: string;
  readonly ways: readonly WayExplanation[];
  /** A command that tries it in a cluster; undefined where nothing of the kind can be written. */
  readonly testCommand: string | undefined;
  /** What a fix would allow; undefined where nothing is denied, or no fix can be written for such ends. */
  readonly allow: AllowWanted | undefined;
}

/** Traffic between two workloads that some rule could allow. */
export interface AllowWanted {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
}

export interface WayExplanation {
  readonly from: string;
  readonly to: string;
  /** What it goes through: `Service shop/api:80`, `port 8080 (http) of Deployment shop/api`. */
  readonly steps: readonly Said[];
  readonly fates: readonly PortsExplanation[];
  /** Why the way leads to no pods. */
  readonly nowhere: string | undefined;
  readonly note: string | undefined;
}

/** Ports that share one fate, and why. */
export interface PortsExplanation {
  readonly answer: 'allowed' | 'denied' | 'depends';
  readonly ports: string;
  readonly sides: readonly SideReasons[];
}

export interface SideReasons {
  readonly direction: 'ingress' | 'egress';
  readonly answer: 'allowed' | 'denied' | 'depends';
  readonly reasons: readonly Said[];
  readonly doubt: string | undefined;
}

/** A clause, and the place that it is about. Names in it may stand between backquotes. */
export interface Said {
  readonly text: string;
  readonly doubt: string | undefined;
  readonly at: Source | undefined;
  /** Where that is now, for people: `policies.yaml:12`. */
  readonly place: string | undefined;
}

export type MatrixOf = 'namespaces' | 'workloads';

/**
 * Cells of the table from × to. A row has one character a column: `a` allowed, `p` some of it allowed, `d` denied,
 * `o` one side only, `q` depends, `n` allowed because no policy says anything, `-` nothing (the workload itself, or gone).
 */
export interface MatrixBlock {
  readonly rows: readonly string[];
}

/** What is not as it was in the last commit. */
export interface TopologyChanges {
  readonly opened: number;
  readonly closed: number;
  /** The first `MOST_CHANGES` of them. */
  readonly changes: readonly TopologyChange[];
}

/** So many changes are told one by one; nobody reads more. */
export const MOST_CHANGES = 500;

export interface TopologyChange {
  readonly type: 'opened' | 'closed';
  /** The nodes, where an end is one; and the namespace of each, empty for the outside. */
  readonly from: NodeId | undefined;
  readonly to: NodeId | undefined;
  readonly fromNamespace: string;
  readonly toNamespace: string;
  /** `shop/web[Deployment] → shop/api[Deployment]`. */
  readonly text: string;
  readonly ports: string;
}
