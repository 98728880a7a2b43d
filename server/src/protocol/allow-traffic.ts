import type { Protocol } from '../core/model/protocol.ts';

/**
 * The request for what a connection can be made of: every workload of the workspace, with the ports it listens on. It
 * has no parameters and is answered with `AllowTrafficChoices`.
 */
export const allowTrafficChoicesRequest = 'kubereach/allowTraffic/choices';

/** The request for the edit that allows one connection: `AllowTrafficParams` in, `AllowTrafficAnswer` out. */
export const allowTrafficRequest = 'kubereach/allowTraffic';

/** The workloads that a connection can start from or lead to, in the order to offer them. */
export interface AllowTrafficChoices {
  readonly workloads: readonly WorkloadChoice[];
}

/** A workload as somebody picks it from a list. */
export interface WorkloadChoice {
  /** Names the workload in `AllowTrafficParams`; it means nothing to the client and lives as long as the snapshot. */
  readonly id: string;
  /** Kind, namespace and name: `Deployment shop/frontend`. */
  readonly label: string;
  /** What tells it apart from others with the same label: its manifest's path within the workspace. */
  readonly detail: string;
  readonly ports: readonly PortChoice[];
}

/** A port that a workload says it listens on. */
export interface PortChoice {
  /** The port's name and number: `http 8080`. */
  readonly label: string;
  /** The number of the pod's port, never the Service's (semantics rule 30). */
  readonly port: number;
  readonly protocol: Protocol;
}

/**
 * The connection to allow; `from` and `to` are ids of `WorkloadChoice`. The port is the destination pod's; where its pods
 * do not have it, it may be that of the Service of the same name, and is translated.
 */
export interface AllowTrafficParams {
  /** Where it is given, `from` and `to` are ids of nodes of the topology of this environment instead. */
  readonly environment?: string;
  readonly from: string;
  readonly to: string;
  /** Its number, or the name that the pods or the Service give it. */
  readonly port: number | string;
  /** Left out where the port that is meant decides. */
  readonly protocol?: Protocol | undefined;
}

/**
 * The edit that allows the connection and what to call it, or why there is none, in words for the user. `Edit` is LSP's
 * `WorkspaceEdit`: both sides bind it to their own library's type, and this room imports neither.
 */
export type AllowTrafficAnswer<Edit> =
  | { readonly title: string; readonly edit: Edit }
  | { readonly refusal: string };
