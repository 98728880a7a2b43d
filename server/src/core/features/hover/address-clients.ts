import type { Address } from '../../model/address.ts';
import { ALL_ADDRESSES } from '../../reach/address-set.ts';
import { type Endpoint, endpointOf } from '../../reach/endpoint.ts';
import { type Answer, evaluateConnection } from '../../reach/evaluate-connection.ts';
import * as ports from '../../reach/port-set.ts';
import { addressPort, clientsOf } from '../../reach/ways/resolve-address.ts';
import { unknownPods } from '../../reach/ways/route-source.ts';
import { dialledPort } from '../../reach/ways/service-ports.ts';
import { findHeadlessMiss } from '../../rules/evidence/headless-port.ts';
import type { Resource } from '../../workspace/resource.ts';
import { portsMeant } from './address-port.ts';
import type { Scene } from './hover-target.ts';
import { bullets, linkResource } from './markdown.ts';
import { writeServiceVerdict } from './service-verdict.ts';
import { judge, writeJudgement } from './verdict.ts';

const MOST_CLIENTS = 4;

/** Whether each workload that sees an address may use it, for an address of a Service that leads to pods. */
export function writeClients(
  scene: Scene,
  holder: Resource,
  address: Address,
  service: Resource,
): string | undefined {
  const { service: facts } = service.facts;
  const port = addressPort(address);
  if (!facts) return undefined;
  const dialled = facts.headless && port !== undefined ? dialledPort(facts, port) : undefined;
  const meant = dialled ? [dialled] : portsMeant(facts, port);
  const misses = port !== undefined && findHeadlessMiss(scene.view, service, port)?.translated;
  // Without such a port there is nothing to allow.
  if (meant.length === 0 || misses) return undefined;
  return writeEach(scene, holder, address, (client) => writeServiceVerdict(scene, client, service, meant));
}

/**
 * The same for an address outside the cluster, of which nobody knows where it is. `namespace` is where it is a Service
 * if it is not outside: what is said must hold for its pods too, of which nothing is known, not even their port.
 */
export function writeOutsideClients(
  scene: Scene,
  holder: Resource,
  address: Address,
  namespace?: string,
): string | undefined {
  const port = addressPort(address);
  if (port === undefined) return undefined;
  return writeEach(scene, holder, address, (client) => {
    const outside = judge(scene, client, { type: 'addresses', addresses: ALL_ADDRESSES }, 'TCP', port);
    return namespace === undefined || isSameInside(scene, client, namespace, outside.answer)
      ? writeJudgement(outside)
      : '**depends** on which of the two it is';
  });
}

function isSameInside({ view }: Scene, client: Endpoint, namespace: string, answer: Answer): boolean {
  const pods = { ...unknownPods(view, namespace), namespaceLabels: view.namespaceLabels(namespace) };
  const { allowed, possible } = evaluateConnection(view, client, pods);
  switch (answer) {
    case 'allowed':
      return ports.isSubset(ports.allPortsOf('TCP'), allowed);
    case 'denied':
      return ports.isEmpty(ports.intersect(possible, ports.allPortsOf('TCP')));
    case 'depends':
      return true;
  }
}

function writeEach(
  scene: Scene,
  holder: Resource,
  address: Address,
  write: (client: Endpoint) => string | undefined,
): string | undefined {
  const clients = clientsOf(scene.view, holder, address);
  if (clients.length === 0)
    return `No workload of the workspace takes it from ${linkResource(scene, holder)}.`;
  return bullets(clients, MOST_CLIENTS, (client) => {
    const endpoint = endpointOf(scene.view, client);
    return `From ${linkResource(scene, client)}: ${(endpoint && write(endpoint)) ?? 'leads to no pods'}`;
  });
}
