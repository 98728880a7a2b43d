import { DEFAULT_SETTINGS, type Settings } from '../workspace/settings.ts';

/** What somebody has set; undefined is left to others. */
export type GivenSettings = { readonly [K in keyof Settings]: Settings[K] | undefined };

/** Nothing. */
export const NOTHING_GIVEN: GivenSettings = {
  defaultNamespace: undefined,
  clusterDomain: undefined,
  networkPlugin: undefined,
  podCidrs: undefined,
  ingressControllers: undefined,
  severities: undefined,
};

/** What holds when several have their say, the first of them before the others; severities are set rule by rule. */
export function mergeSettings(...given: readonly GivenSettings[]): Settings {
  const first = <K extends keyof Settings>(key: K): Settings[K] =>
    given.map((one): Settings[K] | undefined => one[key]).find((value) => value !== undefined) ??
    DEFAULT_SETTINGS[key];
  return {
    defaultNamespace: first('defaultNamespace'),
    clusterDomain: first('clusterDomain'),
    networkPlugin: first('networkPlugin'),
    podCidrs: first('podCidrs'),
    ingressControllers: first('ingressControllers'),
    severities: Object.assign({}, ...given.map(({ severities }) => severities).reverse()),
  };
}
