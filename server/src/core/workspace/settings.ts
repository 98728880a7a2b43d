import type { Severity } from '../model/severity.ts';

/** What users may set. Defaults are in {@link DEFAULT_SETTINGS}. */
export interface Settings {
  /** Where resources without a namespace go; undefined: the one namespace that the environment names, else `default`. */
  readonly defaultNamespace: string | undefined;
  /** The cluster's DNS domain. */
  readonly clusterDomain: string;
  /** The network plugin of the cluster, which decides what Kubernetes leaves open; `generic` where it is not known. */
  readonly networkPlugin: NetworkPlugin;
  /** The blocks from which pods get their addresses; empty where they are not known. */
  readonly podCidrs: readonly string[];
  /** The namespaces of the pods that carry the requests of routes; empty where names are to tell. */
  readonly ingressControllers: readonly string[];
  /** Severities other than the rules' own, by rule id. */
  readonly severities: Readonly<Record<string, Severity | 'off'>>;
}

/** The network plugins that are told apart. */
export const NETWORK_PLUGINS = ['generic', 'calico', 'cilium', 'kube-router', 'weave', 'flannel'] as const;

export type NetworkPlugin = (typeof NETWORK_PLUGINS)[number];

/** What holds when nothing is set. */
export const DEFAULT_SETTINGS: Settings = {
  defaultNamespace: undefined,
  clusterDomain: 'cluster.local',
  networkPlugin: 'generic',
  podCidrs: [],
  ingressControllers: [],
  severities: {},
};
