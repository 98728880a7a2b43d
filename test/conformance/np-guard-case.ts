import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { compareConnections } from './np-guard/compare-connections.ts';
import { compareExplanations } from './np-guard/compare-explanations.ts';
import { compareExposure } from './np-guard/compare-exposure.ts';
import { analyze } from './np-guard/profile.ts';

/** Compares what netpol-analyzer prints for a folder of manifests with our answers under its habits. */
export function runNpGuardCase(folder: string): string[] {
  const analysis = analyze(path.join(folder, 'manifests'));
  const compare = (file: string, differences: (expected: string) => string[]): string[] => {
    const expected = path.join(folder, file);
    return existsSync(expected)
      ? differences(readFileSync(expected, 'utf8')).map((line) => `${file}: ${line}`)
      : [];
  };
  return [
    ...compare('connections.txt', (expected) => compareConnections(analysis, expected)),
    ...compare('exposure.txt', (expected) => compareConnections(analysis, expected)),
    ...compare('exposure.txt', (expected) => compareExposure(analysis, expected)),
    ...compare('explain.txt', (expected) => compareExplanations(analysis, expected)),
  ];
}
