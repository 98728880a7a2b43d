import type { Source } from '../../model/source.ts';
import { endpointOf } from '../../reach/endpoint.ts';
import { answerFor, type ConnectionVerdict, evaluateConnection } from '../../reach/evaluate-connection.ts';
import { clientsOf } from '../../reach/ways/resolve-address.ts';
import { type Server, serversBehind } from '../../reach/ways/service-backends.ts';
import { dialledPort } from '../../reach/ways/service-ports.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { Settings } from '../../workspace/settings.ts';
import type { View } from '../../workspace/view.ts';
import { dialledServices } from './dialled-services.ts';
import { findHeadlessMiss } from './headless-port.ts';
import { mayHaveUnseenPolicies } from './unseen-policies.ts';

/** A workload is given an address that leads to pods which the policies surely keep it from. */
export interface DeniedDependency extends Server {
  readonly at: Source;
  /** The address as it is written. */
  readonly text: string;
  readonly client: Resource;
  readonly service: Resource;
  readonly verdict: ConnectionVerdict;
}

/**
 * The addresses of a resource whose whole way is known, from the pods that read them through the Service to the pods
 * behind it, and surely denied.
 */
export function deniedDependencies(resource: Resource, view: View, settings: Settings): DeniedDependency[] {
  return dialledServices(resource, view, settings).flatMap(({ address, at, service, dialled }) => {
    const { service: facts } = service.facts;
    const servicePort = facts && dialledPort(facts, dialled);
    // Nobody listens there: the port is the mistake, and allowing it would help nobody.
    if (!servicePort || findHeadlessMiss(view, service, dialled)?.translated) return [];
    return serversBehind(view, service, servicePort).flatMap(({ server, protocol, port }) =>
      clientsOf(view, resource, address).flatMap((client): DeniedDependency[] => {
        const source = endpointOf(view, client);
        const destination = endpointOf(view, server);
        // How a pod reaches itself through a Service is up to the plugin (semantics rule 35).
        if (!source || !destination || client === server || client.broken || server.broken) return [];
        const verdict = evaluateConnection(view, source, destination);
        if (answerFor(verdict, protocol, port) !== 'denied') return [];
        if (mayHaveUnseenPolicies(view, client.namespace, 'egress')) return [];
        if (mayHaveUnseenPolicies(view, server.namespace, 'ingress')) return [];
        return [{ at, text: address.text, client, service, server, protocol, port, verdict }];
      }),
    );
  });
}
