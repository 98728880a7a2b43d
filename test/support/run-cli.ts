import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** What the command line said, and how it ended. */
export interface CliResult {
  readonly code: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  /** The working directory. */
  readonly cwd: string;
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
}

/** The bundle that `node scripts/build.mjs` makes. */
export const CLI_BUNDLE = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));

/** Starts the built command line as a process of its own, ended with the test at the latest. */
export function startCli(args: readonly string[], { cwd, env }: CliOptions): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [CLI_BUNDLE, ...args], {
    cwd,
    env: { PATH: process.env.PATH, ...env },
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  // A program that does not read what it is given is no error of the test.
  child.stdin.on('error', () => {});
  return child;
}

/** Runs the built command line to its end. */
export function runCli(args: readonly string[], options: CliOptions): Promise<CliResult> {
  const child = startCli(args, options);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.stdin.end(options.stdin ?? '');
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code: code ?? signal ?? '', stdout, stderr }));
  });
}
