import type { YamlPath } from '../yaml/yaml-path.ts';

/** A network address that a value mentions: `http://api.shop.svc:8080/v1` in an environment variable. */
export interface Address {
  readonly host: string;
  readonly port: number | undefined;
  /** Where the port stands if that is another value: the one of `DB_PORT` beside `DB_HOST`. */
  readonly portAt: YamlPath | undefined;
  /** `http` of `http://…`, lower case. */
  readonly scheme: string | undefined;
  /** The host and, if written, the port as they stand in the value: `api.shop.svc:8080`. */
  readonly text: string;
  /** Which of several equal words in the value this is, from 0; those that are no address count, too. */
  readonly occurrence: number;
  /** The value that holds it. */
  readonly at: YamlPath;
  /** What says that it is an address: its own form, or the name of what it is set for: `DB_HOST`. */
  readonly knownBy: 'form' | 'name';
}
