/**
 * The uri of what a relative path with forward slashes leads to from a folder, in the one spelling that the product uses:
 * everything is escaped but letters, digits and `-._~`.
 */
export function joinUri(folder: string, path: string): string {
  const steps = path.split('/').filter((step) => step !== '');
  return [folder, ...steps.map(escapeStep)].join('/');
}

/** One step of a path, as it stands in such a uri. Half of a surrogate pair has no code, and is replaced. */
export function escapeStep(step: string): string {
  return encodeURIComponent(step.replace(/\p{Surrogate}/gu, '\uFFFD')).replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
