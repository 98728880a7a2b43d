import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Protocol } from '../../../server/src/core/model/protocol.ts';
import {
  ALL_PORTS,
  allPortsOf,
  contains,
  describePorts,
  equals,
  formatPorts,
  intersect,
  isEmpty,
  isSubset,
  NO_PORTS,
  onlyPort,
  type PortSet,
  portSet,
  subtract,
  union,
} from '../../../server/src/core/reach/port-set.ts';
import { describeSetLaws } from '../base/set-laws.ts';

const protocols: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];
// Both ends of a protocol, where its neighbour on the line begins, and one port for all that lies between.
const ends = [1, 2, 3, 65533, 65534, 65535];
const universe = protocols.flatMap((protocol) => [...ends, 30000].map((port) => ({ protocol, port })));
const ranges = fc
  .tuple(fc.constantFrom(...protocols), fc.constantFrom(...ends), fc.constantFrom(...ends))
  .map(([protocol, from, to]) => portSet(protocol, from, to));
const unionOf = (sets: readonly PortSet[]) => sets.reduce(union, NO_PORTS);
const sets = fc.array(ranges, { maxLength: 6 }).map(unionOf);

describeSetLaws('ports', {
  sets,
  universe,
  everything: ALL_PORTS,
  nothing: NO_PORTS,
  has: (set, { protocol, port }) => contains(set, protocol, port),
  union,
  intersect,
  subtract,
  isEmpty,
  equals,
});

describe('port sets', () => {
  it('knows the one port of a set that has only one', () => {
    expect(onlyPort(portSet('TCP', 443, 443))).toEqual({ protocol: 'TCP', port: 443 });
    expect(onlyPort(portSet('SCTP', 1, 1))).toEqual({ protocol: 'SCTP', port: 1 });
    for (const set of [
      NO_PORTS,
      portSet('TCP', 80, 81),
      unionOf([portSet('TCP', 53, 53), portSet('UDP', 53, 53)]),
    ]) {
      expect(onlyPort(set)).toBe(undefined);
    }
  });

  it('composes directions as sets of ports: TCP 80 out and TCP 443 in is nothing', () => {
    expect(intersect(portSet('TCP', 80, 80), portSet('TCP', 443, 443))).toBe(NO_PORTS);
  });

  it('keeps protocols apart', () => {
    expect(intersect(allPortsOf('TCP'), allPortsOf('UDP'))).toBe(NO_PORTS);
    expect(contains(portSet('UDP', 53, 53), 'UDP', 53)).toBe(true);
    expect(contains(portSet('UDP', 53, 53), 'TCP', 53)).toBe(false);
  });

  it('has no ports below 1 or beyond 65535', () => {
    for (const protocol of protocols) {
      for (const port of [-1, 0, 65536, 65536 + 80]) {
        expect(contains(ALL_PORTS, protocol, port)).toBe(false);
        expect(portSet(protocol, port, port)).toBe(NO_PORTS);
      }
      expect(portSet(protocol, 0, 70000)).toBe(allPortsOf(protocol));
      expect(portSet(protocol, 65000, 70000)).toEqual(portSet(protocol, 65000, 65535));
    }
    expect(portSet('TCP', 90, 80)).toBe(NO_PORTS);
    expect(portSet('TCP', 80.5, 80.5)).toBe(NO_PORTS);
    expect(portSet('TCP', Number.NaN, 80)).toBe(NO_PORTS);
  });

  it('is the same object again when everything came together', () => {
    expect(unionOf(protocols.map(allPortsOf))).toBe(ALL_PORTS);
    const without = subtract(ALL_PORTS, portSet('TCP', 80, 80));
    expect(union(without, portSet('TCP', 80, 80))).toBe(ALL_PORTS);
    expect(union(without, ALL_PORTS)).toBe(ALL_PORTS);
    expect(intersect(ALL_PORTS, ALL_PORTS)).toBe(ALL_PORTS);
    expect(intersect(without, ALL_PORTS)).toBe(without);
  });

  it('knows a subset', () => {
    expect(isSubset(portSet('TCP', 80, 90), allPortsOf('TCP'))).toBe(true);
    expect(isSubset(portSet('TCP', 80, 90), portSet('TCP', 80, 89))).toBe(false);
    expect(isSubset(NO_PORTS, NO_PORTS)).toBe(true);
  });
});

describe('formatPorts', () => {
  it.each<[string, PortSet]>([
    ['All Connections', ALL_PORTS],
    ['No Connections', NO_PORTS],
    ['TCP 80', portSet('TCP', 80, 80)],
    ['TCP 1-65535', allPortsOf('TCP')],
    ['SCTP 1-65535,UDP 1-65535', subtract(ALL_PORTS, allPortsOf('TCP'))],
    ['SCTP 1-65535,TCP 1-65535,UDP 1-52,54-65535', subtract(ALL_PORTS, portSet('UDP', 53, 53))],
    [
      'SCTP 1-65535,TCP 80,8080-8090,UDP 53',
      unionOf([
        portSet('UDP', 53, 53),
        portSet('TCP', 8086, 8090),
        portSet('TCP', 80, 80),
        allPortsOf('SCTP'),
        portSet('TCP', 8080, 8085),
      ]),
    ],
  ])('writes %s', (text, set) => {
    expect(formatPorts(set)).toBe(text);
  });

  it('has spaces after its commas where people read it', () => {
    const set = unionOf([portSet('TCP', 80, 80), portSet('TCP', 8080, 8090), portSet('UDP', 53, 53)]);
    expect(describePorts(set)).toBe('TCP 80, 8080-8090, UDP 53');
    expect(describePorts(ALL_PORTS)).toBe('All Connections');
  });

  it('writes equal sets alike and others differently', () => {
    fc.assert(
      fc.property(sets, sets, (a, b) => {
        expect(formatPorts(a) === formatPorts(b)).toBe(equals(a, b));
      }),
    );
  });
});
