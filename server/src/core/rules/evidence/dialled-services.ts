import type { Address } from '../../model/address.ts';
import { addressPort, clientsOf } from '../../reach/ways/resolve-address.ts';
import { servicesOf } from '../../reach/ways/services-of.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { Settings } from '../../workspace/settings.ts';
import type { View } from '../../workspace/view.ts';
import { podsMayListen } from './headless-port.ts';
import { type ResolvedAddress, resolvedAddresses } from './resolved-addresses.ts';

/** An address that leads to one Service of the manifests, and the port that it dials there. */
export interface DialledService extends Pick<ResolvedAddress, 'address' | 'at'> {
  readonly service: Resource;
  readonly dialled: number;
}

/** The addresses of a resource of which it is known what they dial; those that may mean several Services are not. */
export function dialledServices(resource: Resource, view: View, settings: Settings): DialledService[] {
  return resolvedAddresses(resource, view, settings).flatMap(({ address, host, at }): DialledService[] => {
    if (host.type !== 'service' || host.services.length !== 1) return [];
    const [service] = host.services;
    const dialled = service && (addressPort(address) ?? onlyPort(view, service));
    if (!service || dialled === undefined || mayBeOwnName(view, resource, address, service)) return [];
    return [{ address, at, service, dialled }];
  });
}

/**
 * Whoever is told no port knows which one to dial, and of a single one that is clear; but not what it is translated to,
 * nor of a headless Service what its pods do not listen on.
 */
function onlyPort(view: View, resource: Resource): number | undefined {
  const { service } = resource.facts;
  const [port, another] = service?.ports ?? [];
  if (!service || !port || another || service.portsOpen || service.headlessUnknown) return undefined;
  const number = port.port.value;
  if (!service.headless || number === undefined) return number;
  const isTranslated = port.targetPort && port.targetPort.value !== number;
  return isTranslated || !podsMayListen(view, resource, number) ? undefined : number;
}

/**
 * `SERVER_HOST: web` in the pods behind `web` tells them their own name, and with it goes the port to listen on. Of a
 * configuration that nobody takes, nobody knows whose pods read it.
 */
function mayBeOwnName(view: View, holder: Resource, address: Address, service: Resource): boolean {
  if (address.knownBy === 'form' && address.portAt === undefined) return false;
  const clients = clientsOf(view, holder, address);
  return clients.length === 0 || clients.some((client) => servicesOf(view, client).includes(service));
}
