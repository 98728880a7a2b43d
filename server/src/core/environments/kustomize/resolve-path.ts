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
    else if (step !== '' && step !== '.') steps.push(encodeStep(step));
  }
  return { type: 'uri', uri: [root, ...steps].join('/') };
}

/** The folder of a file or folder. */
export function folderOf(uri: string): string {
  return uri.slice(0, Math.max(0, uri.lastIndexOf('/')));
}

/** True for the folder itself and for what is in it. */
export function isBelow(uri: string, folder: string): boolean {
  return uri === folder || uri.startsWith(`${folder}/`);
}

/** The name of a file, as its path says it. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function isRemote(path: string): boolean {
  return (
    /^(?:git::)?(?:https?|ssh|file|git|oci|s3|gcs):\/\//i.test(path) ||
    /^(?:git::)?[a-z][a-z0-9-]*@[^/]+[:/]/i.test(path) ||
    /^(?:git::)?github\.com[:/]/i.test(path) ||
    /[?&](?:ref|version|timeout|submodules)=/.test(path)
  );
}

/** As the uris of files are written elsewhere: all but letters, digits and `-._~` by their codes. */
function encodeStep(step: string): string {
  const sound = step.replace(/\p{Surrogate}/gu, '\uFFFD');
  return encodeURIComponent(sound).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
