// Prints how long questions of the topology take through a real server over stdio, for docs/PERFORMANCE.md.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { topologyRequest } from '../../server/src/protocol/topology.ts';
import { largeWorkspace } from '../support/large-workspace.ts';
import { startServer } from './server-process.mjs';

const ASKED = 200;

void printAll();

async function printAll() {
  for (const size of [200, 2000, 5000]) await print(size);
}

async function print(size) {
  const folder = mkdtempSync(path.join(tmpdir(), 'kubereach-topology-'));
  try {
    for (const [i, text] of largeWorkspace(size).entries())
      writeFileSync(path.join(folder, `ns${i}.yaml`), text);
    const server = await startServer(pathToFileURL(folder).href);
    await server.idle();
    const ask = async (question) => {
      const started = performance.now();
      await server.connection.sendRequest(topologyRequest, { question });
      return performance.now() - started;
    };
    const first = await ask({ type: 'topology' });
    const walls = [];
    const count = Math.floor(size / 40);
    for (let i = 0; i < ASKED; i++) {
      const from = `Deployment/ns${i % count}/app${i % 24}`;
      const to = `Deployment/ns${(i * 7) % count}/app${i % 5}`;
      walls.push(await ask({ type: 'explain', from: { node: from }, to: { node: to } }));
    }
    walls.sort((a, b) => a - b);
    const at = (share) => walls[Math.floor(walls.length * share)].toFixed(1);
    console.log(
      `${size} resources, over stdio: first graph ${first.toFixed(0)} ms; explain p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, most ${walls.at(-1).toFixed(1)} ms`,
    );
    await server.stop();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
