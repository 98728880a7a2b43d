import type { Connection } from 'vscode-languageserver/node';
import { handleAllowTraffic } from './handlers/allow-traffic.ts';
import { handleCheckWorkspace } from './handlers/check-workspace.ts';
import { handleCodeActions } from './handlers/code-actions.ts';
import { handleCodeLens } from './handlers/code-lens.ts';
import { handleConfiguration } from './handlers/configuration.ts';
import { handleDefinition } from './handlers/definition.ts';
import { handleEnvironments } from './handlers/environments.ts';
import { handleHover } from './handlers/hover.ts';
import { handleLifecycle } from './handlers/lifecycle.ts';
import { handleTextDocuments } from './handlers/text-documents.ts';
import { handleTopology } from './handlers/topology.ts';
import { handleWatchedFiles } from './handlers/watched-files.ts';
import { createSession } from './session.ts';

/** Serves one client until it disconnects. */
export function startServer(connection: Connection): void {
  const session = createSession(connection);
  handleLifecycle(session);
  handleConfiguration(session);
  handleTextDocuments(session);
  handleWatchedFiles(session);
  handleHover(session);
  handleEnvironments(session);
  handleDefinition(session);
  handleTopology(session);
  handleCodeActions(session);
  handleCodeLens(session);
  handleAllowTraffic(session);
  handleCheckWorkspace(session);
  connection.listen();
}
