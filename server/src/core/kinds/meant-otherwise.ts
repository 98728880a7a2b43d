import type { Span } from '../text/span.ts';
import type { HostWord } from './find-hosts.ts';

/** Lines, and what is behind a lone `#`, that nearly every language of configurations and scripts skips. */
const COMMENT = /^[ \t]*(?:#|\/\/|;|<!--).*|[ \t]#[ \t].*/gm;

/** `chown nginx:101` gives a user and a group, `image: api:1024` an image and its tag. */
const PAIR = /\bchown\b[^\n;&|]*|image["']?[ \t]*[:=][ \t]*["']?[^\s"',}]*/gi;

/** A group of servers in nginx, which `proxy_pass http://name` means before any host of that name. */
const UPSTREAM = /\bupstream[ \t]+([\w.-]+)\s*\{/g;

/** Tells of the words of a text, asked from left to right, which look like addresses and are meant otherwise. */
export function meantOtherwise(text: string): (word: HostWord) => boolean {
  const inComment = createCursor(text, COMMENT);
  const inPair = createCursor(text, PAIR);
  const upstreams = new Set([...text.matchAll(UPSTREAM)].map(([, name]) => name));
  return ({ start, scheme, host, port }) =>
    inComment(start) ||
    (scheme === undefined && inPair(start)) ||
    (port === undefined && upstreams.has(host));
}

/** Tells whether an offset is within a match of the pattern; offsets must not go back. */
function createCursor(text: string, pattern: RegExp): (offset: number) => boolean {
  const matches = text.matchAll(pattern);
  const next = (): Span | undefined => {
    const { value: match } = matches.next();
    return match && { start: match.index, end: match.index + match[0].length };
  };
  let span = next();
  return (offset) => {
    while (span && span.end <= offset) span = next();
    return span !== undefined && span.start <= offset;
  };
}
