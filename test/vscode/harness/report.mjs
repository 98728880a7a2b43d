import { existsSync, readFileSync } from 'node:fs';
import { say } from './say.mjs';

/**
 * Prints what a test run wrote, and decides whether it was good: at least one test passed, and none failed.
 * @param {string} title what ran, and where
 * @param {string} file the output of mocha's JSON reporter; missing when the run did not come to its end
 * @returns {boolean} whether the run was good
 */
export function report(title, file) {
  const { passes, failures, pending } = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : {
        passes: [],
        failures: [{ fullTitle: title, err: { message: 'the tests did not come to their end' } }],
        pending: [],
      };
  say(`\n${title}`);
  for (const test of passes) say(`  ✓ ${test.fullTitle} (${test.duration} ms)`);
  for (const test of pending) say(`  - ${test.fullTitle}`);
  for (const test of failures) say(`  ✗ ${test.fullTitle}\n${test.err.stack ?? test.err.message}`);
  say(`${title}: ${passes.length} passed, ${failures.length} failed`);
  return passes.length > 0 && failures.length === 0;
}
