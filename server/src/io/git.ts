import { spawn } from 'node:child_process';

/** What git gives back. */
type GitAnswer = { readonly type: 'output'; readonly bytes: Buffer } | GitFailure;

export interface GitFailure {
  readonly type: 'failure';
  /** The end of a sentence that starts with the folder's name. */
  readonly why: string;
  /** The exit code, if git ran. */
  readonly code: number | undefined;
}

/** What stands in a revision: a file, a symbolic link, or a repository of its own of which it names a commit. */
export interface RevisionEntry {
  readonly type: 'file' | 'link' | 'submodule';
  /** Relative to the folder, with forward slashes. */
  readonly path: string;
  /** The id of its content. */
  readonly id: string;
}

/**
 * The tree of a revision, by its id; undefined when there is no such revision. Only plumbing commands are called, with
 * arguments that no shell sees: they run no hooks, no filters and no pagers, and ask nobody for a password.
 */
export async function findTree(folder: string, revision: string): Promise<string | GitFailure | undefined> {
  // What looks like an option is no revision.
  if (revision.startsWith('-')) return undefined;
  const asked = ['--is-inside-work-tree', '--verify', '--quiet', `${revision}^{tree}`];
  const answer = await git(folder, ['rev-parse', ...asked]);
  if (answer.type === 'failure') return answer.code === 1 ? undefined : answer;
  const [isInside, tree = ''] = answer.bytes.toString('latin1').split('\n');
  // Git knows the revisions of a bare repository too, where there are no files to compare with them.
  return isInside === 'true' ? tree : { type: 'failure', why: OUTSIDE, code: undefined };
}

/** What stands in a tree below a folder. */
export async function listTree(folder: string, tree: string): Promise<readonly RevisionEntry[] | GitFailure> {
  const answer = await git(folder, ['ls-tree', '-r', '-z', tree]);
  if (answer.type === 'failure') return answer;
  return answer.bytes
    .toString('utf8')
    .split('\0')
    .flatMap((line): RevisionEntry[] => {
      const [, mode, type, id = '', path = ''] = /^(\d+) (\w+) (\w+)\t([\s\S]*)$/.exec(line) ?? [];
      if (type === 'commit') return [{ type: 'submodule', path, id }];
      return type === 'blob' ? [{ type: mode === '120000' ? 'link' : 'file', path, id }] : [];
    });
}

/** Contents by their ids: all of them, or a failure where one is not there, as in a clone that fetches them when it must. */
export async function readBlobs(
  folder: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Buffer> | GitFailure> {
  const blobs = new Map<string, Buffer>();
  if (ids.length === 0) return blobs;
  const answer = await git(folder, ['cat-file', '--batch'], `${ids.join('\n')}\n`);
  if (answer.type === 'failure') return answer;
  // Each is `<id> blob <size>`, its bytes, and a line break; or `<id> missing`.
  for (let at = 0; at < answer.bytes.length; ) {
    const end = answer.bytes.indexOf('\n', at);
    const [id = '', type, size] = answer.bytes.toString('latin1', at, end).split(' ');
    at = end + 1;
    if (type !== 'blob') return { type: 'failure', why: LACKING, code: undefined };
    blobs.set(id, answer.bytes.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return blobs;
}

const OUTSIDE = 'is in no git work tree';

const LACKING = 'cannot be compared: this clone lacks contents of the revision; fetch them first';

/** Whatever runs us inside of a hook sets these, and then git would not look at the folder that is asked about. */
const OF_HOOKS = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX'];

/** Calls the user's git, as their editor does: it alone knows every form that a repository can have. */
function git(folder: string, args: readonly string[], input = ''): Promise<GitAnswer> {
  const inherited = Object.entries(process.env).filter(([name]) => !OF_HOOKS.includes(name));
  const env = {
    ...Object.fromEntries(inherited),
    LC_ALL: 'C',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_TERMINAL_PROMPT: '0',
  };
  return new Promise((resolve) => {
    const child = spawn('git', ['-C', folder, ...args], { env, windowsHide: true });
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    const fail = (why: string, code?: number): void => resolve({ type: 'failure', why, code });
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.once('error', (error: NodeJS.ErrnoException) =>
      fail(
        error.code === 'ENOENT'
          ? 'cannot be compared: git is not installed'
          : `cannot be compared: ${error.message}`,
      ),
    );
    child.once('close', (code) => {
      if (code === 0) resolve({ type: 'output', bytes: Buffer.concat(out) });
      else fail(explain(Buffer.concat(err).toString('utf8')), code ?? undefined);
    });
    // A git that ends before it has read everything tells why by its exit code.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

function explain(said: string): string {
  if (said.includes('not a git repository')) return OUTSIDE;
  // Git stops at the first content that it may not fetch, where it does not only call it missing.
  if (said.includes('lazy fetching disabled')) return LACKING;
  const lines = said.split('\n');
  const fatal = lines.find((line) => line.startsWith('fatal: ')) ?? lines[0] ?? '';
  return `cannot be compared: ${fatal.replace(/^fatal: /, '') || 'git failed'}`;
}
