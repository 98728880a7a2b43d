/** What our own client says of itself in the handshake, as `initializationOptions`; other clients leave it out. */
export interface ClientOptions {
  /** Programs such as git may be run on what is in the workspace. Clients that do not say so are taken for trusted. */
  readonly isTrusted: boolean;
  /** The client's own command that shows what `policyChangesCommand` answers; it takes the same argument. */
  readonly showPolicyChangesCommand: string;
  /** The client's own command that shows the node at a place in the topology; it takes a `TopologyAtParams`. */
  readonly showInTopologyCommand: string;
}
