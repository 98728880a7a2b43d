import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { NO_ADDRESSES } from '../../../server/src/core/reach/address-set.ts';
import type { PodEndpoint } from '../../../server/src/core/reach/endpoint.ts';
import { type AllPairs, evaluateAllPairs } from '../../../server/src/core/reach/pairs/all-pairs.ts';
import { type PodPeer, podPeers } from '../../../server/src/core/reach/pairs/peers.ts';
import { podsOf } from '../../../server/src/core/reach/pairs/pod-classes.ts';
import { NAMESPACE_NAME_LABEL } from '../../../server/src/core/workspace/namespace-table.ts';
import { plainView, type View } from '../../../server/src/core/workspace/view.ts';
import { environmentOf } from '../environment-of.ts';
import { withHabits } from './habits.ts';

/** Our answers for a folder of manifests, under netpol-analyzer's habits. */
export interface Analysis {
  readonly view: View;
  readonly all: AllPairs;
  readonly peers: readonly PodPeer[];
}

/**
 * Evaluates a folder as netpol-analyzer sees it: blocks mean addresses outside the cluster alone (semantics rules 13 and
 * 60), labels of namespaces that nobody wrote are not there (rule 18), and nobody is on the host network (rule 33).
 */
export function analyze(folder: string): Analysis {
  const view = plainView(environmentOf(manifestsIn(folder).flatMap(withHabits)));
  const pods = podsOf(view).map((one) => ({ ...one, endpoint: habitual(one.endpoint) }));
  const all = evaluateAllPairs(view, pods);
  return { view, all, peers: podPeers(all) };
}

/** Pods as netpol-analyzer sees them. */
export function habitual(endpoint: PodEndpoint): PodEndpoint {
  return {
    ...endpoint,
    namespaceLabels: { ...endpoint.namespaceLabels, open: false },
    hostNetwork: 'no',
    network: { addresses: NO_ADDRESSES, inBlocks: 'no' },
  };
}

/** The controller for routes as it imagines it: a pod without labels in a namespace of its own (semantics rule 47). */
export function imaginedController(): PodEndpoint {
  const namespace = 'ingress-controller-ns';
  const none = { entries: [], open: false, at: '' };
  return habitual({
    type: 'pods',
    namespace,
    namespaceLabels: { ...none, entries: [{ key: NAMESPACE_NAME_LABEL, value: namespace, at: '' }] },
    labels: none,
    ports: [],
    portsOpen: false,
    hostNetwork: 'no',
    network: { addresses: NO_ADDRESSES, inBlocks: 'no' },
  });
}

function manifestsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:ya?ml|json)$/.test(entry.name))
    .map(({ parentPath, name }) => path.join(parentPath, name))
    .sort()
    .map((file) => readFileSync(file, 'utf8'));
}
