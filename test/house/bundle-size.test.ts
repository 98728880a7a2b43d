import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const sizeOf = (name: string): number =>
  statSync(fileURLToPath(new URL(`../../dist/${name}`, import.meta.url))).size;

test('the page of the topology view is small enough to open at once', () => {
  expect(sizeOf('webview.js')).toBeLessThan(250_000);
});

test('a report, which holds the engine too, is small enough to keep many of them', () => {
  expect(sizeOf('report.js') + sizeOf('report.css')).toBeLessThan(400_000);
});
