import type { Severity } from '../model/severity.ts';

/** What users may set. Defaults are in {@link DEFAULT_SETTINGS}. */
export interface Settings {
  /** Where resources without a namespace go; undefined: the one namespace that the environment names, else `default`. */
  readonly defaultNamespace: string | undefined;
  /** The cluster's DNS domain. */
  readonly clusterDomain: string;
  /** Severities other than the rules' own, by rule id. */
  readonly severities: Readonly<Record<string, Severity | 'off'>>;
}

/** What holds when nothing is set. */
export const DEFAULT_SETTINGS: Settings = {
  defaultNamespace: undefined,
  clusterDomain: 'cluster.local',
  severities: {},
};
