import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { runKubernetesCase } from './kubernetes-case.ts';
import { runNpGuardCase } from './np-guard-case.ts';

/** Differences that are shown of each failure. */
const SHOWN = 5;

const [folder] = process.argv.slice(2);
if (!folder || !existsSync(folder)) {
  process.stderr.write(
    `conformance: ${folder ?? 'no folder'} is not there; give a folder of cases, or of sources with cases\n`,
  );
  process.exit(2);
}
const sources = isSource(folder) ? [folder] : foldersIn(folder).filter(isSource);
const failed = sources.map(runSource).reduce((sum, count) => sum + count, 0);
process.exitCode = failed > 0 || sources.length === 0 ? 1 : 0;

/** Runs every case of a source, prints what differs and the count, and gives the number that failed. */
function runSource(source: string): number {
  const cases = foldersIn(source).filter(isCase);
  const failures = cases.flatMap((folderOfCase) => {
    const differences = runCase(folderOfCase);
    return differences.length > 0 ? [{ name: path.basename(folderOfCase), differences }] : [];
  });
  for (const { name, differences } of failures) {
    const more = differences.length > SHOWN ? [`… and ${differences.length - SHOWN} more`] : [];
    const lines = [...differences.slice(0, SHOWN), ...more].map((line) => `    ${line}\n`);
    process.stdout.write(`  ${name}\n${lines.join('')}`);
  }
  const passed = cases.length - failures.length;
  process.stdout.write(`${path.basename(source)}: passed ${passed}, failed ${failures.length}\n`);
  return failures.length;
}

/** What differs from the expected results; an error is a difference too. */
function runCase(folderOfCase: string): string[] {
  try {
    return existsSync(path.join(folderOfCase, 'probes.json'))
      ? runKubernetesCase(folderOfCase)
      : runNpGuardCase(folderOfCase);
  } catch (error) {
    return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
  }
}

function isSource(candidate: string): boolean {
  return foldersIn(candidate).some(isCase);
}

function isCase(candidate: string): boolean {
  return existsSync(path.join(candidate, 'manifests')) || existsSync(path.join(candidate, 'probes.json'));
}

function foldersIn(parent: string): string[] {
  return readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => path.join(parent, name))
    .sort();
}
