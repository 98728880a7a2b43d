import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

test('the page of the topology view is small enough to open at once', () => {
  const bundle = fileURLToPath(new URL('../../dist/webview.js', import.meta.url));
  expect(statSync(bundle).size).toBeLessThan(250_000);
});
