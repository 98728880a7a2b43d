/** Asks which environments there are, and in which one answers about a manifest are given. */
export const environmentsRequest = 'kubereach/environments';

export interface EnvironmentsParams {
  /** The manifest that is looked at. */
  readonly uri?: string;
}

export interface EnvironmentsResult {
  /** The environment that hover, the topology and other answers about the manifest are given in. */
  readonly current: NamedEnvironment | null;
  /** Those that the manifest is part of, or that are made of it. */
  readonly around: readonly NamedEnvironment[];
  readonly all: readonly NamedEnvironment[];
}

export interface NamedEnvironment {
  readonly id: string;
  readonly name: string;
  readonly type: 'kustomization' | 'chart' | 'folder';
  readonly resources: number;
  /** Why it is one of its own, where people may not expect it: a sentence. */
  readonly reason?: string;
}

/** Says in which environment answers are to be given, wherever a manifest is part of it. */
export const chooseEnvironmentRequest = 'kubereach/chooseEnvironment';

export interface ChooseEnvironmentParams {
  readonly id: string;
}

/** There are other environments than before, or a manifest is part of others. */
export const environmentsChangedNotification = 'kubereach/environmentsChanged';
