/** The folder of a file or folder, by uri or path and without a slash at its end. */
export function folderOf(uri: string): string {
  return uri.slice(0, Math.max(0, uri.lastIndexOf('/')));
}

/** The folders that a file or folder is in, from its own up to the one below `top`; none where it is not in `top`. */
export function foldersAbove(uri: string, top: string): readonly string[] {
  const folder = folderOf(uri);
  return isWithin(folder, top) && folder !== top ? [folder, ...foldersAbove(folder, top)] : [];
}

/** Whether a uri is a folder, or something below it. */
export function isWithin(uri: string, folder: string): boolean {
  return uri === folder || uri.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** The name of a file or folder, as its uri or path ends. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
