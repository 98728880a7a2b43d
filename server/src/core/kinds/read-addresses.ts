import { lazy } from '../base/lazy.ts';
import type { Address } from '../model/address.ts';
import { findHosts, type HostWord } from './find-hosts.ts';
import { meantOtherwise } from './meant-otherwise.ts';
import { at, partialText, type Value } from './value.ts';

/** Values beyond this size are data, not settings (UTF-16 units). */
const LONGEST_VALUE = 256 * 1024;

/** The addresses that one scalar mentions. A variable or a template elsewhere in it does not make them unknown. */
export function readAddresses(value: Value): Address[] {
  const text = partialText(value);
  if (!text || text.length > LONGEST_VALUE || !/[.:]/.test(text)) return [];
  const found: Address[] = [];
  const seen = new Map<string, number>();
  const isOther = lazy(() => meantOtherwise(text));
  for (const word of findHosts(text)) {
    // Those that are no address count, too: in the text only the word itself is to be seen.
    const occurrence = seen.get(word.text) ?? 0;
    seen.set(word.text, occurrence + 1);
    if (!isAddress(word) || isOther()(word)) continue;
    const { scheme, host, port } = word;
    found.push({
      host: value.intern(host.toLowerCase()),
      port: port ? Number(port) : undefined,
      portAt: undefined,
      scheme: scheme ? value.intern(scheme.toLowerCase()) : undefined,
      text: value.intern(word.text),
      occurrence,
      at: at(value),
      knownBy: 'form',
    });
  }
  return found;
}

/**
 * Shapes that are surely meant as network addresses: a URL's authority (`http://api:8080`, `jdbc:postgresql://db`), or a
 * host with a port (`api:8080`), or a name below `.svc`. A bare word is none by itself (`read-settings` knows more).
 */
function isAddress({ scheme, host, port }: HostWord): boolean {
  if (scheme !== undefined) return true;
  if (/\.svc(?:\.|$)/i.test(host)) return true;
  // `12:30`, `1.2.3:4` and image tags such as `nginx:1` look alike; a host with a port must start with a letter, and
  // a port that small belongs to no service of this kind.
  return port !== undefined && /^[a-z]/i.test(host) && Number(port) >= 20 && Number(port) <= 65535;
}
