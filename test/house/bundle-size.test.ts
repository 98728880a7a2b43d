import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

const pathOf = (name: string): string => fileURLToPath(new URL(`../../dist/${name}`, import.meta.url));
const sizeOf = (name: string): number => statSync(pathOf(name)).size;
const packedSizeOf = (name: string): number => gzipSync(readFileSync(pathOf(name))).length;

test('the page of the topology view is small enough to open at once', () => {
  expect(sizeOf('webview.js') + sizeOf('webview.css')).toBeLessThan(250_000);
  expect(packedSizeOf('webview.js') + packedSizeOf('webview.css')).toBeLessThan(80_000);
});

test('a report, which holds the engine too, is small enough to keep many of them', () => {
  expect(sizeOf('report.js') + sizeOf('report.css')).toBeLessThan(400_000);
});
