import type { Analysis } from '../core/rules/analysis.ts';
import type { Host } from '../core/workspace/host.ts';
import { manifestUriOf } from '../core/workspace/written-at.ts';
import type { Publisher } from './diagnostics.ts';

/**
 * Brings findings up to date in the background, in slices between which requests are answered: open documents first.
 * When something changes meanwhile it starts over with what is due then.
 */
export interface Scheduler {
  /** Something has changed: there may be work. */
  readonly wake: () => void;
  /** While something holds it, it waits: half an index would give findings about what is merely not read yet. */
  readonly hold: () => Release;
  /** Resolves when nothing is due. */
  readonly idle: () => Promise<void>;
}

export type Release = () => void;

export interface SchedulerOptions {
  readonly host: Host;
  readonly analysis: () => Analysis;
  readonly isOpen: (uri: string) => boolean;
  readonly publisher: Publisher;
  readonly failed: (error: unknown) => void;
}

/** A slice ends after this many milliseconds: short enough not to be felt while typing. */
const SLICE = 10;

/** Makes a scheduler that has nothing to do. */
export function createScheduler({ host, analysis, isOpen, publisher, failed }: SchedulerOptions): Scheduler {
  let revision = 0;
  let holders = 0;
  let working = false;
  let waiting: (() => void)[] = [];

  const work = async (): Promise<void> => {
    working = true;
    try {
      for (let done = -1; done !== revision && holders === 0; ) {
        done = revision;
        const finished = (await runSlices(true, done)) && (await runSlices(false, done));
        if (!finished) done = -1;
      }
    } catch (error) {
      failed(error);
    }
    // In the same breath as the last look at what is due: a wake or release in between would be lost.
    working = false;
    if (holders > 0) return;
    for (const resolve of waiting) resolve();
    waiting = [];
  };

  /** False when something changed before it was through. */
  const runSlices = async (openOnly: boolean, started: number): Promise<boolean> => {
    await nextTurn();
    if (revision !== started || holders > 0) return false;
    const snapshot = host.snapshot();
    const run = analysis().run(
      snapshot,
      (document) => !openOnly || isOpen(manifestUriOf(snapshot, document) ?? ''),
    );
    let sliceEnd = Date.now() + SLICE;
    for (const document of run) {
      const uri = document === undefined ? undefined : manifestUriOf(snapshot, document);
      if (uri !== undefined) publisher.markChanged(uri);
      if (Date.now() < sliceEnd) continue;
      await nextTurn();
      if (revision !== started || holders > 0) return false;
      sliceEnd = Date.now() + SLICE;
    }
    publisher.publish((uri) => !openOnly || isOpen(uri));
    return true;
  };

  const start = (): void => {
    if (!working && holders === 0) void work();
  };

  return {
    wake: () => {
      revision += 1;
      start();
    },
    hold: () => {
      holders += 1;
      let held = true;
      return () => {
        if (!held) return;
        held = false;
        holders -= 1;
        revision += 1;
        start();
      };
    },
    idle: () =>
      working || holders > 0 ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(),
  };
}

/** Lets the messages that have come in meanwhile be handled. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
