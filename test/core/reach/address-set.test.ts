import { BlockList, isIPv4, isIPv6 } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AddressSet,
  ALL_ADDRESSES,
  ALL_IPV4,
  ALL_IPV6,
  containsAddress,
  equals,
  formatAddresses,
  formatRanges,
  intersect,
  isEmpty,
  isSubset,
  NO_ADDRESSES,
  parseCidr,
  partition,
  subtract,
  union,
  unionAll,
} from '../../../server/src/core/reach/address-set.ts';
import { describeSetLaws } from '../base/set-laws.ts';

/** The set of a good block; a bad one ends the test with its reason. */
function block(cidr: string): AddressSet {
  const parsed = parseCidr(cidr);
  if (!parsed.ok) throw new Error(`${cidr} ${parsed.reason}`);
  return parsed.set;
}

const blocks = (...cidrs: string[]) => unionAll(cidrs.map(block));
const sixteen = Array.from({ length: 16 }, (_, i) => i);
const networks = [
  { address: (i: number) => `10.0.0.${i}`, bits: 32 },
  { address: (i: number) => `2001:db8::${i.toString(16)}`, bits: 128 },
];
// Blocks of at most sixteen addresses of one network, or a whole family.
const anyBlock = fc
  .record({
    network: fc.constantFrom(...networks),
    at: fc.constantFrom(...sixteen),
    free: fc.constantFrom(0, 1, 2, 3, 4, 'all'),
  })
  .map(({ network, at, free }) =>
    block(`${network.address(at)}/${typeof free === 'number' ? network.bits - free : 0}`),
  );
// Differences too, so that the rest of a family without the network occurs as well.
const sets = fc
  .tuple(fc.array(anyBlock, { maxLength: 4 }), fc.array(anyBlock, { maxLength: 4 }))
  .map(([some, others]) => subtract(unionAll(some), unionAll(others)));

describeSetLaws('addresses', {
  sets,
  universe: [...networks.flatMap(({ address }) => sixteen.map(address)), '0.0.0.0', '255.255.255.255', '::'],
  everything: ALL_ADDRESSES,
  nothing: NO_ADDRESSES,
  has: containsAddress,
  union,
  intersect,
  subtract,
  isEmpty,
  equals,
});

