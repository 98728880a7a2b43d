import { NAMESPACE_PATTERN } from '../environments/namespace-name.ts';
import { childPath, type YamlPath } from '../yaml/yaml-path.ts';
import { insideFolder, isPattern } from './inside-folder.ts';
import { quote, suggest } from './setting-definitions.ts';

/** Plain manifests that are applied together, as the configuration file says it. */
export interface EnvironmentSetting {
  readonly name: string;
  /** Folders and files, relative to the folder of the configuration file; empty for that folder itself. */
  readonly paths: readonly string[];
  /** The namespace of resources that name none; undefined where it is as it is by default. */
  readonly namespace: string | undefined;
}

/** Hears of a mistake at a path: a sentence without its full stop. */
type Note = (path: YamlPath, message: string, part?: 'key' | 'value') => void;

const EXAMPLE = '`environments: { production: { paths: [k8s/common, k8s/production] } }`';

const PROPERTIES = {
  paths: {
    description:
      'Folders and files of plain manifests, relative to this file and no patterns; one may be part of several environments.',
    type: 'array',
    minItems: 1,
    items: { type: 'string' },
  },
  namespace: {
    description: 'The namespace of resources that name none. Otherwise `defaultNamespace`.',
    type: 'string',
    pattern: NAMESPACE_PATTERN,
  },
};

const KEYS = Object.keys(PROPERTIES);

/** The key of the configuration file, what it decides in Markdown, and what may be said as JSON Schema. */
export const ENVIRONMENTS = {
  key: 'environments',
  schema: {
    description:
      'Plain manifests that are applied together, by the name of their environment. Otherwise folders that define the same resources are told apart, and all else is one environment. Kustomizations and charts are environments of their own, whatever is said here.',
    type: 'object',
    additionalProperties: {
      type: 'object',
      additionalProperties: false,
      required: ['paths'],
      properties: PROPERTIES,
    },
  },
};

/** Takes what is valid, whatever it is given, and tells of the rest. */
export function readEnvironmentSettings(data: unknown, note: Note): EnvironmentSetting[] {
  const path = childPath('', ENVIRONMENTS.key);
  if (data === undefined || data === null) return [];
  if (!isRecord(data)) note(path, `${quote(data)} names no environments, as ${EXAMPLE} does`);
  return Object.entries(isRecord(data) ? data : {}).flatMap(([name, value]) => {
    const at = childPath(path, name);
    if (name.trim() === '') {
      note(at, 'an environment needs a name', 'key');
      return [];
    }
    if (!isRecord(value)) {
      note(at, `${quote(value)} says nothing of an environment, as ${EXAMPLE} does`);
      return [];
    }
    for (const key of Object.keys(value)) {
      if (!KEYS.includes(key))
        note(
          childPath(at, key),
          `there is no setting ${quote(key)} of an environment${suggest(key, KEYS)}`,
          'key',
        );
    }
    const paths = readPaths(value.paths, at, note);
    return paths.length > 0 ? [{ name, paths, namespace: readNamespace(value.namespace, at, note) }] : [];
  });
}

function readPaths(data: unknown, parent: YamlPath, note: Note): string[] {
  const path = childPath(parent, 'paths');
  if (!Array.isArray(data)) {
    note(data === undefined || data === null ? parent : path, 'an environment needs a list of `paths`');
    return [];
  }
  const items: readonly unknown[] = data;
  if (items.length === 0) note(path, 'an environment needs at least one of `paths`');
  return items.flatMap((item, i) => {
    const inside = typeof item === 'string' ? insideFolder(item) : undefined;
    const isTaken = inside !== undefined && !isPattern(inside);
    if (!isTaken) note(childPath(path, i), `${quote(item)} is ${saidOf(inside)}`);
    return isTaken ? inside : [];
  });
}

function saidOf(inside: string | undefined): string {
  return inside === undefined
    ? 'no folder or file below that of this file'
    : 'a pattern, and a folder or file is needed: a folder is taken with all that is in it';
}

function readNamespace(value: unknown, parent: YamlPath, note: Note): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string' && new RegExp(NAMESPACE_PATTERN).test(value)) return value;
  note(childPath(parent, 'namespace'), `${quote(value)} is no name of a namespace`);
  return undefined;
}

function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}
