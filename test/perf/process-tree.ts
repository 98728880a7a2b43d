import { readdirSync, readFileSync } from 'node:fs';

/** CPU milliseconds that all processes started by this one have used so far, by /proc. Compilers and browsers use many. */
export function descendantsCpu(): number {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap(readProcess);
  const ours = new Set([process.pid]);
  // Parents have smaller numbers than their children, but for those who come after the numbers have run out.
  let before = 0;
  while (before !== ours.size) {
    before = ours.size;
    for (const { pid, parent } of processes) if (ours.has(parent)) ours.add(pid);
  }
  return processes
    .filter(({ pid }) => pid !== process.pid && ours.has(pid))
    .reduce((sum, { cpu }) => sum + cpu, 0);
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly cpu: number;
}

const MS_PER_TICK = 10;

function readProcess(pid: string): Process[] {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    const cpu = (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
    return [{ pid: Number(pid), parent: Number(fields[1]), cpu }];
  } catch {
    // It has just ended.
    return [];
  }
}
