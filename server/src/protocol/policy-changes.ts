/**
 * The command, run through `workspace/executeCommand`, that says what the change of one policy opens and closes. Its one
 * argument is a `PolicyChangesParams`; it answers with text for people, a line for each connection and its reasons below.
 */
export const policyChangesCommand = 'kubereach.policyChanges';

/** Names a policy; it means nothing to the client and lives as long as the document. */
export interface PolicyChangesParams {
  readonly uri: string;
  readonly policy: string;
}

/** What our own client says of itself in the handshake, as `initializationOptions`. */
export interface ClientOptions {
  /** Programs such as git may be run on what is in the workspace. Clients that do not say so are taken for trusted. */
  readonly isTrusted: boolean;
  /** The client's own command that shows what `policyChangesCommand` answers; it takes the same argument. */
  readonly showPolicyChangesCommand: string;
}
