import { maskTemplates, maskVariables } from '../yaml/mask-templates.ts';

/** A word of a text that can be a host, and what stands around it. */
export interface HostWord {
  /** Where {@link text} starts. */
  readonly start: number;
  /** The host and, if written, the port as they stand there. */
  readonly text: string;
  readonly host: string;
  readonly port: string | undefined;
  /** `http` of `http://…`, as it is written. */
  readonly scheme: string | undefined;
}

/**
 * Without a scheme, what follows a letter, a slash or a dot is the tail of a path or of a longer word; what goes on with
 * a dot is a version (`node:20.11`). What goes on with a variable of whatever language (`api.$NS.svc`, `api%s`) is
 * longer than can be seen, so behind a dot only that counts which ends a sentence or a value. \uE000 is what is masked.
 * Of gRPC's names (`dns:///api:8080`) the authority is mostly empty, and the host stands in the path.
 */
const HOST =
  /(?:(?<!\w)(?<scheme>[a-z][a-z0-9+.-]{0,30}):(?:\\?\/){2}(?:(?<=(?:dns|passthrough):(?:\\?\/){2})\\?\/)?(?:[^\s/@"'`]*@)?|(?<![\w/.${})%@:\uE000-]))(?<text>(?<host>[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?)*)(?:\.(?=[\s"'`,:;)\]}/?#\\]|$))?(?::(?<port>\d{1,5}))?)(?![\w:$(@{%\uE000-]|\.[^\s"'`,;)\]}/?#\\])/gi;

/**
 * All words of a text that can be hosts, from left to right: those that are meant as addresses, and others. In the text
 * of a manifest they are those of the value that it writes, unless escapes hide them.
 */
export function* findHosts(text: string): Generator<HostWord> {
  // The tree has templates masked already, the text of a manifest has not.
  const masked = maskVariables(text.includes('{{') ? maskTemplates(text).text : text);
  for (const match of masked.matchAll(HOST)) {
    const { scheme, host, port, text: word } = match.groups ?? {};
    if (!host || !word) continue;
    yield { start: match.index + match[0].length - word.length, text: word, host, port, scheme };
  }
}
