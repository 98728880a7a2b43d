// Bundles the three programs into dist/: the language server, the command line and the VS Code client. With --production,
// as they are packaged: minified and without source maps; otherwise stack traces are readable.
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
await Promise.all([
  build({ ...common, entryPoints: { server: 'server/src/lsp/main.ts' } }),
  build({
    ...common,
    entryPoints: { cli: 'server/src/cli/main.ts' },
    external: ['./server.cjs'],
    banner: { js: '#!/usr/bin/env node' },
  }),
  build({ ...common, entryPoints: { client: 'client/src/extension.ts' }, external: ['vscode'] }),
  // A page is read by one script; it is minified always, because its size is looked at by a test.
  build({
    ...common,
    entryPoints: { webview: 'client/webview/main.ts' },
    platform: 'browser',
    format: 'iife',
    target: 'chrome128',
    minify: true,
    outExtension: {},
    mainFields: ['browser', 'module', 'main'],
  }),
  build({ ...common, entryPoints: { webview: 'client/webview/view.css' }, minify: true, outExtension: {} }),
]);
