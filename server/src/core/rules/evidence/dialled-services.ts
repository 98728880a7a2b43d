import { addressPort } from '../../reach/resolve-address.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { Settings } from '../../workspace/settings.ts';
import type { View } from '../../workspace/view.ts';
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
    const dialled = addressPort(address);
    return service && dialled !== undefined ? [{ address, at, service, dialled }] : [];
  });
}
