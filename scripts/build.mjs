// Bundles the three programs into dist/: the language server, the command line and the VS Code client; and the two pages, the
// view of the topology and the report that the command line writes. With --production, as they are packaged: minified and
// without source maps; otherwise stack traces are readable.
import { build } from 'esbuild';

const production = process.argv.includes('--production');

const common = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  minify: production,
  sourcemap: production ? false : 'linked',
  logLevel: 'warning',
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  // `import.meta.url` has no meaning in a CommonJS bundle; nothing of ours uses it.
  mainFields: ['module', 'main'],
};
// A page is read by one script; it is minified always, because its size is looked at by a test.
const page = {
  ...common,
  platform: 'browser',
  format: 'iife',
  target: 'chrome128',
  minify: true,
  outExtension: {},
  mainFields: ['browser', 'module', 'main'],
};
await Promise.all([
  build({ ...common, entryPoints: { server: 'server/src/lsp/main.ts' } }),
  build({
    ...common,
    entryPoints: { cli: 'server/src/cli/main.ts' },
    external: ['./server.cjs'],
    banner: { js: '#!/usr/bin/env node' },
  }),
  build({ ...common, entryPoints: { client: 'client/src/extension.ts' }, external: ['vscode'] }),
  build({ ...page, entryPoints: { webview: 'client/webview/main.ts' } }),
  build({ ...page, entryPoints: { webview: 'client/webview/view.css' } }),
  // Whoever gets a report has some browser, and no source maps beside it.
  build({
    ...page,
    entryPoints: { report: 'client/webview/report/main.ts' },
    target: ['chrome111', 'firefox121', 'safari16.4'],
    sourcemap: false,
    charset: 'ascii',
  }),
  build({
    ...page,
    entryPoints: { report: 'client/webview/report/report.css' },
    target: ['chrome111', 'firefox121', 'safari16.4'],
    sourcemap: false,
  }),
]);
