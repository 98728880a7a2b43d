import type { ValueAssignment } from '../core/environments/gitops/chart-values.ts';

/** What is to be rendered. All paths are absolute. */
export interface RenderRequest {
  /** The program; `helm` is looked for where programs are. */
  readonly helm: string;
  readonly chartFolder: string;
  /** They are laid over the chart's own values, the last one wins. */
  readonly valuesFiles: readonly string[];
  /** YAML that is laid over the files, the last one wins. */
  readonly valuesTexts: readonly string[];
  /** Single values, over both. */
  readonly assignments: readonly ValueAssignment[];
  /** The files stand for the chart's own values. */
  readonly replacesOwn: boolean;
  readonly release: string;
  /** Undefined: helm's own default. */
  readonly namespace: string | undefined;
  /** The texts of files that say something else than the disk, by their paths; undefined for one that is not to be there. */
  readonly unsaved: ReadonlyMap<string, string | undefined>;
}
