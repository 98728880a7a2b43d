import { parseCidr, unionAll } from '../../server/src/core/reach/address-set.ts';
import { type Endpoint, endpointOf } from '../../server/src/core/reach/endpoint.ts';
import { evaluateConnection } from '../../server/src/core/reach/evaluate-connection.ts';
import { evaluateDirection } from '../../server/src/core/reach/evaluate-direction.ts';
import { formatPorts, type PortSet } from '../../server/src/core/reach/port-set.ts';
import type { View } from '../../server/src/core/workspace/view.ts';

/** The workload of a name (`web`, in namespace default, or `shop/web`), or the addresses of blocks with spaces between. */
export function endAt(view: View, written: string): Endpoint {
  const blocks = written.split(' ').map(parseCidr);
  if (blocks.every((block) => block.ok))
    return { type: 'addresses', addresses: unionAll(blocks.map(({ set }) => set)) };
  const [name = '', namespace = 'default'] = written.split('/').reverse();
  const [resource] = view.anywhere('workload', name).filter((found) => found.namespace === namespace);
  const end = resource && endpointOf(view, resource);
  if (!end) throw new Error(`there is no workload ${written}`);
  return end;
}

/** What passes from one end to the other, in words: `TCP 80`, or `No Connections, perhaps All Connections`. */
export function connection(view: View, from: string, to: string): string {
  return inWords(evaluateConnection(view, endAt(view, from), endAt(view, to)));
}

/** What the policies of the receiving pods alone let in, in the same words. */
export function ingress(view: View, to: string, from: string): string {
  return direction(view, to, from, 'ingress');
}

/** What the policies of the sending pods alone let out, in the same words. */
export function egress(view: View, from: string, to: string): string {
  return direction(view, from, to, 'egress');
}

function direction(view: View, subject: string, other: string, which: 'ingress' | 'egress'): string {
  const pods = endAt(view, subject);
  if (pods.type !== 'pods') throw new Error(`${subject} is no workload`);
  return inWords(evaluateDirection(view, pods, endAt(view, other), which));
}

function inWords({ allowed, possible }: { readonly allowed: PortSet; readonly possible: PortSet }): string {
  const [sure, perhaps] = [formatPorts(allowed), formatPorts(possible)];
  return sure === perhaps ? sure : `${sure}, perhaps ${perhaps}`;
}
