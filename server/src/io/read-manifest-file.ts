import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';

/** A file's text, or why it cannot be used, as the end of a sentence that starts with the file's name. */
export type FileText =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'skipped'; readonly why: string };

/** Files beyond this size are no manifests that people write; 20 MB leaves room for dumps of whole clusters. */
const LARGEST_FILE = 20 * 1024 * 1024;

/**
 * Reads a file that may be a manifest. Never throws: what cannot be read is told, so that the rest goes on. Reading is
 * synchronous because a thousand small reads are several times faster so; callers do it in slices.
 */
export function readManifestFile(path: string): FileText {
  try {
    return tooLarge(statSync(path).size) ?? decode(readFileSync(path));
  } catch (error) {
    return skipped(`cannot be read: ${reason(error)}`);
  }
}

/** What {@link readManifestFile} would say of a file that holds these bytes. */
export function decodeFile(bytes: Uint8Array): FileText {
  return tooLarge(bytes.length) ?? decode(bytes);
}

function tooLarge(size: number): FileText | undefined {
  return size > LARGEST_FILE
    ? skipped(`is ${formatSize(size)} large; files over ${formatSize(LARGEST_FILE)} are skipped`)
    : undefined;
}

const DECODER = new TextDecoder();

/**
 * Decodes the bytes of a manifest: UTF-8, as Kubernetes takes it. A byte order mark is left out, as editors do, so that
 * places in the first line are the same whether or not the file is open.
 */
export function decode(bytes: Uint8Array): FileText {
  if (bytes.includes(0)) return skipped('holds NUL bytes, so it is no text in UTF-8');
  if (!isUtf8(bytes)) return skipped('is not valid UTF-8');
  return { type: 'text', text: DECODER.decode(bytes) };
}

/** What went wrong, in words, from an error of Node's file system. */
export function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  return WORDS[code] ?? error.message;
}

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ELOOP: 'its symbolic links go in a circle',
};

function skipped(why: string): FileText {
  return { type: 'skipped', why };
}

function formatSize(bytes: number): string {
  return `${Math.round(bytes / (1024 * 1024))} MB`;
}
