import { escapeStep } from '../../base/join-uri.ts';

/** Where a path of a kustomization leads. */
export type ResolvedPath =
  | { readonly type: 'uri'; readonly uri: string }
  /** It is fetched from elsewhere: a URL, or a repository of git. */
  | { readonly type: 'remote' }
  | { readonly type: 'absolute' }
  /** A variable or a template is part of it. */
  | { readonly type: 'unknown' };

/**
 * Follows a path from a folder, both without a slash behind. Source:
 * https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/resource/
 */
export function resolvePath(folder: string, path: string, templated: boolean): ResolvedPath {
  if (isRemote(path)) return { type: 'remote' };
  if (templated) return { type: 'unknown' };
  if (path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path)) return { type: 'absolute' };
  // What stands before the path of a uri is never left, however many `..` there are.
  const root = /^[^/]*:\/\/[^/]*/.exec(folder)?.[0] ?? '';
  const steps = folder.slice(root.length).split('/').filter(Boolean);
  for (const step of path.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(escapeStep(step));
  }
  return { type: 'uri', uri: [root, ...steps].join('/') };
}

function isRemote(path: string): boolean {
  return (
    /^(?:git::)?(?:https?|ssh|file|git|oci|s3|gcs):\/\//i.test(path) ||
    /^(?:git::)?[a-z][a-z0-9-]*@[^/]+[:/]/i.test(path) ||
    /^(?:git::)?github\.com[:/]/i.test(path) ||
    /[?&](?:ref|version|timeout|submodules)=/.test(path)
  );
}
