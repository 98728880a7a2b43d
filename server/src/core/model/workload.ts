import type { Ternary } from '../base/ternary.ts';
import type { YamlPath } from '../yaml/yaml-path.ts';
import type { Field } from './field.ts';
import type { Labels } from './labels.ts';
import type { Protocol } from './protocol.ts';
import type { Selector } from './selector.ts';

/** A pod template and what its owner says of it; a bare Pod is its own template. */
export interface Workload {
  /** The labels of the pods, not of the object that makes them (semantics rule 14). */
  readonly labels: Labels;
  /** Where the pod template stands. */
  readonly templateAt: YamlPath;
  /** Of all containers and of sidecars, which are init containers that keep running (semantics rule 28). */
  readonly ports: readonly ContainerPort[];
  /** There may be more ports than can be seen. */
  readonly portsOpen: boolean;
  /** Where a port can be added: the first container. */
  readonly containerAt: YamlPath | undefined;
  /** The pods have their node's address; unknown where a template decides it. */
  readonly hostNetwork: Ternary;
  /** Some container's port is a port of the node too. */
  readonly hostPort: boolean;
  /** Undefined where the number is not written, is templated, or depends on the nodes. */
  readonly replicas: number | undefined;
  /** How the owner finds its pods. */
  readonly selector: Selector | undefined;
  /** The Service that names a StatefulSet's pods. */
  readonly serviceName: Field<string> | undefined;
  /** What made a Pod, by its controller owner reference: such pods are shown as their owner (semantics rule 66). */
  readonly controlledBy: { readonly kind: string; readonly name: string } | undefined;
  /** A pod that has ended, which is no endpoint (semantics rule 69). */
  readonly ended: boolean;
}

export interface ContainerPort {
  readonly name: Field<string> | undefined;
  readonly number: Field<number>;
  readonly protocol: Protocol | undefined;
  readonly container: string;
  readonly at: YamlPath;
}
