/**
 * A relative path with forward slashes, in its shortest form; empty for the folder itself. Undefined for one that leads out
 * of the folder: what a configuration file names is in its own project.
 */
export function insideFolder(path: string): string | undefined {
  if (path.trim() === '' || /^(?:[/\\]|[a-z][a-z\d+.-]*:)/i.test(path)) return undefined;
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..' && steps.pop() === undefined) return undefined;
    if (step !== '' && step !== '.' && step !== '..') steps.push(step);
  }
  return steps.join('/');
}

/** Whether a path is meant to stand for several, as a shell or a `.gitignore` would take it. */
export function isPattern(path: string): boolean {
  return /[*?[{]/.test(path);
}
