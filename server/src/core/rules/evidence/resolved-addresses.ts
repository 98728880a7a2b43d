import type { Address } from '../../model/address.ts';
import type { Source } from '../../model/source.ts';
import type { YamlChange } from '../../model/yaml-change.ts';
import { type ResolvedHost, resolveHost } from '../../reach/ways/resolve-address.ts';
import { type Resource, sourceIn } from '../../workspace/resource.ts';
import type { Settings } from '../../workspace/settings.ts';
import type { View } from '../../workspace/view.ts';

/** An address that a resource mentions, and what its host means to pods of the same namespace. */
export interface ResolvedAddress {
  readonly address: Address;
  readonly host: ResolvedHost;
  /** The host and port within the value. */
  readonly at: Source;
}

/** Every address of a resource, resolved. Configuration is read by pods of its own namespace, so it resolves there. */
export function resolvedAddresses(
  resource: Resource,
  view: View,
  { clusterDomain }: Settings,
): ResolvedAddress[] {
  return resource.facts.addresses.map((address) => ({
    address,
    host: resolveHost(view, address.host, resource.namespace, clusterDomain),
    at: addressSource(resource, address),
  }));
}

/** Where an address stands: its text within the value. */
export function addressSource(resource: Resource, { at, text, occurrence }: Address): Source {
  return { ...sourceIn(resource, at, 'value'), within: { text, occurrence } };
}

/** Where the port of an address stands, if that is in another value. */
export function portSource(resource: Resource, { port, portAt }: Address): Source | undefined {
  if (port === undefined || portAt === undefined) return undefined;
  return { ...sourceIn(resource, portAt, 'value'), within: { text: String(port), occurrence: 0 } };
}

/** Writes another port to where the address has its own. */
export function replacePort(resource: Resource, address: Address, port: number): YamlChange {
  const { document } = resource;
  const { text, portAt } = address;
  if (portAt === undefined) return replaceAddress(resource, address, `${text.replace(/:\d+$/, '')}:${port}`);
  const change = { type: 'replace-within', document, path: portAt, occurrence: 0 } as const;
  return { ...change, text: String(address.port), newText: String(port) };
}

/** Writes another address in its place, and leaves the rest of the value as it is. */
export function replaceAddress(
  { document }: Resource,
  { at, text, occurrence }: Address,
  newText: string,
): YamlChange {
  return { type: 'replace-within', document, path: at, text, occurrence, newText };
}
