import { formatDoubt } from '../reach/format-traffic.ts';
import * as ports from '../reach/port-set.ts';
import { isNothing, type Traffic } from '../reach/traffic.ts';
import type { LinkVerdict } from './topology.ts';
import type { BothSides } from './traffic-lookup.ts';

/** A verdict with the ports that it is about, in words. */
export interface Judged {
  readonly verdict: LinkVerdict;
  readonly ports: string;
}

/**
 * What becomes of traffic, of all ports or of those that are meant. One-sided is what one side lets pass by a rule and the
 * other does not; that it passes there only because nothing limits it is no half of anything.
 */
export function judgeLink(
  { out, into }: BothSides,
  isLimited: { readonly out: boolean; readonly into: boolean },
  wanted: ports.PortSet = ports.ALL_PORTS,
): Judged {
  const [leaving, entering] = [narrow(out, wanted), narrow(into, wanted)];
  const both = narrow(leaving, entering.allowed, entering.possible);
  if (!ports.isEmpty(both.allowed)) return { verdict: 'allowed', ports: shortPorts(both.allowed) };
  if (!isNothing(both)) return { verdict: 'depends', ports: formatDoubt(both) ?? '' };
  const meant = wanted === ports.ALL_PORTS ? '' : shortPorts(wanted);
  if (isNothing(entering) && !isNothing(leaving) && isLimited.out)
    return { verdict: 'one-sided', ports: meant || shortPorts(leaving.possible) };
  if (isNothing(leaving) && !isNothing(entering) && isLimited.into)
    return { verdict: 'one-sided', ports: meant || shortPorts(entering.possible) };
  return { verdict: 'denied', ports: meant };
}

/** `TCP 8080`, `TCP 80, UDP 53`, `all ports`. */
export function shortPorts(set: ports.PortSet): string {
  return ports.equals(set, ports.ALL_PORTS) ? 'all ports' : ports.describePorts(set);
}

function narrow(traffic: Traffic, allowed: ports.PortSet, possible: ports.PortSet = allowed): Traffic {
  return {
    allowed: ports.intersect(traffic.allowed, allowed),
    possible: ports.intersect(traffic.possible, possible),
  };
}
