import * as ports from '../reach/port-set.ts';
import { clientsOf } from '../reach/ways/resolve-address.ts';
import { serversBehind } from '../reach/ways/service-backends.ts';
import { dialledPort } from '../reach/ways/service-ports.ts';
import { dialledServices } from '../rules/evidence/dialled-services.ts';
import type { Resource } from '../workspace/resource.ts';
import type { View } from '../workspace/view.ts';

/** A workload dials an address that leads to a port of another one. */
export interface DialledLink {
  readonly from: Resource;
  readonly to: Resource;
  readonly ports: ports.PortSet;
}

/** What the addresses in the manifests of a namespace lead to, as far as all is known. */
export function dialledLinks(view: View, namespace: string): readonly DialledLink[] {
  return view.inNamespace('addresses', namespace).flatMap((holder) =>
    dialledServices(holder, view, view.settings).flatMap(({ address, service, dialled }): DialledLink[] => {
      const port = service.facts.service && dialledPort(service.facts.service, dialled);
      const servers = port ? serversBehind(view, service, port) : [];
      return clientsOf(view, holder, address).flatMap((from) =>
        servers
          .filter(({ server }) => server !== from)
          .map(({ server, protocol, port: number }) => ({
            from,
            to: server,
            ports: ports.portSet(protocol, number, number),
          })),
      );
    }),
  );
}
