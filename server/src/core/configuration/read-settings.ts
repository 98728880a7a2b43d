import { SEVERITIES, type Severity } from '../model/severity.ts';
import { DOCUMENT_RULES } from '../rules/document-registry.gen.ts';
import { RULES } from '../rules/registry.gen.ts';
import type { Settings } from '../workspace/settings.ts';
import { childPath, type YamlPath } from '../yaml/yaml-path.ts';
import { CHARTS, type ChartSetting, readChartSettings } from './chart-settings.ts';
import { ENVIRONMENTS, type EnvironmentSetting, readEnvironmentSettings } from './environment-settings.ts';
import type { GivenSettings } from './given-settings.ts';
import {
  quote,
  SETTING_DEFINITIONS,
  type SettingDefinition,
  suggest,
  type Tell,
} from './setting-definitions.ts';

/** Plain data as settings, and every mistake in it. */
export interface ReadSettings {
  readonly given: GivenSettings;
  /** How charts are installed; only the configuration file has a say in it. */
  readonly charts: readonly ChartSetting[];
  /** What is applied together; only the configuration file has a say in it. */
  readonly environments: readonly EnvironmentSetting[];
  readonly mistakes: readonly SettingMistake[];
}

export interface SettingMistake {
  readonly path: YamlPath;
  readonly part: 'key' | 'value';
  /** A sentence without its full stop. */
  readonly message: string;
}

const RULES_KEY = 'rules';
const KEYS = [...Object.keys(SETTING_DEFINITIONS), CHARTS.key, ENVIRONMENTS.key, RULES_KEY];
const LEVELS: readonly (Severity | 'off')[] = ['off', ...SEVERITIES];

/** Takes what is valid, whatever it is given. Null sets nothing. */
export function readSettings(data: unknown): ReadSettings {
  const mistakes: SettingMistake[] = [];
  const note = (path: YamlPath, message: string, part: SettingMistake['part'] = 'value'): void => {
    mistakes.push({ path, part, message });
  };
  const given = isRecord(data) ? data : {};
  if (isSet(data) && !isRecord(data)) note('', 'there are no settings here, such as `networkPlugin: calico`');
  for (const key of Object.keys(given)) {
    if (!KEYS.includes(key))
      note(childPath('', key), `there is no setting ${quote(key)}${suggest(key, KEYS)}`, 'key');
  }
  const read = <K extends keyof typeof SETTING_DEFINITIONS>(key: K): NonNullable<Settings[K]> | undefined => {
    const path = childPath('', key);
    const { read: readValue }: SettingDefinition<NonNullable<Settings[K]>> = SETTING_DEFINITIONS[key];
    const tell: Tell = (message, item) => note(item === undefined ? path : childPath(path, item), message);
    return isSet(given[key]) ? readValue(given[key], tell) : undefined;
  };
  return {
    given: {
      defaultNamespace: read('defaultNamespace'),
      clusterDomain: read('clusterDomain'),
      networkPlugin: read('networkPlugin'),
      podCidrs: read('podCidrs'),
      ingressControllers: read('ingressControllers'),
      severities: isSet(given[RULES_KEY]) ? readSeverities(given[RULES_KEY], note) : undefined,
    },
    charts: readChartSettings(given[CHARTS.key], note),
    environments: readEnvironmentSettings(given[ENVIRONMENTS.key], note),
    mistakes,
  };
}

function readSeverities(
  data: unknown,
  note: (path: YamlPath, message: string, part?: SettingMistake['part']) => void,
): GivenSettings['severities'] {
  const ids = [...RULES, ...DOCUMENT_RULES].map(({ id }) => id);
  const path = childPath('', RULES_KEY);
  if (!isRecord(data))
    note(path, `${quote(data)} says of no rule how much it matters, as \`duplicate-key: warning\` does`);
  const found = Object.entries(isRecord(data) ? data : {}).flatMap(([id, value]) => {
    const level = LEVELS.find((candidate) => candidate === value);
    if (!ids.includes(id))
      note(childPath(path, id), `there is no rule ${quote(id)}${suggestRule(id, ids)}`, 'key');
    else if (!level && isSet(value))
      note(childPath(path, id), `${quote(value)} is no severity${suggest(value, LEVELS)}`);
    return level && ids.includes(id) ? [[id, level] as const] : [];
  });
  return Object.fromEntries(found);
}

/** There are too many rules to list them all. */
function suggestRule(id: string, ids: readonly string[]): string {
  const all = suggest(id, ids);
  return all.includes('did you mean') ? all : '; `kubereach rules` lists them';
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}