describe('parseCidr', () => {
  it.each([
    ['10.0.0.0/8', 'IPv4', '10.0.0.0/8', false],
    ['0.0.0.0/0', 'IPv4', '0.0.0.0/0', false],
    ['10.0.0.7/32', 'IPv4', '10.0.0.7/32', false],
    ['10.0.0.7/8', 'IPv4', '10.0.0.0/8', true],
    ['255.255.255.255/0', 'IPv4', '0.0.0.0/0', true],
    ['::/0', 'IPv6', '::/0', false],
    ['2001:DB8:0:0::/32', 'IPv6', '2001:db8::/32', false],
    ['2001:0db8::0001/64', 'IPv6', '2001:db8::/64', true],
    ['1:2:3:4:5:6:7:8/128', 'IPv6', '1:2:3:4:5:6:7:8/128', false],
    ['64:ff9b::192.0.2.0/120', 'IPv6', '64:ff9b::c000:200/120', false],
    ['::1.2.3.4/128', 'IPv6', '::102:304/128', false],
  ])('reads %s', (text, family, canonical, hostBitsSet) => {
    expect(parseCidr(text)).toMatchObject({ ok: true, family, canonical, hostBitsSet });
    expect(formatAddresses(block(text))).toEqual([canonical]);
  });

  it.each([
    ['', 'does not start with an IPv4 or IPv6 address'],
    ['all', 'does not start with an IPv4 or IPv6 address'],
    ['/8', 'does not start with an IPv4 or IPv6 address'],
    [' 10.0.0.0/8', 'does not start with an IPv4 or IPv6 address'],
    ['10.0.0/8', 'does not start with an IPv4 or IPv6 address'],
    ['10/8', 'does not start with an IPv4 or IPv6 address'],
    ['10.0.0.0.0/8', 'does not start with an IPv4 or IPv6 address'],
    ['10.0.0.256/8', 'does not start with an IPv4 or IPv6 address'],
    ['0x0a.0.0.0/8', 'does not start with an IPv4 or IPv6 address'],
    ['fe80::1%eth0/64', 'does not start with an IPv4 or IPv6 address'],
    ['1::2::3/64', 'does not start with an IPv4 or IPv6 address'],
    ['::0x1.2.3.4/128', 'does not start with an IPv4 or IPv6 address'],
    ['10.0.0.7', 'has no prefix length; for this one address it is /32'],
    ['2001:db8::7', 'has no prefix length; for this one address it is /128'],
    ['10.0.0.0/', 'has no prefix length from 0 to 32'],
    ['10.0.0.0/33', 'has no prefix length from 0 to 32'],
    ['10.0.0.0/-1', 'has no prefix length from 0 to 32'],
    ['10.0.0.0/8 ', 'has no prefix length from 0 to 32'],
    ['10.0.0.0/8/8', 'has no prefix length from 0 to 32'],
    ['10.0.0.0/255.0.0.0', 'has no prefix length from 0 to 32'],
    ['::/129', 'has no prefix length from 0 to 128'],
    ['010.0.0.0/8', 'has a decimal number with a zero in front'],
    ['10.00.0.0/8', 'has a decimal number with a zero in front'],
    ['10.0.0.0/08', 'has a decimal number with a zero in front'],
    ['64:ff9b::01.2.3.4/128', 'has a decimal number with a zero in front'],
    ['::ffff:10.0.0.0/104', 'is an IPv4-mapped IPv6 address; write it as IPv4'],
    ['::ffff:a00:0/104', 'is an IPv4-mapped IPv6 address; write it as IPv4'],
  ])('refuses "%s"', (text, reason) => {
    expect(parseCidr(text)).toEqual({ ok: false, reason });
  });

  it('takes the addresses that Node takes, except zones and IPv4-mapped addresses', () => {
    const mapped = new BlockList();
    mapped.addSubnet('::ffff:0:0', 96, 'ipv6');
    const isGood = (text: string) =>
      isIPv4(text) || (isIPv6(text) && !text.includes('%') && !mapped.check(text, 'ipv6'));
    const pieces = ['0', '1', '01', '255', '256', 'ffff', 'a', '.', '.', ':', ':', '::', '%1'];
    const mixtures = fc.array(fc.constantFrom(...pieces), { maxLength: 17 }).map((all) => all.join(''));
    const addresses = fc.oneof(fc.ipV4(), fc.ipV6(), fc.constant('::1.2.3.4'), fc.constant('::ffff:1.2.3.4'));
    const misspelt = fc
      .tuple(addresses, fc.nat(40), fc.constantFrom(...pieces))
      .map(([text, at, piece]) => `${text.slice(0, at)}${piece}${text.slice(at + 1)}`);
    fc.assert(
      fc.property(fc.oneof(addresses, mixtures, misspelt, fc.string()), (text) => {
        expect(parseCidr(`${text}/32`).ok).toBe(isGood(text));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('address sets', () => {
  it('means the block without its exceptions', () => {
    const rest = subtract(block('10.0.0.0/8'), blocks('10.1.0.0/16', '10.2.0.0/16'));
    expect(formatRanges(rest)).toEqual(['10.0.0.0-10.0.255.255', '10.3.0.0-10.255.255.255']);
    expect(containsAddress(rest, '10.2.255.255')).toBe(false);
    expect(containsAddress(rest, '10.3.0.0')).toBe(true);
  });

  it('tells an exception that lies strictly inside its block', () => {
    const strictlyInside = (inner: string, outer: string) =>
      isSubset(block(inner), block(outer)) && !equals(block(inner), block(outer));
    expect(strictlyInside('10.1.0.0/16', '10.0.0.0/8')).toBe(true);
    expect(strictlyInside('10.0.0.0/8', '10.0.0.0/8')).toBe(false);
    expect(strictlyInside('11.0.0.0/16', '10.0.0.0/8')).toBe(false);
  });

  it('keeps the families apart', () => {
    expect(intersect(ALL_IPV4, ALL_IPV6)).toBe(NO_ADDRESSES);
    expect(containsAddress(ALL_IPV6, '10.0.0.7')).toBe(false);
    expect(containsAddress(ALL_IPV4, '::10.0.0.7')).toBe(false);
    expect(formatAddresses(ALL_ADDRESSES)).toEqual(['0.0.0.0/0', '::/0']);
    expect(formatRanges(ALL_ADDRESSES)).toEqual([
      '0.0.0.0-255.255.255.255',
      '::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
    ]);
  });

  it('is the same object again when everything came together', () => {
    expect(union(ALL_IPV6, ALL_IPV4)).toBe(ALL_ADDRESSES);
    expect(blocks('128.0.0.0/1', '::/1', '8000::/1', '0.0.0.0/1')).toBe(ALL_ADDRESSES);
  });

  it('is split into pieces that other sets hold altogether or not at all', () => {
    const pieces = (set: AddressSet, ...others: readonly AddressSet[]) =>
      partition(set, others).map(formatAddresses);
    const set = block('10.0.0.0/8');
    expect(pieces(set)).toEqual([['10.0.0.0/8']]);
    expect(pieces(set, ALL_IPV4, ALL_IPV6)).toEqual([['10.0.0.0/8']]);
    expect(pieces(set, block('10.0.0.0/9'), block('10.64.0.0/10'))).toEqual([
      ['10.128.0.0/9'],
      ['10.0.0.0/10'],
      ['10.64.0.0/10'],
    ]);
    // As many pieces as there are ways to be held, however scattered they are.
    expect(pieces(set, blocks('10.0.0.0/10', '10.128.0.0/10'))).toEqual([
      ['10.64.0.0/10', '10.192.0.0/10'],
      ['10.0.0.0/10', '10.128.0.0/10'],
    ]);
    expect(pieces(NO_ADDRESSES, set)).toEqual([]);
  });

  it('has no text that is not an address', () => {
    for (const text of ['', 'web', '10.0.0', '10.0.0.0/8', '010.0.0.7']) {
      expect(containsAddress(ALL_ADDRESSES, text)).toBe(false);
    }
  });

  it('joins many neighbours, whatever their order', () => {
    const many = Array.from({ length: 640 }, (_, i) => (i * 37) % 640).map(
      (i) => `10.${i >> 8}.${i & 255}.0/24`,
    );
    expect(formatAddresses(blocks(...many))).toEqual(['10.0.0.0/15', '10.2.0.0/17']);
    const apart = many.filter((_, i) => i % 2 === 0).map((cidr) => cidr.replace('/24', '/25'));
    expect(formatAddresses(blocks(...apart))).toHaveLength(apart.length);
  });
});

describe('formatAddresses', () => {
  it('writes the fewest blocks', () => {
    expect(formatAddresses(NO_ADDRESSES)).toEqual([]);
    expect(formatAddresses(blocks('10.0.0.1/32', '10.0.0.2/32', '10.0.0.3/32'))).toEqual([
      '10.0.0.1/32',
      '10.0.0.2/31',
    ]);
    expect(formatAddresses(subtract(ALL_IPV4, block('10.0.0.0/8')))).toEqual([
      '0.0.0.0/5',
      '8.0.0.0/7',
      '11.0.0.0/8',
      '12.0.0.0/6',
      '16.0.0.0/4',
      '32.0.0.0/3',
      '64.0.0.0/2',
      '128.0.0.0/1',
    ]);
  });

  it('writes blocks that make up the set again, no two of which are halves of one block', () => {
    fc.assert(
      fc.property(sets, (set) => {
        const written = formatAddresses(set);
        expect(blocks(...written)).toEqual(set);
        const parents = written.map((cidr) => {
          const [address = '', length = ''] = cidr.split('/');
          const parent = parseCidr(`${address}/${Math.max(Number(length) - 1, 0)}`);
          return parent.ok && length !== '0' ? parent.canonical : cidr;
        });
        expect(new Set(parents).size).toBe(written.length);
      }),
    );
  });
});

describe('formatRanges', () => {
  it('writes a single address as a range too', () => {
    expect(formatRanges(blocks('10.0.0.7/32', '2001:db8::/127', '10.0.0.8/29'))).toEqual([
      '10.0.0.7-10.0.0.15',
      '2001:db8::-2001:db8::1',
    ]);
    expect(formatRanges(block('10.0.0.7/32'))).toEqual(['10.0.0.7-10.0.0.7']);
    expect(formatRanges(NO_ADDRESSES)).toEqual([]);
  });
});
