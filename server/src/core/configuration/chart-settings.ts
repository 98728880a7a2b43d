import { LONGEST_RELEASE, RELEASE_PATTERN } from '../environments/helm/release-name.ts';
import { NAMESPACE_PATTERN } from '../environments/namespace-name.ts';
import { childPath, type YamlPath } from '../yaml/yaml-path.ts';
import { insideFolder, isPattern } from './inside-folder.ts';
import { quote, suggest } from './setting-definitions.ts';

/** How a chart is installed, as the configuration file says it. */
export interface ChartSetting {
  /** Relative to the folder of the configuration file, with forward slashes; empty for that folder itself. */
  readonly folder: string;
  /** At least one; each is an environment of its own. */
  readonly renderings: readonly ChartRendering[];
}

/** One installation of a chart. What is undefined is as it is by default. */
export interface ChartRendering {
  /** Tells it from the chart's others. */
  readonly name: string | undefined;
  /** Files that are laid over the chart's own values, the last one wins; relative like the chart's folder. */
  readonly values: readonly string[];
  readonly release: string | undefined;
  readonly namespace: string | undefined;
}

/** Hears of a mistake at a path: a sentence without its full stop. */
type Note = (path: YamlPath, message: string, part?: 'key' | 'value') => void;

const EXAMPLE = '`charts: { deploy/shop: { values: [deploy/shop/values-prod.yaml] } }`';

const RENDERING_PROPERTIES = {
  name: { description: 'Tells it from the other environments of the chart.', type: 'string', minLength: 1 },
  values: {
    description:
      'Files of values that are laid over those of the chart, the last one wins. Relative to this file.',
    type: 'array',
    items: { type: 'string' },
  },
  release: {
    description: 'The name of the release. Otherwise the name of the chart.',
    type: 'string',
    pattern: RELEASE_PATTERN,
    maxLength: LONGEST_RELEASE,
  },
  namespace: {
    description: 'The namespace of the release. Otherwise `defaultNamespace`.',
    type: 'string',
    pattern: NAMESPACE_PATTERN,
  },
};

const KEYS = Object.keys(RENDERING_PROPERTIES);
const RENDERING_SCHEMA = { type: 'object', additionalProperties: false, properties: RENDERING_PROPERTIES };

/** The key of the configuration file, what it decides in Markdown, and what may be said as JSON Schema. */
export const CHARTS = {
  key: 'charts',
  schema: {
    description:
      'How Helm charts are installed, by their folders relative to this file. Several installations of one chart are several environments. Otherwise each chart is rendered as Argo CD or Flux deploys it, else once, with its own values.',
    type: 'object',
    additionalProperties: {
      oneOf: [
        { type: 'null' },
        RENDERING_SCHEMA,
        { type: 'array', minItems: 1, items: { ...RENDERING_SCHEMA, required: ['name'] } },
      ],
    },
  },
};

/** Takes what is valid, whatever it is given, and tells of the rest. */
export function readChartSettings(data: unknown, note: Note): ChartSetting[] {
  const path = childPath('', CHARTS.key);
  if (data === undefined || data === null) return [];
  if (!isRecord(data)) note(path, `${quote(data)} names no charts, as ${EXAMPLE} does`);
  return Object.entries(isRecord(data) ? data : {}).flatMap(([written, value]) => {
    const at = childPath(path, written);
    const folder = insideFolder(written);
    if (folder === undefined || isPattern(folder)) {
      note(at, `${quote(written)} is no folder below that of this file`, 'key');
      return [];
    }
    const renderings = Array.isArray(value) ? readSeveral(value, at, note) : [readOne(value, at, note)];
    return renderings.length > 0 ? [{ folder, renderings }] : [];
  });
}

function readSeveral(items: readonly unknown[], path: YamlPath, note: Note): ChartRendering[] {
  const names = new Set<string>();
  return items.flatMap((item, i) => {
    const at = childPath(path, i);
    const read = readOne(item, at, note);
    if (read.name === undefined) {
      // By its place it could be told from the others only until somebody moves it.
      note(at, 'each of several installations of a chart needs a `name`');
      return [];
    }
    const isTaken = names.has(read.name);
    if (isTaken) note(childPath(at, 'name'), `there is another ${quote(read.name)} of this chart`);
    names.add(read.name);
    return isTaken ? [] : [read];
  });
}

function readOne(data: unknown, path: YamlPath, note: Note): ChartRendering {
  if (data !== null && !isRecord(data))
    note(path, `${quote(data)} says nothing of a chart, as ${EXAMPLE} does`);
  const given = isRecord(data) ? data : {};
  for (const key of Object.keys(given)) {
    if (!KEYS.includes(key))
      note(childPath(path, key), `there is no setting ${quote(key)} of a chart${suggest(key, KEYS)}`, 'key');
  }
  const text = (key: 'name' | 'release' | 'namespace', pattern: RegExp, what: string): string | undefined => {
    const value = given[key] ?? undefined;
    if (value === undefined || (typeof value === 'string' && pattern.test(value))) return value;
    note(childPath(path, key), `${quote(value)} is no ${what}`);
    return undefined;
  };
  return {
    name: text('name', /\S/, 'name'),
    values: readValues(given.values, childPath(path, 'values'), note),
    release: text(
      'release',
      new RegExp(`^(?=.{1,${LONGEST_RELEASE}}$)${RELEASE_PATTERN.slice(1)}`),
      'name of a release',
    ),
    namespace: text('namespace', new RegExp(NAMESPACE_PATTERN), 'name of a namespace'),
  };
}

function readValues(data: unknown, path: YamlPath, note: Note): string[] {
  if (data === undefined || data === null) return [];
  const items: readonly unknown[] = Array.isArray(data) ? data : [data];
  return items.flatMap((item, i) => {
    const file = typeof item === 'string' ? insideFolder(item) : undefined;
    if (file !== undefined && file !== '' && !isPattern(file)) return [file];
    const at = Array.isArray(data) ? childPath(path, i) : path;
    note(at, `${quote(item)} is no file below the folder of this file`);
    return [];
  });
}

function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}
