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
