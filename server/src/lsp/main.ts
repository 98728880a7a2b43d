import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from './server.ts';

// The transport is in the arguments: --stdio, --node-ipc or --socket. Whatever is printed by mistake would corrupt the
// stream, so the library sends it to the client's log.
startServer(createConnection(ProposedFeatures.all));
