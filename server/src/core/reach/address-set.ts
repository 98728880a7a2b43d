import ipaddr from 'ipaddr.js';
import * as intervals from '../base/interval-set.ts';

/**
 * A set of IPv4 and IPv6 addresses: what an `ipBlock` or a `networks` peer picks (semantics rules 12 and 60).
 *
 * All addresses lie on one line, IPv6 right after IPv4, so the plain operations on intervals serve both
 * families. Only this file knows where an address lies, and only this file imports `ipaddr.js`.
 */
export type AddressSet = intervals.IntervalSet<bigint>;

/** The two kinds of IP address, as `Service.spec.ipFamilies` spells them. */
export type AddressFamily = 'IPv4' | 'IPv6';

/** What a text in CIDR notation says, or why it says nothing. */
export type ParsedCidr =
  | {
      readonly ok: true;
      readonly set: AddressSet;
      readonly family: AddressFamily;
      /** The block as Go prints it, without host bits: `2001:db8::/32` for `2001:DB8:0::1/32`. */
      readonly canonical: string;
      /** True for `10.0.0.7/8`: read as `10.0.0.0/8` by Kubernetes before 1.36, refused since. */
      readonly hostBitsSet: boolean;
    }
  /** The reason completes a sentence about the text: (`10.0.0.7`) `has no prefix length; …`. */
  | { readonly ok: false; readonly reason: string };

/** An IP address: its family and the integer it stands for. */
interface IpAddress {
  readonly family: AddressFamily;
  readonly value: bigint;
}

const FAMILIES: readonly AddressFamily[] = ['IPv4', 'IPv6'];
const BITS: Readonly<Record<AddressFamily, number>> = { IPv4: 32, IPv6: 128 };
const LINE_START: Readonly<Record<AddressFamily, bigint>> = { IPv4: 0n, IPv6: 1n << 32n };
const ALL_OF: Readonly<Record<AddressFamily, AddressSet>> = {
  IPv4: block({ family: 'IPv4', value: 0n }, 0),
  IPv6: block({ family: 'IPv6', value: 0n }, 0),
};

/** No address at all. Every operation that finds nothing returns this very object. */
export const NO_ADDRESSES: AddressSet = intervals.EMPTY;

/** `0.0.0.0/0` */
export const ALL_IPV4: AddressSet = ALL_OF.IPv4;

/** `::/0` */
export const ALL_IPV6: AddressSet = ALL_OF.IPv6;

/** Every address of both families. Operations return this very object wherever this is the answer. */
export const ALL_ADDRESSES: AddressSet = intervals.union(ALL_IPV4, ALL_IPV6);

/**
 * Reads `10.0.0.0/8` or `2001:db8::/32` as the API server does with StrictIPCIDRValidation (KEP-4858, on by
 * default since Kubernetes 1.36): no spaces, no zone, no decimal number with a zero in front, no IPv4-mapped
 * IPv6 address. An IPv6 address may have any of its forms. Host bits are an error there; here they are
 * reported beside the set, because what the block means is beyond doubt and older clusters accept it.
 */
export function parseCidr(text: string): ParsedCidr {
  if (/(^|:)0\d+\.|[./]0\d/.test(text)) return refusal('has a decimal number with a zero in front');
  const slash = text.indexOf('/');
  const address = parseAddress(slash < 0 ? text : text.slice(0, slash));
  if (address === undefined) return refusal('does not start with an IPv4 or IPv6 address');
  const { family, value } = address;
  const isMapped = family === 'IPv6' && value >> 32n === 0xffffn;
  if (isMapped) return refusal('is an IPv4-mapped IPv6 address; write it as IPv4');
  const bits = BITS[family];
  if (slash < 0) return refusal(`has no prefix length; for this one address it is /${bits}`);
  const lengthText = text.slice(slash + 1);
  const length = Number(lengthText);
  if (!/^\d+$/.test(lengthText) || length > bits) return refusal(`has no prefix length from 0 to ${bits}`);
  const hostBits = BigInt(bits - length);
  const first = { family, value: (value >> hostBits) << hostBits };
  return {
    ok: true,
    set: block(first, length),
    family,
    canonical: `${formatAddress(first)}/${length}`,
    hostBitsSet: first.value !== value,
  };
}

/** The addresses of a block in CIDR notation; none for what is no block. */
export function ofBlock(text: string): AddressSet {
  const parsed = parseCidr(text);
  return parsed.ok ? parsed.set : NO_ADDRESSES;
}

/** The IPv4 addresses of a set if it has any, else all of it. */
export function firstFamily(set: AddressSet): AddressSet {
  const first = intersect(set, ALL_IPV4);
  return isEmpty(first) ? set : first;
}

