// The walls of docs/ARCHITECTURE.md, computed from the order of the rooms: inside core, imports go only leftwards.
const rooms = [
  'base',
  'text',
  'yaml',
  'model',
  'kinds',
  'schema',
  'workspace',
  'environments',
  'reach',
  'rules',
  'topology',
  'drawing',
  'configuration',
  'features',
];
const core = 'server/src/core';
const upward = rooms.slice(0, -1).map((room, i) => ({
  name: `core-${room}-imports-leftwards`,
  severity: 'error',
  from: { path: `^${core}/${room}/` },
  to: { path: `^${core}/(${rooms.slice(i + 1).join('|')})/` },
}));
const forbid = (name, from, to) => ({ name, severity: 'error', from, to });

export default {
  forbidden: [
    ...upward,
    forbid('no-cycles', {}, { circular: true }),
    forbid('core-is-pure', { path: `^${core}/` }, { path: '^server/src/(io|lsp|cli|protocol)/|^client/' }),
    forbid('core-has-no-node', { path: `^${core}/` }, { dependencyTypes: ['core'] }),
    forbid(
      'yaml-libraries-stay-in-yaml',
      { pathNot: `^${core}/yaml/|^test/` },
      { path: 'node_modules/(yaml|js-yaml)/' },
    ),
    forbid(
      'lsp-libraries-stay-in-lsp',
      { pathNot: '^(server/src/lsp|client/src|test)/' },
      { path: 'node_modules/vscode-(languageserver|languageclient|jsonrpc)' },
    ),
    forbid(
      'protocol-knows-only-core-types',
      { path: '^server/src/protocol/' },
      { path: '^server/src/(io|lsp|cli)/|^client/' },
    ),
    forbid('io-knows-only-core', { path: '^server/src/io/' }, { path: '^server/src/(lsp|cli)/|^client/' }),
    forbid('lsp-does-not-see-cli', { path: '^server/src/lsp/' }, { path: '^server/src/cli/|^client/' }),
    forbid('cli-does-not-see-lsp', { path: '^server/src/cli/' }, { path: '^server/src/lsp/|^client/' }),
    forbid(
      'client-imports-protocol-only',
      { path: '^client/src/' },
      { path: '^server/src/', pathNot: '^server/src/protocol/' },
    ),
    forbid(
      'view-knows-drawings-and-messages-only',
      { path: '^client/webview/', pathNot: '^client/webview/report/' },
      { path: '^server/src/|^client/src/', pathNot: '^server/src/(protocol|core/(base|topology|drawing))/' },
    ),
    forbid(
      'report-knows-core-only',
      { path: '^client/webview/report/' },
      { path: '^server/src/(io|lsp|cli)/|^client/src/' },
    ),
    forbid('product-does-not-import-tests', { path: '^(server|client)/' }, { path: '^(test|scripts)/' }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
