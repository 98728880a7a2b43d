/**
 * The request that checks every manifest of the workspace, open or not, publishes the diagnostics of all of them, and
 * is answered, when that is done, with a `CheckWorkspaceResult`. It has no parameters.
 */
export const checkWorkspaceRequest = 'kubereach/checkWorkspace';

/** How many manifests were checked, and how many findings there are of each severity. */
export interface CheckWorkspaceResult {
  readonly manifests: number;
  readonly errors: number;
  readonly warnings: number;
  /** Findings of severity info or hint. */
  readonly notes: number;
}
