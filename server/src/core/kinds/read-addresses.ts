import type { Address } from '../model/address.ts';
import { at, rawText, type Value } from './value.ts';

/**
 * Shapes that are surely meant as network addresses:
 * a URL's authority (`http://api:8080`, `jdbc:postgresql://db`), or a host with a port (`api:8080`), or a name below
 * `.svc`. A bare word is none by itself (`read-settings` knows more). Without a scheme, what follows a letter, a slash
 * or a dot is the tail of a path or of a longer word; what goes on with a dot is a version (`node:20.11`).
 */
const ADDRESS =
  /(?:(?<!\w)(?<scheme>[a-z][a-z0-9+.-]{0,30}):\/\/(?:[^\s/@"'`]*@)?|(?<![\w/.${@:-]))(?<text>(?<host>[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?)*)\.?(?::(?<port>\d{1,5}))?)(?![\w:$(@{-]|\.\w)/gi;

/** Values beyond this size are data, not settings (UTF-16 units). */
const LONGEST_VALUE = 256 * 1024;

/** The addresses that one scalar mentions. */
export function readAddresses(value: Value): Address[] {
  const text = rawText(value);
  if (!text || text.length > LONGEST_VALUE || !/[.:]/.test(text)) return [];
  const found: Address[] = [];
  const seen = new Map<string, number>();
  for (const match of text.matchAll(ADDRESS)) {
    const { scheme, host, port, text: hostAndPort } = match.groups ?? {};
    if (!host || !hostAndPort || !isAddress(scheme, host, port)) continue;
    const occurrence = seen.get(hostAndPort) ?? 0;
    seen.set(hostAndPort, occurrence + 1);
    found.push({
      host: value.intern(host.toLowerCase()),
      port: port ? Number(port) : undefined,
      portAt: undefined,
      scheme: scheme ? value.intern(scheme.toLowerCase()) : undefined,
      text: value.intern(hostAndPort),
      occurrence,
      at: at(value),
      knownBy: 'form',
    });
  }
  return found;
}

function isAddress(scheme: string | undefined, host: string, port: string | undefined): boolean {
  if (scheme !== undefined) return true;
  if (/\.svc(?:\.|$)/i.test(host)) return true;
  // `12:30`, `1.2.3:4` and image tags such as `nginx:1` look alike; a host with a port must start with a letter, and
  // a port that small belongs to no service of this kind.
  return port !== undefined && /^[a-z]/i.test(host) && Number(port) >= 20 && Number(port) <= 65535;
}
