import type { Address } from '../model/address.ts';
import type { YamlPath } from '../yaml/yaml-path.ts';
import { readAddresses } from './read-addresses.ts';
import { at, rawText, type Value } from './value.ts';

/** A value under a name: an environment variable, an entry of a ConfigMap, an option of a command. */
export interface Setting {
  /** Empty where the value has none. */
  readonly name: string;
  /** The scalar in which it stands. */
  readonly value: Value;
  /** What is set, where it is not the whole scalar: `database` of `--db-host=database`. */
  readonly part?: string;
}

/** The addresses in settings that belong together: those that look like one, and the plain names of hosts. */
export function readSettings(settings: readonly Setting[]): Address[] {
  return settings.flatMap((setting) => {
    const addresses = readAddresses(setting.value).filter(({ scheme }) => scheme || !isImage(setting));
    if (addresses.length === 0) return readHost(setting, settings) ?? [];
    return addresses.map((address) => joinPort(address, setting, settings));
  });
}

/** A name in full (`db.shop.svc`) is known by its form, but where it is all that is set, its port is set beside it, too. */
function joinPort(address: Address, setting: Setting, settings: readonly Setting[]): Address {
  if (address.scheme !== undefined || address.port !== undefined || address.text !== textOf(setting))
    return address;
  const prefix = readPrefix(setting.name);
  const port = prefix === undefined ? undefined : findPort(prefix, settings);
  return port ? { ...address, port: port.number, portAt: port.at } : address;
}

/** `WORKER_IMAGE: worker:1024`, whose number is a tag. */
function isImage({ name }: Setting): boolean {
  return /image$/i.test(name);
}

/** The addresses in the words of a command; those of `chown` are users and groups. */
export function readArguments(words: readonly Value[]): Address[] {
  if (words.some((word) => /^(?:\/bin\/)?chown$/.test(rawText(word) ?? ''))) return [];
  return readSettings(words.map(readOption));
}

/** `--db-host=database`, or `database` behind `--db-host`. */
function readOption(value: Value, index: number, words: readonly Value[]): Setting {
  const [, name, part] = /^(-[\w.-]+)=(.*)$/s.exec(rawText(value) ?? '') ?? [];
  if (name !== undefined && part !== undefined) return { name, value, part };
  const before = words[index - 1];
  const option = (before && rawText(before)) ?? '';
  return { name: /^-[\w.-]+$/.test(option) ? option : '', value };
}

/** A Service's name, alone or with its namespace, or the name of a pod of a headless one. */
const PLAIN_HOST = /^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)?$/;

/** The host name that a setting is from end to end, if its own name says that it is one. */
function readHost(setting: Setting, settings: readonly Setting[]): Address | undefined {
  const prefix = readPrefix(setting.name);
  if (prefix === undefined) return undefined;
  const { value } = setting;
  const text = textOf(setting);
  if (text === undefined || !PLAIN_HOST.test(text)) return undefined;
  const host = value.intern(text);
  const port = findPort(prefix, settings);
  return {
    host,
    port: port?.number,
    portAt: port?.at,
    scheme: undefined,
    text: host,
    occurrence: 0,
    at: at(value),
    knownBy: 'name',
  };
}

/** What stands before `HOST` in a name that means a host: `DB_` of `DB_HOST`, `PG` of `PGHOST`; not `G` of `GHOST`. */
function readPrefix(name: string): string | undefined {
  const [word] = /(?:hostname|host|address|addr|server|endpoint)$/i.exec(name) ?? [];
  if (word === undefined) return undefined;
  const prefix = name.slice(0, -word.length);
  const isWord = prefix === '' || /[_.-]$/.test(prefix) || (/[a-z\d]$/.test(prefix) && /^[A-Z]/.test(word));
  return isWord || (/^host/i.test(word) && prefix.length > 1) ? prefix : undefined;
}

/** The port beside a host: `DB_PORT` beside `DB_HOST`. `PORT` alone is mostly the one to listen on. */
function findPort(
  prefix: string,
  settings: readonly Setting[],
): { readonly number: number; readonly at: YamlPath } | undefined {
  if (prefix === '') return undefined;
  const wanted = `${prefix}port`.toLowerCase();
  const sibling = settings.find(({ name }) => name.toLowerCase() === wanted);
  const text = sibling && textOf(sibling);
  const number = text !== undefined && /^[1-9]\d{0,4}$/.test(text) ? Number(text) : undefined;
  return sibling && number !== undefined && number <= 65535 ? { number, at: at(sibling.value) } : undefined;
}

/** A block scalar ends with a line break that nobody means. */
function textOf({ value, part }: Setting): string | undefined {
  return (part ?? rawText(value))?.trimEnd();
}
