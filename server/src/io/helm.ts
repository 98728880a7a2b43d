import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type HelmError, readHelmError } from '../core/environments/helm/helm-error.ts';
import type { RenderRequest } from './render-request.ts';
import { stageChart } from './stage-chart.ts';

/** What helm prints, or why there is nothing. */
export type Rendering =
  | { readonly type: 'rendered'; readonly text: string }
  | { readonly type: 'failed'; readonly error: HelmError | ProgramError };

/** It is not the chart that is at fault. */
export interface ProgramError {
  readonly type: 'not-installed' | 'timed-out' | 'too-large' | 'stopped';
  readonly message: string;
}

/** A chart that takes longer, in milliseconds, or prints more, in bytes, is none that people render. */
export interface RenderLimits {
  readonly time: number;
  readonly size: number;
}

const LIMITS: RenderLimits = { time: 10_000, size: 32 * 1024 * 1024 };

/**
 * Renders a chart with the user's helm, as it would be installed: without tests and custom resource definitions, and only
 * with the sub-charts that are there. It reads nothing of the user's but the chart, and has no network: not even a schema
 * of values that says it is elsewhere is fetched. Charts are programs: call this in trusted workspaces only.
 */
export async function renderChart(request: RenderRequest, limits = LIMITS): Promise<Rendering> {
  const home = mkdtempSync(join(tmpdir(), 'kubereach-helm-'));
  try {
    const staged = stageChart(request, home);
    return inTermsOf(request, staged, await run(staged, home, limits));
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** Helm names the files that it was given, which may be copies. */
function inTermsOf(request: RenderRequest, staged: RenderRequest, rendering: Rendering): Rendering {
  if (rendering.type === 'rendered') return rendering;
  const copies = [...staged.valuesFiles, staged.chartFolder];
  const given = request.valuesTexts.map(() => 'the values that it is deployed with');
  const originals = [...request.valuesFiles, ...given, request.chartFolder];
  const message = copies.reduce(
    (said, copy, i) => said.replaceAll(copy, originals[i] ?? copy),
    rendering.error.message,
  );
  return { type: 'failed', error: { ...rendering.error, message } };
}

function run(request: RenderRequest, home: string, { time, size }: RenderLimits): Promise<Rendering> {
  return new Promise((resolve) => {
    const fail = (error: HelmError | ProgramError): void => resolve({ type: 'failed', error });
    const child = spawn(request.helm, argumentsOf(request), {
      cwd: home,
      env: environmentIn(home),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      // On its own it leads a group of processes, which can be ended as a whole.
      detached: process.platform !== 'win32',
    });
    const stop = (error: ProgramError): void => {
      fail(error);
      endTree(child);
    };
    const timer = setTimeout(
      () => stop({ type: 'timed-out', message: `helm did not finish within ${time / 1000} s` }),
      time,
    );
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    let length = 0;
    const take = (chunks: Buffer[]) => (chunk: Buffer) => {
      length += chunk.length;
      if (length <= size) chunks.push(chunk);
      else stop({ type: 'too-large', message: `helm prints more than ${Math.round(size / 1024 / 1024)} MB` });
    };
    child.stdout.on('data', take(out));
    child.stderr.on('data', take(err));
    child.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      const isMissing = error.code === 'ENOENT';
      const message = isMissing ? `${request.helm} is not installed` : `helm does not run: ${error.message}`;
      fail({ type: isMissing ? 'not-installed' : 'stopped', message });
    });
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0) resolve({ type: 'rendered', text: Buffer.concat(out).toString('utf8') });
      else if (code === null) fail({ type: 'stopped', message: `helm was ended by ${signal}` });
      else fail(readHelmError(Buffer.concat(err).toString('utf8')));
    });
  });
}

/** Whatever a manifest says is the value of an option, or stands where none is read any more. */
function argumentsOf({ chartFolder, valuesFiles, assignments, release, namespace }: RenderRequest): string[] {
  return [
    ...['template', '--skip-tests'],
    ...(namespace === undefined ? [] : [`--namespace=${namespace}`]),
    ...valuesFiles.map((file) => `--values=${quoteForList(file)}`),
    ...assignments.map(({ name, value, isText }) => `--set${isText ? '-string' : ''}=${name}=${value}`),
    ...['--', release, chartFolder],
  ];
}

/** Helm takes several files in one option, as a line of CSV: a name with a comma or a quote would be two. */
function quoteForList(file: string): string {
  return /[",\n]/.test(file) ? `"${file.replaceAll('"', '""')}"` : file;
}

/** Nobody listens there. */
const NO_PROXY_THERE = 'http://127.0.0.1:9';

/** What helm needs to run, and nothing that leads to a cluster, a registry or what the user has set. */
function environmentIn(home: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(?:HELM_|KUBE|(?:https?|all|no)_proxy$)/i.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    ...{ HELM_CACHE_HOME: join(home, 'cache'), HELM_CONFIG_HOME: join(home, 'config') },
    ...{ HELM_DATA_HOME: join(home, 'data'), KUBECONFIG: devNull },
    ...{ HTTP_PROXY: NO_PROXY_THERE, HTTPS_PROXY: NO_PROXY_THERE, ALL_PROXY: NO_PROXY_THERE },
    ...{ NO_COLOR: '1', LC_ALL: 'C' },
  };
}

/** What is called helm may be a script that calls another program. */
function endTree({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', `${pid}`, '/t', '/f'], { stdio: 'ignore', windowsHide: true }).on(
      'error',
      () => {},
    );
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}
