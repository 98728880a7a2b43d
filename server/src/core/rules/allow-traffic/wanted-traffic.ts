import type { Protocol } from '../../model/protocol.ts';
import { ALL_ADDRESSES } from '../../reach/address-set.ts';
import { type Endpoint, endpointOf } from '../../reach/endpoint.ts';
import { unknownPods } from '../../reach/ways/route-source.ts';
import { formatResource, type Resource } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';

/** Traffic that somebody wants; the port is the one on which the destination's pods listen. */
export interface WantedTraffic {
  readonly from: TrafficSource;
  readonly to: Resource;
  readonly protocol: Protocol;
  readonly port: number;
  /** What somebody named who did not name that port: `port 80 of Service shop/api`. */
  readonly behind?: string | undefined;
}

/** Where traffic comes from: where it is not known which pods send it, a namespace, or anywhere. */
export type TrafficSource =
  | { readonly type: 'workload'; readonly resource: Resource }
  | { readonly type: 'namespace'; readonly name: string }
  | { readonly type: 'anywhere' };

/** The end of a connection that a source stands for; of pods that are not known, only their namespace is. */
export function sourceEndpoint(view: View, source: TrafficSource): Endpoint | undefined {
  switch (source.type) {
    case 'workload':
      return endpointOf(view, source.resource);
    case 'namespace':
      return { ...unknownPods(view, source.name), namespaceLabels: view.namespaceLabels(source.name) };
    case 'anywhere':
      return { type: 'addresses', addresses: ALL_ADDRESSES };
  }
}

/** A source as the subject of a sentence. */
export function formatSource(source: TrafficSource): string {
  switch (source.type) {
    case 'workload':
      return formatResource(source.resource);
    case 'namespace':
      return `all pods of namespace ${source.name}`;
    case 'anywhere':
      return 'everyone, inside and outside of the cluster,';
  }
}
