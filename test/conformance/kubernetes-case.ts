import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Protocol } from '../../server/src/core/model/protocol.ts';
import { endpointOf, type PodEndpoint } from '../../server/src/core/reach/endpoint.ts';
import { answerFor, evaluateConnection } from '../../server/src/core/reach/evaluate-connection.ts';
import { plainView, type View } from '../../server/src/core/workspace/view.ts';
import { environmentOf } from './environment-of.ts';

interface Probe {
  readonly from: string;
  readonly to: string;
  readonly protocol: Protocol;
  readonly port: number;
  readonly allowed: boolean;
}

/** Compares what Kubernetes' own conformance tests expect of single connections with our answers. */
export function runKubernetesCase(folder: string): string[] {
  const read = (file: string): string => readFileSync(path.join(folder, file), 'utf8');
  const view = plainView(environmentOf([read('../base.yaml'), read('policies.yaml')]));
  const probes: readonly Probe[] = JSON.parse(read('probes.json'));
  return probes.flatMap(({ from, to, protocol, port, allowed }) => {
    const verdict = evaluateConnection(view, find(view, from), find(view, to));
    const answer = answerFor(verdict, protocol, port);
    const expected = allowed ? 'allowed' : 'denied';
    return answer === expected
      ? []
      : [`${from} -> ${to} ${protocol} ${port}: ${answer}, expected ${expected}`];
  });
}

function find(view: View, written: string): PodEndpoint {
  const [namespace = '', name = ''] = written.split('/');
  const [resource] = view.anywhere('workload', name).filter((found) => found.namespace === namespace);
  const endpoint = resource && endpointOf(view, resource);
  if (!endpoint) throw new Error(`there is no workload ${written}`);
  return endpoint;
}