/** The addresses in either set. */
export function union(a: AddressSet, b: AddressSet): AddressSet {
  return recognise(intervals.union(a, b));
}

/** The addresses in any of the sets, in n log n steps: for the many blocks of one policy. */
export function unionAll(sets: readonly AddressSet[]): AddressSet {
  return recognise(intervals.unionAll(sets));
}

/** The addresses in both sets. */
export const intersect: (a: AddressSet, b: AddressSet) => AddressSet = intervals.intersect;

/** The addresses in `a` that are not in `b`. */
export const subtract: (a: AddressSet, b: AddressSet) => AddressSet = intervals.subtract;

/** The set in pieces, as few as possible, of which each of the others holds all or nothing; first what none of them holds. */
export const partition: (set: AddressSet, others: readonly AddressSet[]) => readonly AddressSet[] =
  intervals.partition;

/** True when no address is in the set. */
export const isEmpty: (set: AddressSet) => boolean = intervals.isEmpty;

/** True when every address of `a` is in `b`. */
export const isSubset: (a: AddressSet, b: AddressSet) => boolean = intervals.isSubset;

/** True when both sets hold the same addresses. */
export const equals: (a: AddressSet, b: AddressSet) => boolean = intervals.equals;

/** True when the text is an address, `10.0.0.7` or `2001:db8::7`, and this address is in the set. */
export function containsAddress(set: AddressSet, text: string): boolean {
  const address = parseAddress(text);
  return address !== undefined && intervals.contains(set, LINE_START[address.family] + address.value);
}

/** The fewest CIDR blocks that make up the set, IPv4 first, in ascending order. */
export function formatAddresses(set: AddressSet): readonly string[] {
  return rangesOf(set).flatMap(({ family, start, end }) => {
    const blocks: string[] = [];
    let value = start;
    while (value < end) {
      let size = 1n;
      let length = BITS[family];
      while (value % (size * 2n) === 0n && value + size * 2n <= end) {
        size *= 2n;
        length--;
      }
      blocks.push(`${formatAddress({ family, value })}/${length}`);
      value += size;
    }
    return blocks;
  });
}

/**
 * The fewest ranges that make up the set, both ends included, in ascending order: `10.0.0.0-10.255.255.255`.
 */
export function formatRanges(set: AddressSet): readonly string[] {
  return rangesOf(set).map(
    ({ family, start, end }) =>
      `${formatAddress({ family, value: start })}-${formatAddress({ family, value: end - 1n })}`,
  );
}

function refusal(reason: string): ParsedCidr {
  return { ok: false, reason };
}

function recognise(set: AddressSet): AddressSet {
  return equals(set, ALL_ADDRESSES) ? ALL_ADDRESSES : set;
}

/** The block of addresses that share their first `length` bits with `first`, whose other bits are 0. */
function block({ family, value }: IpAddress, length: number): AddressSet {
  const start = LINE_START[family] + value;
  return intervals.interval(start, start + (1n << BigInt(BITS[family] - length)));
}

/** The intervals of the set with their family, as the integers that its addresses stand for. */
function rangesOf(
  set: AddressSet,
): readonly (intervals.Interval<bigint> & { readonly family: AddressFamily })[] {
  return FAMILIES.flatMap((family) =>
    intervals.intervalsOf(intersect(set, ALL_OF[family])).map(({ start, end }) => ({
      family,
      start: start - LINE_START[family],
      end: end - LINE_START[family],
    })),
  );
}

/** `ipaddr.js` alone is too kind: it takes `012.1`, and it reads `::1.2.3.4` as `::ffff:1.2.3.4`. */
function parseAddress(text: string): IpAddress | undefined {
  const tailStart = text.lastIndexOf(':') + 1;
  const tail = text.slice(tailStart);
  let groups = text;
  if (tail.includes('.')) {
    if (!ipaddr.IPv4.isValidFourPartDecimal(tail)) return undefined;
    const value = toInteger(ipaddr.IPv4.parse(tail));
    if (tailStart === 0) return { family: 'IPv4', value };
    groups = `${text.slice(0, tailStart)}${(value >> 16n).toString(16)}:${(value & 0xffffn).toString(16)}`;
  }
  if (groups.includes('%') || !ipaddr.IPv6.isValid(groups)) return undefined;
  return { family: 'IPv6', value: toInteger(ipaddr.IPv6.parse(groups)) };
}

function toInteger(address: ipaddr.IPv4 | ipaddr.IPv6): bigint {
  return address.toByteArray().reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

function formatAddress({ family, value }: IpAddress): string {
  const bytes: number[] = [];
  for (let shift = BITS[family] - 8; shift >= 0; shift -= 8)
    bytes.push(Number((value >> BigInt(shift)) & 0xffn));
  return ipaddr.fromByteArray(bytes).toString();
}
