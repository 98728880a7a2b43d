// VS Code loads this file inside its extension host and calls run(): resolving means exit code 0, rejecting 1.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';

/** Runs every test file beside this one and writes mocha's JSON report to `$KUBEREACH_TEST_RESULTS`. */
export async function run(): Promise<void> {
  const mocha = new Mocha({
    ui: 'tdd',
    timeout: 30_000,
    reporter: 'json',
    reporterOptions: { output: process.env.KUBEREACH_TEST_RESULTS },
  });
  for (const file of readdirSync(__dirname)) {
    if (file.endsWith('.test.cjs')) mocha.addFile(join(__dirname, file));
  }
  const failures = await new Promise<number>((resolve) => {
    mocha.run(resolve);
  });
  if (failures > 0) throw new Error(`${failures} failed`);
}
