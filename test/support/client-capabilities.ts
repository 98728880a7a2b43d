import type { ClientCapabilities } from 'vscode-languageserver/node';

/**
 * What sorts of clients say of themselves: one that can do nothing but the basics, one that shows plain text only, and
 * one that can do it all.
 */
export const CLIENT_CAPABILITIES: Readonly<Record<'minimal' | 'plain' | 'full', ClientCapabilities>> = {
  minimal: {},
  plain: { textDocument: { hover: { contentFormat: ['plaintext'] } } },
  full: {
    workspace: {
      configuration: true,
      didChangeConfiguration: { dynamicRegistration: true },
      didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
      workspaceFolders: true,
      workspaceEdit: { documentChanges: true },
      codeLens: { refreshSupport: true },
    },
    textDocument: {
      publishDiagnostics: { relatedInformation: true, versionSupport: true, codeDescriptionSupport: true },
      codeAction: {
        codeActionLiteralSupport: { codeActionKind: { valueSet: ['', 'quickfix'] } },
        isPreferredSupport: true,
      },
      hover: { contentFormat: ['markdown', 'plaintext'] },
    },
    window: { workDoneProgress: true },
    general: { positionEncodings: ['utf-16'] },
  },
};
