import { addTo, type MultiMap } from '../../base/multi-map.ts';
import type { ExposedTraffic } from '../../reach/exposure.ts';
import { formatDoubt, joinSure } from '../../reach/format-traffic.ts';
import * as ports from '../../reach/port-set.ts';

/** Traffic in words, with the ports that pass by their names alone: `UDP 53,TCP http`. */
export function formatExposed(traffic: ExposedTraffic): string {
  return joinSure(formatSure(traffic), formatDoubt(traffic));
}

function formatSure({ allowed, names }: ExposedTraffic): string | undefined {
  const byProtocol: MultiMap<string, string> = new Map();
  for (const { name, protocol } of names) addTo(byProtocol, protocol, name);
  const named = [...byProtocol].map(([protocol, list]) => {
    const written = list.sort().join();
    return protocol === 'any' ? written : `${protocol} ${written}`;
  });
  const written = [...(ports.isEmpty(allowed) ? [] : [ports.formatPorts(allowed)]), ...named];
  return written.length > 0 ? written.join() : undefined;
}
