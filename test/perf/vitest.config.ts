import { defineConfig } from 'vitest/config';

// What measures in a browser needs the harness of the view's tests, and prints; it asserts nothing.
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/perf/*.perf.ts'],
    testTimeout: 300_000,
    disableConsoleIntercept: true,
  },
});
