import type { YamlPath } from '../yaml/yaml-path.ts';
import type { Field } from './field.ts';
import type { Protocol } from './protocol.ts';
import type { Selector } from './selector.ts';

/** What one policy object says of the traffic of the pods it selects. */
export interface Policy {
  readonly tier: Tier;
  /**
   * Lower numbers are asked first; only the tiers that are ordered have one (semantics rule 50). Undefined is after all
   * others; a number that is not known may be any.
   */
  readonly priority: Field<number> | undefined;
  readonly subject: PodScope;
  readonly ingress: PolicyDirection;
  readonly egress: PolicyDirection;
  /** Why the API server would refuse it. It is evaluated all the same, as far as it can be understood. */
  readonly objections: readonly Objection[];
}

/** One thing in a policy that the API server would not take, told in the words of the kind. */
export interface Objection {
  readonly about: 'peer' | 'port' | 'field';
  /** A sentence that names what is wrong, and says what to do. */
  readonly why: string;
  readonly at: YamlPath;
  /** What is most likely meant in place of the value there. */
  readonly meant: string | number | undefined;
}

/** The order in which policies are asked (semantics rule 49): admin, then namespace, then baseline. */
export type Tier = 'admin' | 'namespace' | 'baseline';

export type Direction = 'ingress' | 'egress';

/** Pods, by their namespace and their labels; both must match (semantics rule 10). */
export interface PodScope {
  /** Undefined: the policy's own namespace. */
  readonly namespaces: Selector | undefined;
  readonly pods: Selector;
  readonly at: YamlPath;
}

export interface PolicyDirection {
  /** The policy speaks of this direction: pods it selects are isolated in it, or, in ordered tiers, its rules are asked. */
  readonly applies: boolean;
  /** What makes it apply is a template. */
  readonly appliesUnknown: boolean;
  /** Where the policy says so: the rules, or what lists the directions. */
  readonly at: YamlPath;
  /** Rules of a direction that does not apply are kept: they are what a finding is about (semantics rule 6). */
  readonly rules: readonly PolicyRule[];
  /** There may be more rules than can be seen. */
  readonly open: boolean;
}

export interface PolicyRule {
  /** What its author calls it; the rules of the namespace tier have no names. */
  readonly name: Field<string> | undefined;
  /** Pass leaves it to the next tier (semantics rule 51). Undefined: a template. */
  readonly action: 'allow' | 'deny' | 'pass' | undefined;
  /** Undefined: every source or destination, outside addresses too (semantics rule 8). */
  readonly peers: readonly PolicyPeer[] | undefined;
  /** Undefined: every port of every protocol (semantics rule 8). */
  readonly ports: readonly PolicyPort[] | undefined;
  readonly at: YamlPath;
  /** There may be more peers than can be seen; where none are, the template decides whether it is every one. */
  readonly peersOpen: boolean;
  /** The same of the ports. */
  readonly portsOpen: boolean;
}

export type PolicyPeer =
  | { readonly type: 'pods'; readonly scope: PodScope; readonly at: YamlPath }
  | {
      readonly type: 'addresses';
      readonly cidr: Field<string>;
      readonly except: readonly Field<string>[];
      /** Whether a pod is meant too that has such an address (semantics rules 13 and 60). */
      readonly ofPods: 'always' | 'by-plugin';
      readonly at: YamlPath;
    }
  /** Nodes of the cluster, by their labels (semantics rule 59). */
  | { readonly type: 'nodes'; readonly nodes: Selector; readonly at: YamlPath }
  /** What names outside the cluster resolve to (semantics rule 65). */
  | { readonly type: 'names'; readonly names: readonly Field<string>[]; readonly at: YamlPath }
  /** Not a peer that the API server would take: it matches nothing (semantics rule 9). */
  | { readonly type: 'invalid'; readonly at: YamlPath }
  /** A template decides what it matches. */
  | { readonly type: 'unknown'; readonly at: YamlPath };

export interface PolicyPort {
  /** `any` is the one that the pods declare with the name (semantics rule 61). Undefined: not one that exists, or a template. */
  readonly protocol: Protocol | 'any' | undefined;
  /** A number, or a name that each destination pod resolves for itself; absent: all ports (semantics rules 20, 23). */
  readonly port: Field<number | string> | undefined;
  readonly endPort: Field<number> | undefined;
  readonly at: YamlPath;
}
